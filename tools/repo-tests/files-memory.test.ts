import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUploadsServer, type UploadsServer } from '../../packages/client/test/files/uploads-server.ts';

/**
 * The memory for a file of 50 MB: the peak of a separate process that uses the built packages, minus the peak of the same program with a file
 * of one byte. The server runs in this process, so its memory does not count.
 */
const SIZE = 50 * 1024 * 1024;
/** The memory of streams, sockets and pending garbage, which does not depend on the size of the file. */
const SLACK = 45 * 1024 * 1024;

const child = fileURLToPath(new URL('files-memory.child.ts', import.meta.url));
let server: UploadsServer;
let folder: string;
beforeAll(async () => {
  server = await startUploadsServer();
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-memory-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function peak(way: string, size: number): Promise<number> {
  const content = Buffer.alloc(size, 'x');
  const path = join(folder, 'file');
  await writeFile(path, content);
  server.files.clear();
  server.files.set('DUP_1', { url: '', headers: {}, content });
  const args = ['--expose-gc', child, way, server.baseUrl, String(size), path];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  if (way.startsWith('upload') && !server.files.get('DUP_2')?.content.equals(content))
    throw new Error('The uploaded file differs from the original.');
  return Number(stdout);
}

test.each([
  ['upload a path', 0],
  ['upload bytes', 1],
  ['upload a blob', 1],
  ['upload a stream', 1],
  ['download a stream', 0],
  ['download to a path', 0],
  ['download bytes', 1],
  ['download a blob', 1],
])('%s: the memory contains the file at most %d times', async (way, times) => {
  const more = (await peak(way, SIZE)) - (await peak(way, 1));
  console.log(`${way}: ${(more / 1024 / 1024).toFixed(1)} MiB for a file of ${SIZE / 1024 / 1024} MiB`);
  expect(more).toBeLessThan(times * SIZE + SLACK);
});
