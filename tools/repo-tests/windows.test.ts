import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { repositoryFiles } from '../command-tools/repository-files.ts';
import { npmCommand } from '../command-tools/npm-command.ts';

/** What differs on Windows, as far as another system can tell. `packages/client/test/node/atomic-write.test.ts` has the branch of the client. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'secuconnect-windows-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm on Windows', () => {
  test('is the JavaScript beside Node, because Node starts no .cmd file', () => {
    const file = join(folder, 'node_modules/npm/bin/npm-cli.js');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '');
    const node = join(folder, 'node.exe');
    expect(npmCommand({}, 'win32', node)).toEqual({ command: node, first: [file] });
    expect(npmCommand({ npm_execpath: 'C:\\pnpm\\pnpm.mjs' }, 'win32', node)).toEqual({ command: node, first: [file] });
  });

  test('is missed with a sentence', () => {
    expect(() => npmCommand({}, 'win32', join(folder, 'bin/node.exe'))).toThrow('There is no npm beside');
    expect(npmCommand({}, 'linux', join(folder, 'bin/node'))).toEqual({ command: 'npm', first: [] });
  });
});

test('no file of the repository has a name that Windows cannot have, or two that are one there', () => {
  const files = repositoryFiles(root);
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
  const wrong = files.filter((file) =>
    file.split('/').some((name) => reserved.test(name) || /[<>:"\\|?*]|[. ]$/.test(name)),
  );
  expect(wrong).toEqual([]);
  expect(files).toHaveLength(new Set(files.map((file) => file.toLowerCase())).size);
  // 260 characters, with room for a folder such as C:\Users\someone\projects\secuconnect-client.
  expect(files.filter((file) => win32.join('C:', file).length > 200)).toEqual([]);
});

test('git gives every system the same bytes, which the fingerprint of the generated code hashes', () => {
  expect(readFileSync(join(root, '.gitattributes'), 'utf8')).toMatch(/^\* text=auto eol=lf$/m);
});

test('no script of package.json needs a shell of Unix', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const unix = /[$`';|]|(?:^|\s)(?:[A-Z_]+=|rm |cp |mv |cat |export )/;
  expect(Object.entries(scripts).filter(([, script]) => unix.test(script))).toEqual([]);
});
