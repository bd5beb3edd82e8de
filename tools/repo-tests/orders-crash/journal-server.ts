import { createPostgresTables } from '@secuconnect/client/postgres';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgresServer } from '../../test-servers/postgres-server.ts';
import { redisPrograms, startRedisServer } from '../../test-servers/redis-server.ts';
import type { JournalPlace } from './messages.ts';

/** A journal for the workers, which ends with the test. */
export interface JournalServer {
  readonly place: JournalPlace;
  /** Ends the server as a crash does, and starts it again. A directory has none. */
  readonly restart?: () => Promise<void>;
  stop(): void | Promise<void>;
}

/** @param kind `file`, `redis`, `valkey` or `postgres`. */
export async function startJournal(kind: string): Promise<JournalServer> {
  if (kind === 'file') {
    const directory = mkdtempSync(join(tmpdir(), 'orders-crash-'));
    return {
      place: { kind, directory: join(directory, 'intents') },
      stop: () => rmSync(directory, { recursive: true, force: true }),
    };
  }
  const program = redisPrograms.find(({ project }) => project.toLowerCase() === kind);
  if (program) {
    // What it has acknowledged is on the disk: a journal must not forget.
    const { port, restart, stop } = await startRedisServer({ program, durable: true });
    return { place: { kind: 'redis', url: `redis://127.0.0.1:${port}` }, restart, stop };
  }
  if (kind !== 'postgres') throw new Error(`There is no journal ${kind}: use file, redis, valkey or postgres.`);
  const { url, restart, stop } = await startPostgresServer();
  const client = new Client({ connectionString: url });
  await client.connect();
  await createPostgresTables({ client });
  await client.end();
  return { place: { kind, url }, restart, stop };
}
