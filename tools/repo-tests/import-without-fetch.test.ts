import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = (name: string): string => import.meta.resolve(`@secuconnect/client${name}`);

/** In a process of its own, because this one has used `fetch` long ago. */
function watch(url: string): unknown {
  const args = ['bench/startup/fetch-watch.ts', JSON.stringify(url)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return stderr === '' ? JSON.parse(stdout) : stderr;
}

test.each(['', '/flows', '/pushes', '/receipts', '/personal-data', '/redis', '/postgres', '/node'])(
  'the import of @secuconnect/client%s neither reads `globalThis.fetch` nor makes Node load it',
  (name) => {
    expect(watch(entry(name))).toEqual({ reads: 0, isLoaded: false });
  },
);

test.each([
  ['globalThis.fetch', { reads: 1, isLoaded: false }],
  ['new Headers()', { reads: 0, isLoaded: true }],
])('the watch sees %s', (code, seen) => {
  expect(watch(`data:text/javascript,${code}`)).toEqual(seen);
});
