import { randomUUID } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { FileSource } from '../files/file-source.ts';

/**
 * A file on this machine, to upload. Its bytes are read while they are sent, and again if it has to be sent again; it must not change in
 * between. Its name, without the path, goes along.
 *
 * ```ts
 * await uploadFile(secuconnect, await fileSource('invoice.pdf'), { type: 'application/pdf' });
 * ```
 *
 * @throws the error of the file system when there is no such file.
 */
export async function fileFromPath(path: string | URL): Promise<FileSource> {
  const local = pathOf(path);
  const { size } = await stat(local);
  return {
    name: basename(local),
    size,
    // Up to the size that was announced: a log that grows would otherwise break the request.
    stream: () =>
      Readable.toWeb(createReadStream(local, size > 0 ? { end: size - 1 } : {})) as ReadableStream<Uint8Array>,
    blob: () => openAsBlob(local),
  };
}

/**
 * Saves a download under a path, whole or not at all: it is written beside the target under another name, and put in its place when the
 * last byte is on the disk. What the server calls the file plays no part. A file that is there already is replaced.
 *
 * ```ts
 * await saveTo(await downloadFile(secuconnect, id), '/var/lib/shop/identity.pdf');
 * ```
 *
 * @throws the error of the file system, or of the download; nothing stays behind.
 */
export async function saveDownload(
  // Not the class, which this entry would declare a second time.
  download: { stream(): ReadableStream<Uint8Array>; cancel(): Promise<void> },
  path: string | URL,
): Promise<void> {
  const target = pathOf(path);
  const beside = `${target}.${randomUUID()}.part`;
  try {
    const file = await open(beside, 'wx');
    try {
      await writeFile(file, download.stream() as AsyncIterable<Uint8Array>);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (failure) {
    await Promise.all([rm(beside, { force: true }), download.cancel()]);
    throw failure;
  }
}

const pathOf = (path: string | URL): string => (path instanceof URL ? fileURLToPath(path) : path);
