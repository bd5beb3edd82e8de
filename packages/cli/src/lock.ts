import { readFile, rm, writeFile } from 'node:fs/promises';
import { CliError } from './cli-error.ts';

/**
 * Keeps a second process from writing the same file. The lock of a process that was killed is replaced.
 *
 * @param work What the other process does, for the message: `writes the same export`.
 * @returns What removes the lock.
 */
export async function lock(path: string, work: string): Promise<() => Promise<void>> {
  const take = (): Promise<void> => writeFile(path, String(process.pid), { flag: 'wx' });
  try {
    await take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const pid = Number(await readFile(path, 'utf8').catch(() => ''));
    if (pid !== process.pid && isAlive(pid)) throw new CliError(`The process ${pid} ${work}.`);
    await rm(path, { force: true });
    await take();
  }
  return () => rm(path, { force: true });
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
