import { utimesSync } from 'node:fs';
import { lstat, open, readdir, rm, utimes } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOwn } from './private-files.ts';

/** Times of a lock between processes. */
export interface LockTiming {
  /** How often a waiting process checks whether the lock is free, in ms; at random from half to one and a half times that. */
  readonly pollInterval: number;
  /** How often the holder touches its file to show that it is alive, in ms. */
  readonly heartbeatInterval: number;
  /** After how many checks without a heartbeat the holder counts as dead. */
  readonly missedHeartbeats: number;
}

/** A dead holder is detected after about ten seconds; a holder without a heartbeat for that long must have blocked its event loop. */
const DEFAULT_TIMING: LockTiming = { pollInterval: 50, heartbeatInterval: 1_000, missedHeartbeats: 200 };

/** The modification time of the file of a free lock. */
const FREE_TIME = new Date(0);

/** The lock files that this process holds. */
const heldFiles = new Set<string>();

/**
 * Runs a function while this process holds a lock between the processes of one host. The lock consists of files `<path>.<number>`: the process that
 * created the highest number holds it as long as the file's time keeps changing.
 * - To acquire the lock, a process creates the next number. The file system lets only one succeed, so taking over from a dead holder is not a race. A slow
 *   process that creates a number that was taken, freed and removed in the meantime sees a higher one, and does not hold the lock.
 * - Numbers only grow: the highest file remains when the lock is freed, and its time then marks it as free.
 * - A holder counts as dead when a waiting process has seen the same time again and again. Clocks are not compared, and after a suspended host resumes,
 *   every holder is alive.
 * - A process that exits while it holds the lock frees it; a killed one is detected as dead.
 * - A link, or a file of another user, holds nothing.
 *
 * @throws the error of the file system, or an `Error` when the numbers are exhausted, which only a foreign file can cause.
 */
export async function withFileLock<Value>(
  path: string,
  run: () => Promise<Value>,
  timing: LockTiming = DEFAULT_TIMING,
): Promise<Value> {
  const file = await acquire(path, timing);
  if (heldFiles.size === 0) process.once('exit', freeAll);
  heldFiles.add(file);
  let lastHeartbeat: Promise<void> = Promise.resolve();
  const heartbeat = setInterval(() => (lastHeartbeat = touch(file, new Date())), timing.heartbeatInterval);
  // The lock alone must not keep the process alive.
  heartbeat.unref();
  try {
    return await run();
  } finally {
    clearInterval(heartbeat);
    // A late heartbeat must not overwrite the time that marks the lock as free.
    await lastHeartbeat;
    await touch(file, FREE_TIME);
    heldFiles.delete(file);
    if (heldFiles.size === 0) process.off('exit', freeAll);
  }
}

async function acquire(path: string, { pollInterval, missedHeartbeats }: LockTiming): Promise<string> {
  let lastSeen = '';
  let unchanged = 0;
  for (;;) {
    const highest = Math.max(0, ...(await numbersOf(path)));
    const time = highest === 0 ? FREE_TIME.getTime() : await modificationTime(`${path}.${highest}`);
    const seen = `${highest} ${time}`;
    unchanged = seen === lastSeen ? unchanged + 1 : 0;
    lastSeen = seen;
    if (time === FREE_TIME.getTime() || unchanged >= missedHeartbeats) {
      if (await claimNumber(path, highest + 1)) return `${path}.${highest + 1}`;
    } else {
      await sleep(pollInterval * (0.5 + Math.random()));
    }
  }
}

/** Creates the file of a number, and returns whether it is the highest. Files below the highest are obsolete, and removed. */
async function claimNumber(path: string, number: number): Promise<boolean> {
  if (!Number.isSafeInteger(number)) throw new Error(`Remove ${path}.${number - 1}: no lock can have this number.`);
  if (!(await createExclusively(`${path}.${number}`))) return false;
  const numbers = await numbersOf(path);
  const highest = Math.max(...numbers);
  // One that cannot be removed holds nothing, as it is not the highest.
  await Promise.allSettled(numbers.map((one) => one < highest && rm(`${path}.${one}`)));
  return highest === number;
}

async function numbersOf(path: string): Promise<number[]> {
  const prefix = `${basename(path)}.`;
  const names = await readdir(dirname(path));
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter((number) => Number.isSafeInteger(number));
}

/** Creates a file; returns `false` when it already exists. */
async function createExclusively(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx', 0o600)).close();
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw failure;
  }
}

/** In ms since 1970; `undefined` when the file has just been removed, which means that it has a successor. */
const modificationTime = (file: string): Promise<number | undefined> =>
  lstat(file).then(
    (stats) => (stats.isFile() && isOwn(stats) ? stats.mtimeMs : FREE_TIME.getTime()),
    () => undefined,
  );

async function touch(file: string, time: Date): Promise<void> {
  // The file is missing when another process has taken over: then there is no holder to show, and nothing to free.
  await utimes(file, time, time).catch(() => undefined);
}

function freeAll(): void {
  for (const file of heldFiles) {
    try {
      utimesSync(file, FREE_TIME, FREE_TIME);
    } catch {
      // As in `touch`.
    }
  }
}
