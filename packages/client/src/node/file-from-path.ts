import fs, { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { FileSource } from '../files/file-source.ts';
import { toLocalPath } from './local-path.ts';

/**
 * A local file to upload. It is read while it is sent, and again if it has to be sent again; it must not change in between. It is sent with its name, but
 * without its path. The content of a pipe, or of a file whose size the system does not tell, is collected in memory first.
 *
 * ```ts
 * await uploadFile(secuconnect, await fileFromPath('invoice.pdf'), { type: 'application/pdf' });
 * ```
 *
 * @throws the error of the file system when the file does not exist.
 */
export async function fileFromPath(path: string | URL): Promise<FileSource> {
  const localPath = toLocalPath(path);
  const { size } = await stat(localPath);
  return {
    name: basename(localPath),
    size,
    // Only up to the announced size: a log file that grows would otherwise break the request.
    stream: () =>
      Readable.toWeb(createReadStream(localPath, size > 0 ? { end: size - 1 } : {})) as ReadableStream<Uint8Array>,
    // Not imported by its name: Deno before 2.7 has no such function, and would not load this module.
    blob: async () => ('openAsBlob' in fs ? fs.openAsBlob(localPath) : new Blob([await readFile(localPath)])),
  };
}
