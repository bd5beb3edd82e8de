import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountingServer } from './counting-server.ts';

/** A program that still runs after this long does not exit by itself, in ms. */
const HANG_TIMEOUT_MS = 15_000;

const PROGRAM = `
import { nodeFetch } from './transport.mjs';
const send = nodeFetch({ proxy: false });
for (let call = 0; call < 3; call++) await (await send(process.argv[2])).text();
// Nothing else keeps the process alive.
send(process.argv[2] + '/late').then((response) => response.text()).then(console.log);
`;

let folder: string;
let server: CountingServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-'));
  await writeFile(join(folder, 'program.mjs'), PROGRAM);
  await build({
    entryPoints: [fileURLToPath(new URL('../../../src/node/fetch/node-fetch.ts', import.meta.url))],
    outfile: join(folder, 'transport.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  server = await new CountingServer().listen();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test('a request keeps the process alive until its body has been read, and an idle connection does not', async () => {
  server.respond = ({ url }, _, response) => {
    if (url !== '/late') return void response.end('soon');
    setTimeout(() => response.write('la'), 300);
    setTimeout(() => response.end('te'), 600);
  };
  const result = await new Promise((resolve) => {
    const args = [join(folder, 'program.mjs'), server.origin];
    execFile(process.execPath, args, { timeout: HANG_TIMEOUT_MS }, (error, stdout, stderr) =>
      resolve({ error, stdout, stderr }),
    );
  });
  expect(result).toEqual({ error: null, stdout: 'late\n', stderr: '' });
  expect(server.connections).toBe(1);
}, 30_000);
