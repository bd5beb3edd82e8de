import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, globSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toolFile } from '../command-tools/tool-file.ts';
import { root } from '../release-tools/published-packages.ts';

/** What the guard reads: the built client, with its sources. */
const COPIED = [
  'scripts/prepack.mjs',
  'tsconfig.base.json',
  'tsdown.base.ts',
  'tools/platform-facts/src',
  'packages/api/src',
  'packages/api/openapi.json',
  'packages/client',
];
let copy: string;
let client: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'secuconnect prepack-'));
  client = join(copy, 'packages', 'client');
  for (const path of COPIED)
    cpSync(join(root, path), join(copy, path), { recursive: true, filter: (file) => !file.endsWith('node_modules') });
  writeFileSync(join(copy, 'pnpm-workspace.yaml'), 'packages: [packages/*]\npmOnFail: ignore\n');
  symlinkSync(join(root, 'packages', 'client', 'node_modules'), join(client, 'node_modules'), 'junction');
});
afterEach(() => rmSync(copy, { recursive: true }));

function run(command: string, args: readonly string[], variables: Record<string, string> = {}) {
  const env = { ...process.env, ...variables };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: client, encoding: 'utf8', env });
  return { failed: status !== 0, output: stdout + stderr, tarballs: globSync('**/*.tgz', { cwd: client }) };
}
const pack = () => run(process.execPath, [toolFile('pnpm'), 'pack']);
const stopped = (sentence: string) => ({
  failed: true,
  output: expect.stringContaining(sentence) as unknown,
  tarballs: [],
});

describe('`pnpm pack`', () => {
  test('packs a build that fits its sources, of any time', () => {
    utimesSync(join(client, 'src/index.ts'), new Date('2099-01-01'), new Date('2099-01-01'));
    expect(pack()).toMatchObject({ failed: false, tarballs: [expect.stringContaining('secuconnect-client-')] });
  });

  test('stops without a build', () => {
    rmSync(join(client, 'dist'), { recursive: true });
    expect(pack()).toEqual(stopped('@secuconnect/client is not built'));
  });

  test.each(['dist/flows.d.cts', 'dist/index.js', 'dist/node/index.d.ts'])('stops when %s is missing', (file) => {
    rmSync(join(client, file));
    expect(pack()).toEqual(stopped('Run `pnpm build`'));
  });

  test.each(['packages/client/src/index.ts', 'packages/client/package.json', 'tools/platform-facts/src/exceptions.ts'])(
    'stops when %s is newer than the build',
    (file) => {
      appendFileSync(join(copy, file), '\n');
      expect(pack()).toEqual(stopped('The build of @secuconnect/client is older than its sources. Run `pnpm build`'));
    },
  );

  test('leaves the record of the build out of the tarball', () => {
    const { output } = pack();
    expect(output).toContain('dist/index.js');
    expect(output).not.toContain('sha256');
  });
});

test('`pnpm publish` stops without a build', () => {
  rmSync(join(client, 'dist'), { recursive: true });
  const publish = [toolFile('pnpm'), 'publish', '--dry-run', '--no-git-checks'];
  expect(run(process.execPath, publish)).toEqual(stopped('is not built'));
});

test.each(['npm/11.6.0', 'yarn/1.22.22', 'yarn/4.10.3', 'bun/1.3.0'])(
  '%s is stopped, which may keep `workspace:^`',
  (agent) => {
    const prepack = [join(copy, 'scripts/prepack.mjs')];
    expect(run(process.execPath, prepack, { npm_config_user_agent: `${agent} node/v24` })).toEqual(
      stopped('may leave `workspace:^` in the dependencies of @secuconnect/client. Run `pnpm pack:all`.'),
    );
  },
);

const NPM = spawnSync('npm', ['--version']).status === 0;
test.skipIf(!NPM)('`npm pack` is stopped', () => {
  // Vitest may run below pnpm, whose name npm would keep.
  expect(run('npm', ['pack'], { npm_config_user_agent: '' })).toEqual(stopped('npm may leave `workspace:^`'));
});
