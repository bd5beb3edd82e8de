/**
 * A process that transfers one file, and prints its peak memory in bytes:
 * `node --expose-gc files-memory.child.ts <way> <base URL> <size> <path>`.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { downloadFile, Secuconnect, uploadFile } from '@secuconnect/client';
import { fileFromPath, saveDownload } from '@secuconnect/client/node';

const [way, baseUrl, size, path] = process.argv.slice(2) as [string, string, string, string];
const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' } });

/** Collects garbage after each MB. V8 alone would keep 64 MB of it. */
let collectedAt = 0;
const onProgress = ({ bytes }: { bytes: number }): void => {
  if (bytes - collectedAt < 1_000_000) return;
  collectedAt = bytes;
  globalThis.gc!();
};
const form = { encoding: 'form', onProgress } as const;
const download = () => downloadFile(secuconnect, 'DUP_1', { onProgress });

/** Made of many small pieces: one large array would stay in memory next to the blob, and count twice. */
function blob(): Blob {
  const piece = Buffer.alloc(Math.min(Number(size), 1024 * 1024), 'x');
  return new Blob(Array.from({ length: Number(size) / piece.length }, () => piece));
}

const ways: Record<string, () => Promise<unknown>> = {
  'upload a path': async () => uploadFile(secuconnect, await fileFromPath(path), form),
  'upload bytes': () => uploadFile(secuconnect, Buffer.alloc(Number(size), 'x'), form),
  'upload a blob': () => uploadFile(secuconnect, blob(), form),
  'upload a stream': () => uploadFile(secuconnect, createReadStream(path), form),
  'download to a path': async () => saveDownload(await download(), `${path}.copy`),
  'download bytes': async () => (await download()).bytes(),
  'download a blob': async () => (await download()).blob(),
  'download a stream': async () => {
    for await (const chunk of (await download()).stream()) if (chunk.length === 0) throw new Error('An empty chunk.');
  },
};

const result = await ways[way]!();
// The peak according to the kernel. Node's number starts with the peak of the parent process.
const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
const peak = /VmHWM:\s*(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
console.log(Number(peak) * 1024);
// Keeps the result alive until the measurement.
if (result === null) process.exitCode = 1;
