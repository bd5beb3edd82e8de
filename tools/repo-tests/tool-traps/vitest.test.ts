import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { toolFile } from '../../command-tools/tool-file.ts';
import { obstacleIn } from '../../command-tools/vitest-root.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'secuconnect-vitest-'));
afterAll(() => rmSync(parent, { recursive: true }));

class Same extends Error {}
const passes = (assert: () => void): boolean => {
  try {
    assert();
    return true;
  } catch {
    return false;
  }
};
const thrower = (error: unknown) => () => {
  throw error;
};

describe('what vitest compares of two errors is name and message, not the class', () => {
  test.each([
    ['toEqual: another class with the same name', true, () => expect(new Same('a')).toEqual(new Error('a'))],
    ['toEqual: another name', false, () => expect(new TypeError('a')).toEqual(new RangeError('a'))],
    ['toStrictEqual: another class', false, () => expect(new Same('a')).toStrictEqual(new Error('a'))],
    ['toThrow: another class', true, () => expect(thrower(new Same('a'))).toThrow(new Error('a'))],
    ['toThrow: another name', false, () => expect(thrower(new TypeError('a'))).toThrow(new RangeError('a'))],
    ['toThrow: the empty string', true, () => expect(thrower(new Error('a'))).toThrow('')],
  ])('%s', (_, equal, assert) => expect(passes(assert)).toBe(equal));
});

/** Comparisons that pass for other errors too, by the table above. `toThrow()` alone is a rule of oxlint. */
const VACUOUS = [
  /\.toThrow(?:Error)?\(\s*(?:''|""|``)/g,
  /\.(?:toThrow|toThrowError|toEqual|toMatchObject|toContainEqual)\(\s*new (?:Error|AggregateError|DOMException)\(/g,
];
const vacuousIn = (text: string): string[] => VACUOUS.flatMap((pattern) => text.match(pattern) ?? []);

test('no test has a comparison with an error that every error passes', () => {
  const files = globSync('{packages,tools,examples}/**/*.ts', {
    cwd: root,
    exclude: (path) => /node_modules|dist/.test(path),
  });
  const found = files
    .filter((file) => !file.includes('tool-traps'))
    .flatMap((file) => vacuousIn(readFileSync(join(root, file), 'utf8')).map((use) => `${file}: ${use}`));
  expect(found).toEqual([]);
});

test.each(["toThrow('')", 'toThrow(\n  new Error(', 'rejects.toEqual(new Error('])('%j is found', (use) => {
  expect(vacuousIn(`expect(call).${use}`)).toHaveLength(1);
});

/** Runs vitest in a folder of its own. */
function run(
  name: string,
  files: Record<string, string>,
  ...args: string[]
): { status: number | null; output: string } {
  const folder = join(parent, name);
  mkdirSync(join(folder, 'node_modules/own'), { recursive: true });
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'), 'junction');
  writeFileSync(join(folder, 'node_modules/own/index.js'), 'exports.own = 1;');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [toolFile('vitest'), 'run', '--reporter=dot', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return { status, output: stdout + stderr };
}
const passing = `import { expect, test } from 'vitest'; test('a', () => expect(1).toBe(1));`;

test('vitest fails a test that does not await an expectation', () => {
  const text = `import { expect, test } from 'vitest'; test('a', () => { expect(Promise.resolve(1)).resolves.toBe(1); });`;
  expect(run('unawaited', { 'a.test.ts': text })).toMatchObject({ status: 1 });
});

test('vitest ignores a workspace file without a word, so the projects are in vitest.config.ts', () => {
  const files = { 'a.test.ts': passing, 'vitest.workspace.ts': `export default ['no-such-folder'];` };
  expect(run('workspace', files)).toMatchObject({ status: 0 });
  expect(globSync('**/vitest.workspace.*', { cwd: root, exclude: (path) => path.includes('node_modules') })).toEqual(
    [],
  );
});

describe('vitest cannot run below some folders, so it runs in a copy', () => {
  test.each([
    ['my shop (1) grün+[a]&b', true],
    ['shop #1', false],
    ['50% off', false],
  ])('%s', (name, runs) => {
    const { status } = run(name, { 'a.test.ts': `import 'own';${passing}` });
    expect({ runs: status === 0, obstacle: obstacleIn(join(parent, name)) === undefined }).toEqual({
      runs,
      obstacle: runs,
    });
  });
});
