import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';

/** Readable and writable for its owner only. */
const PRIVATE = 0o600;

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
    await rename(temporaryPath, path);
  } catch (failure) {
    await rm(temporaryPath, { force: true });
    throw failure;
  }
}

/** The permissions of a file; `undefined` when it does not exist. */
const modeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mode }) => mode & 0o777,
    () => undefined,
  );
