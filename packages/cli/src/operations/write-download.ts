import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';

/** Writes a file to `--out`, which must not exist, or to a pipe. A terminal is no place for bytes. */
export async function writeDownload(io: Io, response: Response, path: string | undefined): Promise<void> {
  if (path === undefined && io.stdout.isTTY) {
    await response.body?.cancel();
    throw new UsageError('The response is a file.', 'Pass --out FILE, or lead the output into a pipe.');
  }
  const bytes = Readable.fromWeb((response.body ?? new Blob([]).stream()) as Parameters<typeof Readable.fromWeb>[0]);
  if (path === undefined) return pipeline(bytes, io.stdout, { end: false });
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'EEXIST' ? `${path} exists already.` : `${path} cannot be written: ${error.message}.`,
    );
  });
  await pipeline(bytes, file.createWriteStream());
}
