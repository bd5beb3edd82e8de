import { utimesSync } from 'node:fs';
import { open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LockTiming {
  /** How often somebody who waits looks whether the lock is free, in ms; half as long or half as long again, at random. */
  readonly pollInterval: number;
  /** How often the holder shows that it is alive, in ms. */
  readonly heartbeatInterval: number;
  /** After how many looks without a sign of life the holder counts as dead. */
  readonly missedHeartbeats: number;
}

/** A dead holder is found out after about ten seconds; one that cannot show itself for that long must have blocked its event loop. */
const TIMING: LockTiming = { pollInterval: 50, heartbeatInterval: 1_000, missedHeartbeats: 200 };

/** The time of a lock file that says: nobody holds this. */
const FREE = new Date(0);

/** The lock files that this process holds. */
const held = new Set<string>();

/**
 * A lock between the processes of one machine, made of files `<path>.<number>`: whoever created the highest number holds the lock for as
 * long as the file's time keeps changing.
 * - To take it, one creates the next number. The file system lets only one succeed, so taking over from a dead holder is no race. A slow
 *   process that creates a number which has been taken, freed and removed in the meantime sees a higher one, and has not got the lock.
 * - Numbers only grow: the highest file stays when the lock is freed, and its time then says so.
 * - A holder counts as dead when somebody who waits has seen the same time again and again. No two clocks are compared, and a machine that
 *   was suspended finds everybody alive.
 * - A process that ends while it holds the lock frees it; one that is killed is found dead.
 */
export async function withLock<Value>(
  path: string,
  run: () => Promise<Value>,
  timing: LockTiming = TIMING,
): Promise<Value> {
  const file = await take(path, timing);
  if (held.size === 0) process.once('exit', freeAll);
  held.add(file);
  let beaten: Promise<void> = Promise.resolve();
  const heart = setInterval(() => (beaten = touch(file, new Date())), timing.heartbeatInterval);
  // The lock alone is no reason to keep the process alive.
  heart.unref();
  try {
    return await run();
  } finally {
    clearInterval(heart);
    // A beat on its way must not come after the time that says the lock is free.
    await beaten;
    await touch(file, FREE);
    held.delete(file);
    if (held.size === 0) process.off('exit', freeAll);
  }
}

async function take(path: string, { pollInterval, missedHeartbeats }: LockTiming): Promise<string> {
  let seen = '';
  let unchanged = 0;
  for (;;) {
    const highest = Math.max(0, ...(await numbersOf(path)));
    const time = highest === 0 ? FREE.getTime() : await timeOf(`${path}.${highest}`);
    const sign = `${highest} ${time}`;
    unchanged = sign === seen ? unchanged + 1 : 0;
    seen = sign;
    if (time === FREE.getTime() || unchanged >= missedHeartbeats) {
      if (await claim(path, highest + 1)) return `${path}.${highest + 1}`;
    } else {
      await sleep(pollInterval * (0.5 + Math.random()));
    }
  }
}

/** Creates a number, and tells whether that was the highest one; what lies below the highest is history and goes. */
async function claim(path: string, number: number): Promise<boolean> {
  if (!(await create(`${path}.${number}`))) return false;
  const numbers = await numbersOf(path);
  const highest = Math.max(...numbers);
  await Promise.all(numbers.map((one) => one < highest && rm(`${path}.${one}`, { force: true })));
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

/** Whether the file was created here and now. */
async function create(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx', 0o600)).close();
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw failure;
  }
}

/** When the file was last touched; nothing when it has just gone, which means that it has a successor. */
const timeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );

async function touch(file: string, time: Date): Promise<void> {
  // It is gone when somebody else has taken over: then there is nothing to show and nothing to free.
  await utimes(file, time, time).catch(() => undefined);
}

function freeAll(): void {
  for (const file of held) {
    try {
      utimesSync(file, FREE, FREE);
    } catch {
      // As above.
    }
  }
}
