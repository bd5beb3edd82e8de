import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withFileLock } from '../../src/node/file-lock.ts';

const FAST_TIMING = { pollInterval: 2, heartbeatInterval: 5, missedHeartbeats: 200 };
const HOLDER_PROGRAM = fileURLToPath(new URL('lock-holder-process.ts', import.meta.url));
let directory = '';
let path = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
  path = join(directory, 'it.lock');
});
afterEach(() => rm(directory, { recursive: true }));

/** A promise that can be resolved from outside. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}
const wait = (ms = 100) => new Promise((resolve) => setTimeout(resolve, ms));

describe('withFileLock()', () => {
  test('one function runs at a time', async () => {
    let [running, maxRunning, runs] = [0, 0, 0];
    const run = async () => {
      maxRunning = Math.max(maxRunning, ++running);
      await wait(1);
      running--;
      return ++runs;
    };
    const all = await Promise.all(Array.from({ length: 20 }, () => withFileLock(path, run, FAST_TIMING)));
    expect(maxRunning).toBe(1);
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  test('a free lock is one file, whose number grows and whose time marks it as free', async () => {
    for (let number = 1; number <= 3; number++) {
      await withFileLock(
        path,
        async () => expect((await stat(`${path}.${number}`)).mtimeMs).toBeGreaterThan(0),
        FAST_TIMING,
      );
      expect(await readdir(directory)).toEqual([`it.lock.${number}`]);
      expect((await stat(`${path}.${number}`)).mtimeMs).toBe(0);
    }
  });

  test('a function that fails frees the lock', async () => {
    await expect(withFileLock(path, () => Promise.reject(new Error('refused')), FAST_TIMING)).rejects.toThrow(
      'refused',
    );
    expect(await withFileLock(path, async () => 'next', FAST_TIMING)).toBe('next');
  });

  test('a living holder keeps the lock, no matter how long it takes', async () => {
    const { open, passed } = gate();
    const log: string[] = [];
    const first = withFileLock(path, () => passed.then(() => log.push('first')), {
      ...FAST_TIMING,
      missedHeartbeats: 20,
    });
    await wait(20);
    // Twenty checks take 40 ms; the holder has a heartbeat every 5 ms.
    const second = withFileLock(path, async () => log.push('second'), { ...FAST_TIMING, missedHeartbeats: 20 });
    await wait(300);
    expect(log).toEqual([]);
    open();
    await Promise.all([first, second]);
    expect(log).toEqual(['first', 'second']);
  });

  test('one process takes over from a dead holder, not several', async () => {
    await writeFile(`${path}.7`, '');
    let [running, maxRunning] = [0, 0];
    const run = async () => {
      maxRunning = Math.max(maxRunning, ++running);
      await wait(5);
      running--;
    };
    await Promise.all(
      Array.from({ length: 10 }, () => withFileLock(path, run, { ...FAST_TIMING, missedHeartbeats: 20 })),
    );
    expect(maxRunning).toBe(1);
    expect(await readdir(directory)).toEqual(['it.lock.17']);
  });

  test('a heartbeat resets the count of checks', async () => {
    await writeFile(`${path}.1`, '');
    let taken = false;
    const waiting = withFileLock(path, async () => (taken = true), { ...FAST_TIMING, missedHeartbeats: 50 });
    for (let beat = 0; beat < 20; beat++) {
      await wait(10);
      const now = new Date(1e12 + beat * 1000);
      await utimes(`${path}.1`, now, now);
    }
    expect(taken).toBe(false);
    await waiting;
  });

  test('a holder that lost its lock does not free it for the new holder', async () => {
    const { open, passed } = gate();
    const slow = withFileLock(path, () => passed, { ...FAST_TIMING, heartbeatInterval: 60_000 });
    await wait(20);
    const other = gate();
    const successor = withFileLock(path, () => other.passed, { ...FAST_TIMING, missedHeartbeats: 5 });
    await expect.poll(() => readdir(directory)).toEqual(['it.lock.2']);
    open();
    await slow;
    expect((await stat(`${path}.2`)).mtimeMs).toBeGreaterThan(0);
    other.open();
    await successor;
    expect(await readdir(directory)).toEqual(['it.lock.2']);
  });

  test('files of other names are ignored', async () => {
    for (const name of ['it.lock.x', 'it.lock.1.5', 'it.lock', 'other.lock.9', 'it.lock.1e400']) {
      await writeFile(join(directory, name), '');
    }
    expect(await withFileLock(path, async () => 'in', FAST_TIMING)).toBe('in');
    expect(await readdir(directory)).toHaveLength(6);
  });

  test('a file with the highest possible number is an error, and not an endless loop', async () => {
    await writeFile(`${path}.${Number.MAX_SAFE_INTEGER}`, '');
    await utimes(`${path}.${Number.MAX_SAFE_INTEGER}`, 0, 0);
    await expect(withFileLock(path, async () => 'in', FAST_TIMING)).rejects.toThrow(
      `Remove ${path}.${Number.MAX_SAFE_INTEGER}`,
    );
  });

  test.each([
    ['a link', (file: string) => symlink('/proc/self/status', file)],
    ['a link to nothing', (file: string) => symlink(join(directory, 'missing'), file)],
    ['a directory', (file: string) => mkdir(file)],
  ])('%s holds nothing, even if its time keeps changing', async (_, make) => {
    await make(`${path}.5`);
    expect(await withFileLock(path, async () => readdir(directory), FAST_TIMING)).toContain('it.lock.6');
  });

  test('a file of another user holds nothing, even if its time keeps changing', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'Only root can give a file to another user.');
    await writeFile(`${path}.5`, '');
    await chown(`${path}.5`, 65_534, 65_534);
    const touching = setInterval(() => void utimes(`${path}.5`, new Date(), new Date()).catch(() => undefined), 1);
    expect(await withFileLock(path, () => readdir(directory), FAST_TIMING)).toEqual(['it.lock.6']);
    clearInterval(touching);
  });

  test('a missing directory is an error', async () => {
    await expect(withFileLock(join(directory, 'missing', 'it.lock'), async () => 'in', FAST_TIMING)).rejects.toThrow(
      'ENOENT',
    );
  });

  test('the process has one exit listener while locks are held, and none afterwards', async () => {
    const before = process.listenerCount('exit');
    const { open, passed } = gate();
    const all = Array.from({ length: 20 }, (_, at) => withFileLock(`${path}-${at}`, () => passed, FAST_TIMING));
    await wait();
    expect(process.listenerCount('exit')).toBe(before + 1);
    open();
    await Promise.all(all);
    expect(process.listenerCount('exit')).toBe(before);
  });
});

describe('withFileLock() in another process', () => {
  const start = async () => {
    const holder = fork(HOLDER_PROGRAM, [path]);
    await once(holder, 'message');
    return holder;
  };

  test('a process that exits frees its lock', { timeout: 120_000 }, async () => {
    const holder = await start();
    holder.send('exit');
    await once(holder, 'exit');
    expect((await stat(`${path}.1`)).mtimeMs).toBe(0);
  });

  test('a process that was killed is detected as dead', { timeout: 120_000 }, async () => {
    const holder = await start();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect((await stat(`${path}.1`)).mtimeMs).toBeGreaterThan(0);
    expect(await withFileLock(path, async () => 'taken over', { ...FAST_TIMING, missedHeartbeats: 20 })).toBe(
      'taken over',
    );
  });
});
