import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { bundleSpec } from '../codegen/bundle.ts';
import { outputOf } from '../codegen/output.ts';
import { typesOf } from '../codegen/types.ts';
import { sentenceOf } from '../command-tools/sentence.ts';

/** A command that fails ends with a sentence that its user can act on, and not with the stack trace of a tool. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'secuconnect-errors-'));
afterAll(() => rmSync(folder, { recursive: true }));

const STACK = /^\s+at /m;
const run = (file: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DEBUG: '', ...env },
  });

const scripts = globSync('scripts/*.ts', { cwd: root });

test.each(scripts)('%s reports its errors with sentences', (script) => {
  const [first] = /^import .*$/m.exec(readFileSync(join(root, script), 'utf8'))!;
  expect(first).toBe("import '../tools/command-tools/errors.ts';");
});

describe('an error that nothing catches', () => {
  const errors = pathToFileURL(join(root, 'tools/command-tools/errors.ts')).href;
  function failing(name: string, statement: string, env: NodeJS.ProcessEnv = {}): string {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, `import '${errors}';\n${statement}\n`);
    const { status, stdout, stderr } = run(file, [], env);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    return stderr;
  }

  test.each([
    ['thrown', `throw new Error('Do this.')`],
    ['rejected', `await Promise.reject(new Error('Do this.'))`],
    ['rejected-later', `void Promise.reject(new Error('Do this.'))`],
    ['rejected-twice', `void Promise.reject(new Error('Do this.')); void Promise.reject(new Error('And that.'))`],
    ['thrown-later', `setImmediate(() => { throw new Error('Do this.') })`],
  ])('is printed as its message: %s', (name, statement) => {
    expect(failing(name, statement)).toBe('Do this.\n');
  });

  test('is printed with its stack trace for DEBUG=1', () => {
    expect(failing('debug', `throw new Error('Do this.')`, { DEBUG: '1' })).toMatch(STACK);
  });

  test('names what to do if a package is not built', () => {
    expect(failing('missing', `await import('not-installed')`)).toMatch(/^Cannot find package .*\n.*pnpm build/);
  });

  test('names what to do in a read-only checkout', () => {
    const error = Object.assign(new Error('EROFS'), { code: 'EROFS', syscall: 'open', path: '/a/b' });
    expect(sentenceOf(error, {})).toMatch(/^\/a\/b cannot be written or read \(EROFS\).*may write to\.$/);
  });

  test('says that it is a mistake if it is one', () => {
    expect(sentenceOf(new TypeError('a is undefined'), {})).toMatch(/^TypeError: a is undefined\n.*DEBUG=1/);
  });
});

describe('pnpm generate', () => {
  test('names Java if there is none', () => {
    const { status, stderr } = run('scripts/generate.ts', ['--check', '--full'], { PATH: folder });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^`pnpm generate` requires Java .*\n$/),
    });
  });

  test('names the file if redocly finds an error', async () => {
    mkdirSync(join(folder, 'spec'));
    writeFileSync(
      join(folder, 'spec/openapi.yaml'),
      'openapi: 3.1.0\ninfo: { title: a, version: "1" }\npaths: { /a: { get: { responses: {} } } }\n',
    );
    const failure = bundleSpec(join(folder, 'spec/openapi.yaml'));
    await expect(failure).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^The spec has errors\..*\n\n[^]*spec\/openapi\.yaml/),
    });
    await expect(failure).rejects.not.toHaveProperty('message', expect.stringMatching(STACK));
  });

  const target = { spec: join(root, 'packages/api/test/golden/openapi.yaml'), api: join(folder, 'api') };

  test('names the spec if openapi-typescript fails', async () => {
    vi.mocked(typesOf).mockRejectedValueOnce(new Error('no such $anchor\nmore'));
    await expect(outputOf(target)).rejects.toMatchObject({
      name: 'UserError',
      message: 'openapi-typescript cannot read packages/api/test/golden/openapi.yaml: no such $anchor',
    });
  });

  test('names file and line if the generated code is not valid', async () => {
    vi.mocked(typesOf).mockResolvedValueOnce({
      schema: 'export type A = string;\nexport type B-2 = string;',
      models: '',
      internalModels: '',
      ids: '',
    });
    await expect(outputOf(target)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(
        /^The generated schema\.ts is not valid: .*\n {2}export type B-2 = string;\n.*\.$/,
      ),
    });
  });
});

vi.mock('../codegen/types.ts', { spy: true });
vi.mock('../codegen/resources.ts', () => ({ resourceFiles: async () => ({ api: [], client: [], reference: [] }) }));
