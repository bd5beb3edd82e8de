import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createPostgresTables } from '../../../packages/client/src/postgres/index.ts';
import type { Secuconnect } from '../../../packages/client/src/client.ts';
import { PushProcessor } from '../../../packages/client/src/pushes/push-processor.ts';
import type { PushStore } from '../../../packages/client/src/pushes/push-store.ts';
import { redisTokenStore } from '../../../packages/client/src/redis/index.ts';
import { grantTokenSource, recordReports } from '../../../packages/client/test/auth/auth-fixture.ts';
import { storedToken } from '../../../packages/client/test/auth/stores/token-store-contract.ts';
import { intentOf } from '../../../packages/client/test/intents/journal-contract.ts';
import { expectSharedToken } from '../../../packages/client/test/node/expect-shared-token.ts';
import { paymentChanged, pushRequest, stubApi } from '../../../packages/client/test/pushes/push-receiver.ts';
import { claim } from '../../../packages/client/test/pushes/push-store-contract.ts';
import { stubFetch, token } from '../../../packages/client/test/stub-fetch.ts';
import { postgresServer, startPostgresServer } from '../../test-servers/postgres-server.ts';
import { redisPrograms, redisServer, startRedisServer } from '../../test-servers/redis-server.ts';
import { createJournal, createPushStore, createTokenStore, prepare, type StoreAddress } from './address.ts';
import { postgresClients, redisClients } from './clients.ts';

const HOLDER = fileURLToPath(new URL('holder.child.ts', import.meta.url));
/** Enough for a race: each is a start of Node, which is most of what this file costs. The file store has twenty. */
const PROCESSES = 8;
let round = 0;

describe.each(
  [
    ...redisPrograms.map((program) => ({
      where: program.project,
      missing: !program.isInstalled,
      start: () => startRedisServer({ program, durable: true }),
      clients: Object.keys(redisClients),
    })),
    {
      where: 'PostgreSQL',
      missing: postgresServer === undefined,
      start: startPostgresServer,
      clients: Object.keys(postgresClients),
    },
  ].filter(({ missing }) => !missing),
)('a fleet over $where', ({ start, clients }) => {
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => void (server = await start()));
  afterAll(() => server?.stop());

  const newAddress = async (client: string): Promise<StoreAddress> => {
    const address = { client, port: server.port, prefix: `fleet_${++round}_` };
    await prepare(address);
    return address;
  };

  describe.each(clients)('with %s', (client) => {
    test('a process that was stopped beyond its leases changes nothing of those who hold them now', async () => {
      const address = await newAddress(client);
      const holder = fork(HOLDER, [JSON.stringify(address)]);
      try {
        expect((await once(holder, 'message'))[0]).toBe('held');
        process.kill(holder.pid!, 'SIGSTOP');
        const [tokens, pushes] = [await createTokenStore(address), await createPushStore(address)];
        await tokens.lock('key', () => tokens.set('key', { ...storedToken, accessToken: 'of-the-next-holder' }));
        const turn = await vi.waitFor(async () => {
          for (const event of ['evt_1', 'evt_2']) expect(await claim(pushes, event)).not.toBe('completed');
          const acquired = await pushes.turn('PCI_1', 60_000);
          expect(acquired).toBeDefined();
          return acquired!;
        }, 10_000);
        await pushes.complete('evt_2', 60_000);
        const ended = once(holder, 'message');
        holder.send('go on');
        process.kill(holder.pid!, 'SIGCONT');
        expect((await ended)[0]).toEqual({ renewed: false });
        expect(await tokens.get('key')).toMatchObject({ accessToken: 'of-the-next-holder' });
        const other = await createPushStore(address);
        expect([await claim(other, 'evt_1'), await claim(other, 'evt_2')]).toEqual(['in-progress', 'completed']);
        expect(await other.turn('PCI_1', 60_000)).toBeUndefined();
        await turn.release();
        expect(await other.turn('PCI_1', 60_000)).toBeDefined();
      } finally {
        holder.kill('SIGKILL');
      }
    });

    test('twenty clients request one token', async () => {
      const address = await newAddress(client);
      const stub = stubFetch(token('t1'));
      const sources = await Promise.all(
        Array.from({ length: 20 }, async () =>
          grantTokenSource(stub, undefined, { store: await createTokenStore(address) }),
        ),
      );
      const tokens = await Promise.all(sources.map((source) => source.token()));
      expect([new Set(tokens), stub.requests.length]).toEqual([new Set(['t1']), 1]);
    });

    test('events about one object are handled one after the other, by whichever process', async () => {
      const address = await newAddress(client);
      let [running, maxRunning, handled] = [0, 0, 0];
      const failures: unknown[] = [];
      const startFleetMember = async () => {
        const store: PushStore = await createPushStore(address);
        const { secuconnect } = stubApi();
        const processor = new PushProcessor<Secuconnect>({
          handlers: {
            'payment.transactions': async () => {
              maxRunning = Math.max(maxRunning, ++running);
              await new Promise((resolve) => setTimeout(resolve, 5));
              [running, handled] = [running - 1, handled + 1];
            },
          },
          onError: (error) => void failures.push(error),
          store,
          dedupeTtl: 60_000,
          handlerTimeout: 60_000,
        });
        return (eventId: string) => {
          const event = paymentChanged('PCI_1', eventId);
          const started = processor.start({ event, reference: undefined, secuconnect, request: pushRequest(event) });
          return Promise.all([started.claimed, started.handled]);
        };
      };
      const members = await Promise.all([startFleetMember(), startFleetMember(), startFleetMember()]);
      const results = await Promise.all(
        Array.from({ length: 5 }, (_, event) => members.map((member) => member(`evt_${event}`))).flat(),
      );
      const own = results.filter(([claimed]) => claimed === 'claimed');
      expect(own).toEqual(Array.from({ length: 5 }, () => ['claimed', 'completed']));
      // A delivery that comes after the end of another one learns that the event is completed.
      expect(results.filter(([claimed, result]) => claimed !== 'claimed' && claimed !== result)).toEqual([]);
      expect({ maxRunning, handled, failures }).toEqual({ maxRunning: 1, handled: 5, failures: [] });
    });

    test('a server that is killed and started again has lost nothing that it had confirmed', async () => {
      const address = await newAddress(client);
      const journals = await Promise.all([createJournal(address), createJournal(address)]);
      const confirmed = new Set<string>();
      const unclear = new Set<string>();
      const end = new AbortController();
      const write = async (journal: (typeof journals)[number], name: string) => {
        for (let order = 0; !end.signal.aborted; order++) {
          const reference = `${name} ${order}`;
          try {
            expect(await journal.put(intentOf(reference), 0)).toBeUndefined();
            confirmed.add(reference);
          } catch {
            unclear.add(reference);
            // A single connection of `pg` does not come back by itself.
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        }
      };
      const writing = journals.map((journal, index) => write(journal, String(index)));
      await vi.waitFor(() => expect(confirmed.size).toBeGreaterThan(50), 10_000);
      await server.restart();
      await new Promise((resolve) => setTimeout(resolve, 200));
      end.abort();
      await Promise.all(writing);
      const reader = await createJournal(address);
      const stored = new Set((await reader.open()).map((one) => one.reference));
      expect([...confirmed].filter((reference) => !stored.has(reference))).toEqual([]);
      expect([...stored].filter((reference) => !confirmed.has(reference) && !unclear.has(reference))).toEqual([]);
    });
  });
});

describe.skipIf(redisServer === undefined)('clients of many processes, over Redis', () => {
  test('processes share one token, and one refresh', async () => {
    const server = await startRedisServer();
    await expect(expectSharedToken({ socket: server.socket, keyPrefix: 'test:' }, PROCESSES)).resolves.toBeUndefined();
    await server.stop();
  });

  test('a Redis that is down does not delay a client', async () => {
    const down = new Redis('/nowhere/redis.sock', { maxRetriesPerRequest: 1, commandTimeout: 1_000 });
    down.on('error', () => undefined);
    const reports = recordReports();
    const store = redisTokenStore({ client: down });
    const tokens = grantTokenSource(stubFetch(token('t1')), undefined, { store, ...reports });
    expect(await tokens.token()).toBe('t1');
    expect(reports.failures.map((one) => one.action)).toEqual(['get', 'lock']);
    down.disconnect();
  });
});

describe.skipIf(postgresServer === undefined)('clients of many processes, over PostgreSQL', () => {
  test('processes share one token, and one refresh', async () => {
    const server = await startPostgresServer();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await createPostgresTables({ client });
    await client.end();
    await expect(expectSharedToken({ postgres: server.url }, PROCESSES)).resolves.toBeUndefined();
    await server.stop();
  });
});
