import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';

/**
 * Writes a file completely or not at all: under a temporary name in the same directory, renamed once its last byte is on the disk. Readers see the old
 * file or the new one. An existing file is replaced; after a failure it is unchanged, and the temporary file is removed.
 *
 * @param write Writes the content to the open file.
 * @param mode Of the new file. Default: 0666, subject to the umask.
 * @throws the error of the file system, or of `write`.
 */
export async function writeAtomically(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  mode?: number,
): Promise<void> {
  const temporaryPath = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(temporaryPath, 'wx', mode);
    try {
      await write(file);
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
