import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Readable and writable for its owner only. */
const PRIVATE = 0o600;
/** What Windows reports of a file that another process has open at this moment: a reader, or a virus scanner. */
const IN_USE = new Set(['EPERM', 'EACCES', 'EBUSY']);
const WINDOWS_DELAYS_MS = [5, 10, 20, 40, 80, 160, 320];

/**
 * Writes a file completely or not at all: under a temporary name in the same directory, renamed once its last byte is on the disk. Readers see the old
 * file or the new one. An existing file is replaced; after a failure it is unchanged, and the temporary file is removed.
 *
 * @param write Writes the content to the open file.
 * @param mode Of the new file. Default: that of the file it replaces, otherwise 0600. Until it is complete, only the owner can read it.
 * @throws the error of the file system, or of `write`.
 */
export async function writeAtomically(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  mode?: number,
): Promise<void> {
  const temporaryPath = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(temporaryPath, 'wx', PRIVATE);
    try {
      await write(file);
      const newMode = mode ?? (await modeOf(path)) ?? PRIVATE;
      if (newMode !== PRIVATE) await file.chmod(newMode);
      // Otherwise a power failure may leave the new name without its content.
      await file.sync();
    } finally {
      await file.close();
    }
    await replace(temporaryPath, path);
  } catch (failure) {
    await rm(temporaryPath, { force: true });
    throw failure;
  }
}

/** Elsewhere an open file can be replaced at any moment, so that an error is final. */
async function replace(from: string, to: string): Promise<void> {
  for (const delay of process.platform === 'win32' ? WINDOWS_DELAYS_MS : []) {
    try {
      return await rename(from, to);
    } catch (failure) {
      if (!IN_USE.has((failure as NodeJS.ErrnoException).code ?? '')) throw failure;
    }
    await wait(delay);
  }
  await rename(from, to);
}

/** The permissions of a file; `undefined` when it does not exist. */
const modeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mode }) => mode & 0o777,
    () => undefined,
  );
