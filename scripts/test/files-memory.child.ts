/**
 * A process that moves one file in one way, and prints how much memory it had at most: `node --expose-gc memory-child.ts <way> <base URL>
 * <bytes> <path>`. It uses the built package, as a user's program does.
 */
import { Buffer } from 'node:buffer';
import { createReadStream, readFileSync } from 'node:fs';
import { downloadFile, Secuconnect, uploadFile } from '@secuconnect/client';
import { fileSource, saveTo } from '@secuconnect/client/node';

const [, , way, baseUrl, bytes, path] = process.argv as unknown as [string, string, string, string, string, string];
const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' } });
const id = 'DUP_1';

/** Garbage is not held: left to itself, V8 lets 64 MB of it lie before it looks. */
let collected = 0;
const onProgress = (progress: { bytes: number }): void => {
  if (progress.bytes - collected < 1_000_000) return;
  collected = progress.bytes;
  globalThis.gc!();
};
/** Not made of one array, which would be in memory beside the blob. */
const blobOfPieces = (size: number): Blob =>
  new Blob(size > 1 ? Array.from({ length: size / 1_048_576 }, () => PIECE) : ['x']);
const PIECE = Buffer.alloc(1_048_576, 'x');
const upload = { encoding: 'form', onProgress } as const;

const ways: Record<string, () => Promise<unknown>> = {
  'upload a path': async () => uploadFile(secuconnect, await fileSource(path), upload),
  'upload bytes': () => uploadFile(secuconnect, Buffer.alloc(Number(bytes), 'x'), upload),
  'upload a blob': () => uploadFile(secuconnect, blobOfPieces(Number(bytes)), upload),
  'upload a stream': () => uploadFile(secuconnect, createReadStream(path), upload),
  'download to a path': async () => saveTo(await downloadFile(secuconnect, id, { onProgress }), `${path}.copy`),
  'download bytes': async () => (await downloadFile(secuconnect, id, { onProgress })).bytes(),
  'download a blob': async () => (await downloadFile(secuconnect, id, { onProgress })).blob(),
  'download a stream': async () => {
    for await (const chunk of (await downloadFile(secuconnect, id, { onProgress })).stream()) void chunk;
  },
};

const result = await ways[way]!();
const peak = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
console.log(JSON.stringify({ peak, result: typeof result }));
