import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FaultServer, type Behaviour } from './fault-server.ts';
import { FAULTS } from './faults.ts';
import { answer, stall } from './wire.ts';

/** A program that is still there after this long does not end by itself, in ms. */
const HANGS = 25_000;

const healthy = answer(200, { access_token: 'a-token', expires_in: 1200 });
const servers: FaultServer[] = [];
let folder: string;

async function serve(api: Behaviour, token: Behaviour = healthy): Promise<string> {
  const server = await FaultServer.start({ api, token });
  servers.push(server);
  return `${server.origin}/api/v2`;
}

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'secuconnect-'))));
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true });
});

test('a program ends by itself after its last call, whatever the calls ran into', async () => {
  const program = join(folder, 'program.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('exit-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const setting = { good: { id: 'STX_1' }, elsewhere: 'http://127.0.0.1:9', abort: () => undefined };
  const urls = {
    faults: await Promise.all(Object.values(FAULTS).map(({ behaviour }) => serve(behaviour(setting)))),
    busy: await serve(answer(429, '', { 'retry-after': 30 })),
    silentToken: await serve(healthy, stall()),
  };
  const began = performance.now();
  const { code, stdout, stderr } = await run(program, JSON.stringify(urls));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const ends = JSON.parse(stdout) as Record<string, number>;
  expect(Object.keys(ends).filter((how) => how.startsWith('not of the client'))).toEqual([]);
  expect(Object.values(ends).reduce((sum, count) => sum + count)).toBe(urls.faults.length * 3 + 3);
  expect(ends).toMatchObject({ AbortError: 2 });
  console.log(`The program ended by itself after ${Math.round(performance.now() - began)} ms.`);
}, 60_000);

const run = (program: string, argument: string): Promise<{ code: unknown; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, argument], { timeout: HANGS }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? `killed: ${error.signal}`) : 0, stdout, stderr }),
    );
  });
