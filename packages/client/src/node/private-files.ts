import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open } from 'node:fs/promises';
import type { Stats } from 'node:fs';

/** Windows has neither owners nor modes of this kind: there, the access control list decides. */
const userId = process.geteuid?.();

/** Thrown instead of using a file or directory that another user of the host may have made or can change. */
class UnsafeFileError extends Error {
  override readonly name = 'UnsafeFileError';
}

/** Whether a file or directory belongs to the user of this process. */
export const isOwn = ({ uid }: Stats): boolean => userId === undefined || uid === userId;

/**
 * Checks that no other user can put anything into a directory: it is a directory and not a link to one, belongs to the user of this process, and only this
 * user may write to it.
 *
 * @returns Whether it exists.
 * @throws UnsafeFileError otherwise.
 */
export async function assertPrivateDirectory(path: string): Promise<boolean> {
  // With a slash at its end, a link would be followed.
  const stats = await lstat(path.replace(/(?<=.)[/\\]+$/, '')).catch(undefinedIfMissing);
  if (!stats) return false;
  if (!stats.isDirectory()) throw new UnsafeFileError(`${path} is not a directory, or a link to one.`);
  if (!isOwn(stats)) throw new UnsafeFileError(`${path} belongs to another user.`);
  if (userId !== undefined && stats.mode & 0o022)
    throw new UnsafeFileError(`Other users may write to ${path}. To keep secrets there, run \`chmod go-w\` on it.`);
  return true;
}

/** Creates a directory unless it exists, and checks that no other user can put anything into it. */
export async function ensurePrivateDirectory(directory: string): Promise<void> {
  const created = await mkdir(directory, { recursive: true, mode: 0o700 });
  // `mkdir` applies the umask to its mode, which can remove permissions of the owner.
  if (created !== undefined) await chmod(directory, 0o700);
  await assertPrivateDirectory(directory);
}

/**
 * Reads a file that only the user of this process can have written and can read: a regular file and not a link, of this user, with mode 0600 or less.
 *
 * @returns `undefined` when there is no such file.
 * @throws UnsafeFileError when it is another kind of file, or others have access to it; otherwise the error of the file system.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  // What is checked is what is read, even if another file takes its place meanwhile. Opening a pipe must not wait for its other end.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch(undefinedIfMissing);
  if (!file) return undefined;
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new UnsafeFileError(`${path} is not a regular file.`);
    if (!isOwn(stats)) throw new UnsafeFileError(`${path} belongs to another user.`);
    if (userId !== undefined && stats.mode & 0o077)
      throw new UnsafeFileError(`Other users have access to ${path}. To use it, run \`chmod 600\` on it.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function undefinedIfMissing(failure: NodeJS.ErrnoException): undefined {
  if (failure.code !== 'ENOENT') throw failure;
}
