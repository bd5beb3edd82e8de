import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import settings from '../codegen/openapitools.json' with { type: 'json' };
import { Checkout } from './checkout.ts';

/**
 * People clone into folders with any name. A shell, a URL, a glob, a list and a pattern each give one of these characters a meaning, and so does
 * each tool that builds a command line or a URL from a path. Such a folder breaks a command only on the computers of others, so it is tested
 * here. The commands start from a folder inside the repository, because that is the other thing that a relative path can get wrong.
 */
const NAME = "my shop (1) #50% grün+[a]&b'c";

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout(NAME);
});
afterAll(() => checkout.remove());

const inside = () => join(checkout.folder, 'packages');
/** In the locale of a container, in which Java does not know the umlaut. */
const env = { ...process.env, LC_ALL: 'C', SECUCONNECT_BASE_URL: '' };

function run(script: string, ...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(checkout.folder, script), ...args], {
    cwd: inside(),
    encoding: 'utf8',
    env,
  });
}

test.each([
  ['generate --check', 'is up to date', 'scripts/generate.ts', '--check'],
  ['spec:lint', '', 'scripts/spec-lint.ts'],
  ['words:lint', '', 'scripts/words-lint.ts'],
  ['lint: redocly', '', 'scripts/redocly-lint.ts'],
  ['lint: prettier', '', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '../scripts'],
  ['examples', 'custom-checkout', 'scripts/examples.ts', 'custom-checkout'],
  ['snippets', ' 0 compiler errors', 'scripts/snippets.ts', 'docs/guides/receipts'],
])('%s works', (_, says, script, ...args) => {
  const { status, stdout, stderr } = run(script, ...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(says);
});

test('mock works', async () => {
  const mock = spawn(process.execPath, [join(checkout.folder, 'scripts/mock.ts')], { cwd: inside(), env });
  const output = await new Promise<string>((resolve) => {
    let text = '';
    for (const stream of [mock.stdout, mock.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk).includes('Press Ctrl+C') && mock.kill('SIGINT'));
    mock.once('close', () => resolve(text));
  });
  expect(output).toMatch(/^The mock listens on http/);
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const jar = join(root, '.cache/openapi-generator', `${settings['generator-cli'].version}.jar`);
const canGenerate = existsSync(jar) && spawnSync('java', ['-version']).status === 0;

test.skipIf(!canGenerate)('generate works, and gives what it gives elsewhere', () => {
  const { status, stdout, stderr } = run('scripts/generate.ts', '--check', '--full');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('changes nothing');
});

test('vitest, which cannot run there, says so and names what can', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(checkout.folder, 'node_modules/vitest/vitest.mjs'), 'run'],
    { cwd: checkout.folder, encoding: 'utf8', env },
  );
  expect({ status, output: stdout + stderr }).toEqual({
    status: 1,
    output: expect.stringMatching(/^Vitest cannot run here, because .*scripts\/vitest\.ts/),
  });
});
