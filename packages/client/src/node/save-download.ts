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
    await writeAtomically(toLocalPath(path), async (file) => {
      // Chunk by chunk, because Deno before 2.7 writes no stream. A handle writes where it has ended.
      for await (const chunk of download.stream()) await file.writeFile(chunk);
    });
  } catch (failure) {
    await download.cancel();
    throw failure;
  }
}
