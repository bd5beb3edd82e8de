import { tokenResponse } from '@secuconnect/platform-facts';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FailingServer, type Responder } from './failing-server.ts';
import { FAILURES } from './failures.ts';
import { respondWith, sendAndStall } from './raw-responses.ts';
import { TRANSPORTS, type Transport } from './transports.ts';

/** A program that still runs after this long does not exit by itself, in ms. */
const HANG_TIMEOUT_MS = 15_000;

const workingToken = respondWith(200, tokenResponse('a-token'));
const servers: FailingServer[] = [];
let folder: string;
let program: string;

async function startServer(api: Responder, token: Responder = workingToken): Promise<string> {
  const server = await FailingServer.start({ api, token });
  servers.push(server);
  return `${server.origin}/api/v2`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-'));
  program = join(folder, 'program.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('process-exit-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // undici is CommonJS, and loads modules of Node when it needs them.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true });
});

/** The results of the program's calls, counted by name of the error, once the program has exited by itself. */
async function runProgram(
  transport: Transport,
  urls: Record<'failing' | 'rateLimited' | 'silentToken', string[]>,
): Promise<Record<string, number>> {
  const startedAt = performance.now();
  const { code, stdout, stderr } = await execute(JSON.stringify(urls), transport.name);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  console.log(
    `The program exited by itself over ${transport.name} after ${Math.round(performance.now() - startedAt)} ms.`,
  );
  return JSON.parse(stdout) as Record<string, number>;
}

describe.each(TRANSPORTS)(
  'a program exits by itself after its last call over $name',
  (transport) => {
    test('a program exits by itself after every failure of the table', async () => {
      const context = { payload: { id: 'STX_1' }, otherOrigin: 'http://127.0.0.1:9', abort: () => undefined };
      const failing = await Promise.all(
        Object.values(FAILURES).map(({ responder }) => startServer(responder(context))),
      );
      const rateLimited = [await startServer(respondWith(429, '', { 'retry-after': 30 }))];
      const results = await runProgram(transport, { failing, rateLimited, silentToken: [] });
      expect(Object.keys(results).filter((result) => result.startsWith('foreign error'))).toEqual([]);
      expect(Object.values(results).reduce((sum, count) => sum + count)).toBe(failing.length * 3 + 1);
      expect(results).toMatchObject({ AbortError: 1 });
    });

    test('a program exits by itself when its calls gave up waiting for a token that never arrives', async () => {
      const silentToken = [await startServer(workingToken, sendAndStall())];
      expect(await runProgram(transport, { failing: [], rateLimited: [], silentToken })).toEqual({
        AbortError: 1,
        TimeoutError: 1,
      });
    });
  },
  60_000,
);

const execute = (...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { timeout: HANG_TIMEOUT_MS }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? `killed: ${error.signal}`) : 0, stdout, stderr }),
    );
  });
