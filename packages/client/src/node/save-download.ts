import { writeFile } from 'node:fs/promises';
import { writeAtomically } from './atomic-write.ts';
import { toLocalPath } from './local-path.ts';

/**
 * Saves a download under a path, completely or not at all: it is written next to the target under a temporary name, and renamed once its last byte is on
 * the disk. An existing file is replaced, and its permissions stay; a new one is for its owner only (0600), because it may be an identity document. The
 * file name that the server suggests is not used.
 *
 * ```ts
 * await saveDownload(await downloadFile(secuconnect, id), '/var/lib/shop/identity.pdf');
 * ```
 *
 * @throws the error of the file system, or of the download; no file is left behind.
 */
export async function saveDownload(
  // Not the class `FileDownload`, which the types of this entry would declare a second time.
  download: { stream(): ReadableStream<Uint8Array>; cancel(): Promise<void> },
  path: string | URL,
): Promise<void> {
  try {
    await writeAtomically(toLocalPath(path), (file) => writeFile(file, download.stream() as AsyncIterable<Uint8Array>));
  } catch (failure) {
    await download.cancel();
    throw failure;
  }
}
