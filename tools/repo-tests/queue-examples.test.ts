import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Secuconnect } from '@secuconnect/client';
import { pushEvent, signPushUrl } from '@secuconnect/client/pushes';
import type { SandboxServer } from '@secuconnect/sandbox/server';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { environmentFor, runProgram } from '../docs-tools/run-program.ts';
import { startSandboxForPrograms } from '../docs-tools/sandbox-for-programs.ts';
import { inRepository } from '../spec-tools/spec-paths.ts';
import { freePort } from '../test-servers/free-port.ts';
import { postgresServer, startPostgresServer } from '../test-servers/postgres-server.ts';
import { redisServer, startRedisServer } from '../test-servers/redis-server.ts';

const keys = { id: '2026-03', secret: 'secret-of-the-push-urls' };
const PATIENCE = { timeout: 60_000, interval: 100 };

/** One run of an example: its engine, the sandbox, and its programs as an operator starts them. */
class Run {
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #programs: { child: ChildProcess; output: string }[] = [];

  constructor(folder: string, env: Record<string, string>) {
    this.#folder = folder;
    this.#env = env;
  }

  /** Starts a program that goes on until it is stopped. */
  start(name: string) {
    const file = inRepository(join('examples', this.#folder, `${name}.ts`));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
      env: { PATH: process.env['PATH'], ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const program = { child, output: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (program.output += String(chunk)));
    this.#programs.push(program);
    return program;
  }

  /** What an operator reads. */
  async operate(...command: string[]): Promise<string> {
    const file = inRepository(join('examples', this.#folder, 'operate.ts'));
    const { code, output } = await runProgram(file, this.#env, { args: command });
    if (code !== 0) throw new Error(`${file} ended with ${code}:\n${output}`);
    return output;
  }

  /** Ends all programs as a deployment does, and says how they ended. */
  async stop(): Promise<(number | null)[]> {
    return Promise.all(
      this.#programs.splice(0).map(async ({ child }) => {
        if (child.exitCode === null) {
          const exited = once(child, 'exit');
          child.kill('SIGTERM');
          await exited;
        }
        return child.exitCode;
      }),
    );
  }
}

/** The options of all jobs of an event in pg-boss, whose dead letter is in another queue. */
async function optionsOfJobs(connectionString: string, eventId: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  const columns = 'retry_limit, retry_delay, retry_backoff, heartbeat_seconds, expire_seconds';
  const query = `SELECT ${columns} FROM pgboss.job WHERE name = 'pushes' AND data->'event'->>'id' = $1`;
  const { rows } = await client.query<Record<string, unknown>>(query, [eventId]);
  await client.end();
  return rows.map((row) => Object.values(row).join(' '));
}

describe.each([
  ['queue-bullmq', redisServer, startRedisServer],
  ['queue-pg-boss', postgresServer, startPostgresServer],
] as const)('examples/%s', (folder, isAvailable, startServer) => {
  if (!isAvailable) console.warn(`\n!!! NOT TESTED: examples/${folder}. There is no server for it on this machine.\n`);

  let server: { url?: string; socket?: string; stop(): Promise<void> };
  let sandbox: SandboxServer;
  let run: Run;
  let receiver: ReturnType<Run['start']>;
  let worker: ReturnType<Run['start']>;
  let pushUrl: string;

  beforeAll(async () => {
    if (!isAvailable) return;
    server = await startServer();
    sandbox = await startSandboxForPrograms();
    run = new Run(folder, {
      ...environmentFor(sandbox.baseUrl),
      REDIS_URL: server.socket ?? '',
      DATABASE_URL: server.url ?? '',
      PORT: String(await freePort()),
      // One attempt: what fails is a dead letter at once.
      ATTEMPTS: '1',
      RETRIES: '0',
    });
    receiver = run.start('receiver');
    worker = run.start('worker');
    const url = await vi.waitUntil(() => /at (http\S+)/.exec(receiver.output)?.[1], PATIENCE);
    pushUrl = await signPushUrl(url, { keys, reference: 'Order 10042' });
  });
  afterAll(async () => {
    await run?.stop();
    await sandbox?.close();
    await server?.stop();
  });

  test.skipIf(!isAvailable)('a payment of the sandbox reaches the worker through the queue, once', async () => {
    const secuconnect = new Secuconnect(sandbox.options());
    const stx = await secuconnect.smart.transactions.create({
      is_demo: true,
      intent: 'sale',
      basket_info: { sum: 1995, currency: 'EUR' },
      application_context: { return_urls: { url_push: pushUrl } },
    });
    await secuconnect.smart.transactions.start(stx.id, 'prepaid');
    await vi.waitFor(() => expect(worker.output).toMatch(/Order 10042 is [\w-]+\./), PATIENCE);
    await sandbox.control.advance('48h');
    await vi.waitFor(() => expect(worker.output).toContain('Order 10042 is paid.'), PATIENCE);
    // The API delivers everything again: each line stays the only one.
    const former = worker.output;
    for (const { event } of sandbox.control.pushes.log())
      expect((await fetch(pushUrl, { method: 'POST', body: JSON.stringify(event) })).status).toBe(200);
    expect(worker.output).toBe(former);
    expect(await run.operate()).toContain('0 dead letters');
  });

  test.skipIf(!isAvailable)('an event that cannot be handled is a dead letter, and can be tried again', async () => {
    const event = pushEvent({ target: 'payment.transactions', id: 'PCI_MISSING', eventId: 'evt_dead' });
    const post = () => fetch(pushUrl, { method: 'POST', body: JSON.stringify(event) });
    const failures = () => worker.output.match(/evt_dead failed/g)?.length ?? 0;
    expect((await post()).status).toBe(200);
    await vi.waitFor(async () => expect(await run.operate()).toContain('evt_dead of Order 10042'), PATIENCE);
    expect(failures()).toBe(1);
    // Delivered again, it stays where it is.
    expect((await post()).status).toBe(200);
    expect(await run.operate('requeue')).toContain('in the queue again');
    await vi.waitFor(() => expect(failures()).toBe(2), PATIENCE);
    await vi.waitFor(async () => expect(await run.operate()).toContain('1 dead letters'), PATIENCE);
    expect(await run.operate('metrics')).toMatch(/pushes/);
  });

  // pg-boss makes a new job of a dead letter.
  test.skipIf(!isAvailable || folder !== 'queue-pg-boss')('tried again, it has the options that it had', async () => {
    expect(await optionsOfJobs(server.url!, 'evt_dead')).toEqual(Array(2).fill('0 2 true 30 120'));
  });

  test.skipIf(!isAvailable)('a push without a valid signature is not queued', async () => {
    const url = pushUrl.replace('10042', '10043');
    const body = JSON.stringify(pushEvent({ target: 'payment.transactions', id: 'PCI_1' }));
    expect((await fetch(url, { method: 'POST', body })).status).toBe(403);
    await vi.waitFor(() => expect(receiver.output).toContain('Rejected: invalid-signature'), PATIENCE);
  });

  test.skipIf(!isAvailable)('receiver and worker end on SIGTERM', async () => {
    expect(await run.stop()).toEqual([0, 0]);
  });
});
