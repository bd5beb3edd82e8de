/**
 * A process that moves one file in one way, and prints how many bytes of memory it had at most:
 * `node --expose-gc files-memory.child.ts <way> <base URL> <size> <path>`.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { downloadFile, Secuconnect, uploadFile } from '@secuconnect/client';
import { fileSource, saveTo } from '@secuconnect/client/node';

const [way, baseUrl, size, path] = process.argv.slice(2) as [string, string, string, string];
const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' } });

/** Garbage is not held, but left to itself, V8 lets 64 MB of it lie before it looks. */
let looked = 0;
const onProgress = ({ bytes }: { bytes: number }): void => {
  if (bytes - looked < 1_000_000) return;
  looked = bytes;
  globalThis.gc!();
};
const form = { encoding: 'form', onProgress } as const;
const download = () => downloadFile(secuconnect, 'DUP_1', { onProgress });

/** Of many small pieces: made of one array, which stays in memory beside the blob, it would count twice. */
function blob(): Blob {
  const piece = Buffer.alloc(Math.min(Number(size), 1024 * 1024), 'x');
  return new Blob(Array.from({ length: Number(size) / piece.length }, () => piece));
}

const ways: Record<string, () => Promise<unknown>> = {
  'upload a path': async () => uploadFile(secuconnect, await fileSource(path), form),
  'upload bytes': () => uploadFile(secuconnect, Buffer.alloc(Number(size), 'x'), form),
  'upload a blob': () => uploadFile(secuconnect, blob(), form),
  'upload a stream': () => uploadFile(secuconnect, createReadStream(path), form),
  'download to a path': async () => saveTo(await download(), `${path}.copy`),
  'download bytes': async () => (await download()).bytes(),
  'download a blob': async () => (await download()).blob(),
  'download a stream': async () => {
    for await (const chunk of (await download()).stream()) if (chunk.length === 0) throw new Error('An empty chunk.');
  },
};

const result = await ways[way]!();
// What the kernel knows of this process. The number that Node gives begins with the peak of the process that started it.
const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
const peak = /VmHWM:\s*(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
console.log(Number(peak) * 1024);
// Still there at the end, or it would not have counted.
if (result === null) process.exitCode = 1;
