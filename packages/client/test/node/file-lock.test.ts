import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from '../../src/node/file-lock.ts';

const QUICK = { pollInterval: 2, heartbeatInterval: 5, missedHeartbeats: 200 };
const HOLDER = fileURLToPath(new URL('holder.ts', import.meta.url));
let directory = '';
let path = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
  path = join(directory, 'it.lock');
});
afterEach(() => rm(directory, { recursive: true }));

/** Something that can be ended from outside. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}
const someTime = (ms = 100) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a lock', () => {
  test('lets one in at a time', async () => {
    let [inside, most, runs] = [0, 0, 0];
    const run = async () => {
      most = Math.max(most, ++inside);
      await someTime(1);
      inside--;
      return ++runs;
    };
    const all = await Promise.all(Array.from({ length: 20 }, () => withLock(path, run, QUICK)));
    expect(most).toBe(1);
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  test('leaves one file, whose number grows and whose time says that it is free', async () => {
    for (let number = 1; number <= 3; number++) {
      await withLock(path, async () => expect((await stat(`${path}.${number}`)).mtimeMs).toBeGreaterThan(0), QUICK);
      expect(await readdir(directory)).toEqual([`it.lock.${number}`]);
      expect((await stat(`${path}.${number}`)).mtimeMs).toBe(0);
    }
  });

  test('is freed when what ran under it fails', async () => {
    await expect(withLock(path, () => Promise.reject(new Error('refused')), QUICK)).rejects.toThrow('refused');
    expect(await withLock(path, async () => 'next', QUICK)).toBe('next');
  });

  test('is not taken from a holder that is alive, however long that takes', async () => {
    const { open, passed } = gate();
    const log: string[] = [];
    const first = withLock(path, () => passed.then(() => log.push('first')), { ...QUICK, missedHeartbeats: 20 });
    await someTime(20);
    // Twenty looks take 40 ms; the holder shows itself every 5 ms.
    const second = withLock(path, async () => log.push('second'), { ...QUICK, missedHeartbeats: 20 });
    await someTime(300);
    expect(log).toEqual([]);
    open();
    await Promise.all([first, second]);
    expect(log).toEqual(['first', 'second']);
  });

  test('is taken from a dead holder, and by one only', async () => {
    await writeFile(`${path}.7`, '');
    let [inside, most] = [0, 0];
    const run = async () => {
      most = Math.max(most, ++inside);
      await someTime(5);
      inside--;
    };
    await Promise.all(Array.from({ length: 10 }, () => withLock(path, run, { ...QUICK, missedHeartbeats: 20 })));
    expect(most).toBe(1);
    expect(await readdir(directory)).toEqual(['it.lock.17']);
  });

  test('a sign of life starts the count anew', async () => {
    await writeFile(`${path}.1`, '');
    let taken = false;
    const waiting = withLock(path, async () => (taken = true), { ...QUICK, missedHeartbeats: 50 });
    for (let sign = 0; sign < 20; sign++) {
      await someTime(10);
      const now = new Date(1e12 + sign * 1000);
      await utimes(`${path}.1`, now, now);
    }
    expect(taken).toBe(false);
    await waiting;
  });

  test('that was lost to somebody else is not freed for them', async () => {
    const { open, passed } = gate();
    const slow = withLock(path, () => passed, { ...QUICK, heartbeatInterval: 60_000 });
    await someTime(20);
    const other = gate();
    const thief = withLock(path, () => other.passed, { ...QUICK, missedHeartbeats: 5 });
    await expect.poll(() => readdir(directory)).toEqual(['it.lock.2']);
    open();
    await slow;
    expect((await stat(`${path}.2`)).mtimeMs).toBeGreaterThan(0);
    other.open();
    await thief;
    expect(await readdir(directory)).toEqual(['it.lock.2']);
  });

  test('takes no notice of files that are not its own', async () => {
    for (const name of ['it.lock.x', 'it.lock.1.5', 'it.lock', 'other.lock.9', 'it.lock.1e400']) {
      await writeFile(join(directory, name), '');
    }
    expect(await withLock(path, async () => 'in', QUICK)).toBe('in');
    expect(await readdir(directory)).toHaveLength(6);
  });

  test('says so when the directory cannot be used', async () => {
    await expect(withLock(join(directory, 'missing', 'it.lock'), async () => 'in', QUICK)).rejects.toThrow('ENOENT');
  });

  test('listens for the end of the process only while it is held, however many there are', async () => {
    const before = process.listenerCount('exit');
    const { open, passed } = gate();
    const all = Array.from({ length: 20 }, (_, at) => withLock(`${path}-${at}`, () => passed, QUICK));
    await someTime();
    expect(process.listenerCount('exit')).toBe(before + 1);
    open();
    await Promise.all(all);
    expect(process.listenerCount('exit')).toBe(before);
  });
});

describe('a process that holds it', () => {
  const start = async () => {
    const holder = fork(HOLDER, [path]);
    await once(holder, 'message');
    return holder;
  };

  test('and ends, frees it', { timeout: 120_000 }, async () => {
    const holder = await start();
    holder.send('end');
    await once(holder, 'exit');
    expect((await stat(`${path}.1`)).mtimeMs).toBe(0);
  });

  test('and is killed, is found dead', { timeout: 120_000 }, async () => {
    const holder = await start();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect((await stat(`${path}.1`)).mtimeMs).toBeGreaterThan(0);
    expect(await withLock(path, async () => 'taken over', { ...QUICK, missedHeartbeats: 20 })).toBe('taken over');
  });
});
