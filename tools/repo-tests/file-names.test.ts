import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { repositoryFiles } from '../command-tools/repository-files.ts';

/** What Windows cannot check out, and what macOS and Windows take for the same file. Git on Linux accepts all of it. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const files = repositoryFiles(root);

const RESERVED = /^(?:aux|con|nul|prn|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
// eslint-disable-next-line no-control-regex -- Windows forbids them too.
const FORBIDDEN = /[<>:"|?*\\\u0000-\u001f]|[ .]$/;
/** Of 260 characters that Windows allows without a setting; the rest is for the folder of the checkout. */
const MAX_PATH_LENGTH = 180;

const forbidden = (path: string): boolean =>
  path.length > MAX_PATH_LENGTH || path.split('/').some((name) => RESERVED.test(name) || FORBIDDEN.test(name));

/** Each path and its folders, but not those whose spelling is the only one. */
function differingByCase(paths: readonly string[]): string[][] {
  const all = new Set(paths.flatMap((path) => path.split('/').map((_, at, names) => names.slice(0, at + 1).join('/'))));
  return [...Map.groupBy(all, (path) => path.normalize('NFC').toLowerCase()).values()].filter(
    ({ length }) => length > 1,
  );
}

describe('every file of the repository exists on Windows and macOS', () => {
  test('no name is forbidden', () => expect(files.filter(forbidden)).toEqual([]));
  test('no two names differ only by case', () => expect(differingByCase(files)).toEqual([]));

  test.each(['src/aux.ts', 'nul', 'a/CON/b.ts', 'a:b', 'what?.md', 'a\\b', 'folder /a', 'dot.', 'a'.repeat(200)])(
    '%j is forbidden',
    (path) => expect(forbidden(path)).toBe(true),
  );
  test.each(['src/auxiliary.ts', '.gitignore', 'console.ts', 'com.ts', 'my shop (1) #50% grün/a.ts'])(
    '%j is allowed',
    (path) => expect(forbidden(path)).toBe(false),
  );
  test('files and folders that differ by case are found', () => {
    expect(differingByCase(['a/B.ts', 'a/b.ts', 'A/c.ts', 'd.ts'])).toEqual([
      ['a', 'A'],
      ['a/B.ts', 'a/b.ts'],
    ]);
  });
});

const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
test.skipIf(git('rev-parse').status !== 0)('every text file has LF in the repository and in each checkout', () => {
  const others = git('ls-files', '--eol', '--cached', '-z')
    .stdout.split('\0')
    .filter((line) => line !== '' && !/^i\/(?:lf|none|-text) +w\/\S* +attr\/text=auto eol=lf *\t/.test(line));
  expect(others).toEqual([]);
});
