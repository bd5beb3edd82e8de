import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisJournal, redisPushStore, redisTokenStore } from '../../../packages/client/src/redis/index.ts';
import { tokenStoreContract, storedToken } from '../../../packages/client/test/auth/stores/token-store-contract.ts';
import { intentOf, journalContract } from '../../../packages/client/test/intents/journal-contract.ts';
import { claim, pushStoreContract } from '../../../packages/client/test/pushes/push-store-contract.ts';
import { redisPrograms, startRedisServer } from '../../test-servers/redis-server.ts';
import { redisClients, redisClusterClients, type Connected } from './clients.ts';
import { DAMAGED_TOKENS, expectEffectsOnce, expectHolderToKeepLock, expectNoToken } from './store-expectations.ts';
import type { RedisClient } from '../../../packages/client/src/redis/redis-client.ts';

for (const { project, server } of redisPrograms.filter(({ isInstalled }) => !isInstalled)) {
  console.warn(
    `\n!!! NOT TESTED: the stores in ${project}. There is no \`${server}\` on the PATH (Debian, Ubuntu: apt-get install ${server}).\n`,
  );
}

let round = 0;
/** Each test has separate keys. */
const nextPrefix = () => `test-${++round}:`;

describe.each(redisPrograms)('$project', (program) => {
  const missing = !program.isInstalled;

  describe.skipIf(missing).each([
    { kind: 'one server', cluster: false, clients: redisClients },
    { kind: 'a cluster', cluster: true, clients: redisClusterClients },
  ])('the stores in $kind', ({ cluster, clients }) => {
    let server: Awaited<ReturnType<typeof startRedisServer>>;
    beforeAll(async () => void (server = await startRedisServer({ program, cluster })));
    afterAll(() => server?.stop());

    describe.each(Object.keys(clients))('with %s', (name) => {
      let [first, other] = [] as Connected<RedisClient>[] as [Connected<RedisClient>, Connected<RedisClient>];
      beforeAll(async () => {
        [first, other] = [await clients[name]!(server.port), await clients[name]!(server.port)];
      });
      afterAll(async () => {
        await first?.close();
        await other?.close();
      });
      /** The same store over two connections. */
      const twice = <Store>(store: (options: { client: RedisClient; keyPrefix: string }) => Store) => {
        const keyPrefix = nextPrefix();
        const [one, two] = [first, other].map(({ client }) => store({ client, keyPrefix }));
        return { store: one!, second: two! };
      };
      tokenStoreContract(name, async () => twice(redisTokenStore) as never);
      pushStoreContract(name, async () => twice(redisPushStore));
      journalContract(name, async () => {
        const { store: journal, second } = twice(redisJournal);
        return { journal, second };
      });

      test('programs with different key prefixes do not see each other', async () => {
        const [a, b] = [nextPrefix(), nextPrefix()].map((keyPrefix) => ({
          client: first.client,
          keyPrefix,
        })) as never as [{ client: RedisClient; keyPrefix: string }, { client: RedisClient; keyPrefix: string }];
        await redisTokenStore(a).set('key', storedToken);
        expect(await redisTokenStore(b).get('key')).toBeUndefined();
        await claim(redisPushStore(a), 'evt_1');
        expect(await claim(redisPushStore(b), 'evt_1')).toBe('claimed');
        await redisPushStore(a).turn('PCI_1', 60_000);
        expect(await redisPushStore(b).turn('PCI_1', 60_000)).toBeDefined();
        await redisJournal(a).put(intentOf('order 1', { subject: 'PCI_1' }), 0);
        expect(await redisJournal(b).put(intentOf('order 2', { subject: 'PCI_1' }), 0)).toBeUndefined();
        expect((await redisJournal(b).open()).map((one) => one.reference)).toEqual(['order 2']);
      });
    });
  });

  describe.skipIf(missing)('what is in it', () => {
    let server: Awaited<ReturnType<typeof startRedisServer>>;
    let client: Redis;
    beforeAll(async () => {
      server = await startRedisServer({ program });
      client = new Redis(server.socket);
    });
    afterAll(async () => {
      client?.disconnect();
      await server?.stop();
    });

    test.each(DAMAGED_TOKENS)('a damaged token counts as none, and is replaced: %j', async (damaged) => {
      const keyPrefix = nextPrefix();
      const store = redisTokenStore({ client, keyPrefix });
      await client.hset(`${keyPrefix}{token:key}`, 'token', damaged);
      await expect(expectNoToken(store)).resolves.toBeUndefined();
    });

    test('a value of another type under the key of a token counts as none, and is replaced', async () => {
      const keyPrefix = nextPrefix();
      const store = redisTokenStore({ client, keyPrefix });
      for (const replace of [
        () => store.set('key', storedToken),
        () => store.lock!('key', () => store.set('key', storedToken)),
      ]) {
        await client.set(`${keyPrefix}{token:key}`, 'old');
        expect(await store.get('key')).toBeUndefined();
        await replace();
        expect(await store.get('key')).toEqual(storedToken);
      }
      await client.set(`${keyPrefix}{token:key}`, 'old');
      await store.delete('key');
      expect(await client.exists(`${keyPrefix}{token:key}`)).toBe(0);
    });

    test('tokens expire after half a year, and nothing but a counter remains of a lock', async () => {
      const keyPrefix = nextPrefix();
      const store = redisTokenStore({ client, keyPrefix });
      await store.set('key', storedToken);
      expect((await client.pttl(`${keyPrefix}{token:key}`)) / 86_400_000).toBeCloseTo(182.5, 0);
      await store.lock!('other', async () => undefined);
      expect((await client.keys(`${keyPrefix}*`)).sort()).toEqual([
        `${keyPrefix}{token:key}`,
        `${keyPrefix}{token:other}`,
      ]);
      expect((await client.pttl(`${keyPrefix}{token:other}`)) / 86_400_000).toBeCloseTo(182.5, 0);
    });

    test('a living holder keeps the lock, no matter how long it takes', async () => {
      const store = redisTokenStore({ client, keyPrefix: nextPrefix(), lockTtl: 900 });
      await expect(expectHolderToKeepLock(store)).resolves.toBeUndefined();
    });

    test('a lock whose key was lost comes back with the next renewal', async () => {
      const keyPrefix = nextPrefix();
      await redisTokenStore({ client, keyPrefix, lockTtl: 150 }).lock!('key', async () => {
        await client.del(`${keyPrefix}{token:key}:lock`);
        await expect.poll(() => client.exists(`${keyPrefix}{token:key}:lock`), { timeout: 10_000 }).toBe(1);
      });
      expect(await client.exists(`${keyPrefix}{token:key}:lock`)).toBe(0);
    });

    test('the fence grows on, also when the counter is lost and the token is not', async () => {
      const keyPrefix = nextPrefix();
      const key = `${keyPrefix}{token:key}`;
      const store = redisTokenStore({ client, keyPrefix });
      for (let each = 0; each < 3; each++) await store.lock!('key', () => store.set('key', storedToken));
      expect(await client.hget(key, 'fence')).toBe('3');
      await client.hdel(key, 'counter');
      await store.lock!('key', () => store.set('key', { ...storedToken, accessToken: 't2' }));
      expect(await client.hmget(key, 'fence', 'counter')).toEqual(['4', '4']);
      expect(await store.get('key')).toMatchObject({ accessToken: 't2' });
    });

    const journalKeys = (keyPrefix: string) => ({
      open: `${keyPrefix}{journal}:open`,
      ended: `${keyPrefix}{journal}:ended:order 1`,
    });

    test.each([
      'not json',
      '',
      'null',
      '7',
      '{"version":1,"at":1,"put":"x","subject":""}',
      '{"version":0,"at":1,"put":"x"}\n{}',
      '{"version":1,"at":1,"put":"x","subject":""}\n{"reference":"order 2"}',
    ])('a damaged intent is never taken for none: %j', async (damaged) => {
      const keyPrefix = nextPrefix();
      const journal = redisJournal({ client, keyPrefix });
      for (const write of [
        () => client.hset(journalKeys(keyPrefix).open, 'order 1', damaged),
        () => client.set(journalKeys(keyPrefix).ended, damaged),
      ]) {
        await write();
        await expect(journal.get('order 1')).rejects.toThrow('order 1');
        for (const version of [0, 7]) {
          await expect(journal.put(intentOf('order 1'), version)).rejects.toThrow('order 1');
        }
      }
      await expect(journal.open()).rejects.toThrow('order 1');
    });

    test('ended intents expire after their retention, and open ones never', async () => {
      const keyPrefix = nextPrefix();
      const { open, ended } = journalKeys(keyPrefix);
      const journal = redisJournal({ client, keyPrefix });
      await journal.put(intentOf('order 1', { subject: 'PCI_1' }), 0);
      expect([await client.pttl(open), await client.pttl(`${keyPrefix}{journal}:subjects`)]).toEqual([-1, -1]);
      await journal.put(intentOf('order 1', { state: 'done', subject: 'PCI_1' }), 1);
      expect((await client.pttl(ended)) / 86_400_000).toBeCloseTo(90, 0);
      expect(await client.keys(`${keyPrefix}*`)).toEqual([ended]);
      await redisJournal({ client, keyPrefix, retention: Infinity }).put(intentOf('order 1', { state: 'not-done' }), 2);
      expect(await client.pttl(ended)).toBe(-1);
      await redisJournal({ client, keyPrefix, retention: 0.5 }).put(intentOf('order 1', { state: 'done' }), 3);
      await expect.poll(() => journal.get('order 1')).toBeUndefined();
    });

    test('a write of a journal is one command', async () => {
      const journal = redisJournal({ client, keyPrefix: nextPrefix() });
      const commands = async () => Number(/cmdstat_eval:calls=(\d+)/.exec(await client.info('commandstats'))?.[1] ?? 0);
      const before = await commands();
      await journal.put(intentOf('order 1', { subject: 'PCI_1' }), 0);
      await journal.put(intentOf('order 1', { state: 'done' }), 1);
      expect((await commands()) - before).toBe(2);
    });

    test('a command that a client sends twice has its effect once', async () => {
      /** Sends every script twice, and returns the second reply, as a client does whose connection broke before the first. */
      const resending: RedisClient = {
        call: (command: string, ...args: string[]) => client.call(command, ...args),
        eval: async (...command: [string, number, ...string[]]) => {
          await client.eval(...command);
          return client.eval(...command);
        },
      };
      const options = { client: resending, keyPrefix: nextPrefix() };
      const [tokens, pushes, journal] = [redisTokenStore(options), redisPushStore(options), redisJournal(options)];
      await tokens.lock!('key', () => tokens.set('key', storedToken));
      expect(await client.hmget(`${options.keyPrefix}{token:key}`, 'fence', 'counter')).toEqual(['1', '1']);
      await expect(expectEffectsOnce(pushes, journal)).resolves.toBeUndefined();
    });
  });
});
