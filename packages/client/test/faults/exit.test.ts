import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FaultServer, type Behaviour } from './fault-server.ts';
import { FAULTS } from './faults.ts';
import { answer, stall } from './wire.ts';

/** A program that is still there after this long does not end by itself, in ms. */
const HANGS = 15_000;

const healthy = answer(200, { access_token: 'a-token', expires_in: 1200 });
const servers: FaultServer[] = [];
let folder: string;
let program: string;

async function serve(api: Behaviour, token: Behaviour = healthy): Promise<string> {
  const server = await FaultServer.start({ api, token });
  servers.push(server);
  return `${server.origin}/api/v2`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-'));
  program = join(folder, 'program.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('exit-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true });
});

/** How the calls of the program ended, by the name of the error, once it has ended by itself. */
async function endsOf(urls: Record<'faults' | 'busy' | 'silentToken', string[]>): Promise<Record<string, number>> {
  const began = performance.now();
  const { code, stdout, stderr } = await run(JSON.stringify(urls));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  console.log(`The program ended by itself after ${Math.round(performance.now() - began)} ms.`);
  return JSON.parse(stdout) as Record<string, number>;
}

describe('a program ends by itself after its last call', () => {
  test('whatever the calls ran into', async () => {
    const setting = { good: { id: 'STX_1' }, elsewhere: 'http://127.0.0.1:9', abort: () => undefined };
    const faults = await Promise.all(Object.values(FAULTS).map(({ behaviour }) => serve(behaviour(setting))));
    const busy = [await serve(answer(429, '', { 'retry-after': 30 }))];
    const ends = await endsOf({ faults, busy, silentToken: [] });
    expect(Object.keys(ends).filter((how) => how.startsWith('not of the client'))).toEqual([]);
    expect(Object.values(ends).reduce((sum, count) => sum + count)).toBe(faults.length * 3 + 1);
    expect(ends).toMatchObject({ AbortError: 1 });
  });

  test('and when nobody waits any more for a token that does not come', async () => {
    const silentToken = [await serve(healthy, stall())];
    expect(await endsOf({ faults: [], busy: [], silentToken })).toEqual({ AbortError: 1, TimeoutError: 1 });
  });
}, 60_000);

const run = (argument: string): Promise<{ code: unknown; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, argument], { timeout: HANGS }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? `killed: ${error.signal}`) : 0, stdout, stderr }),
    );
  });
