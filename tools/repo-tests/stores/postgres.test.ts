import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createPostgresTables,
  postgresJournal,
  postgresPushStore,
  postgresSchema,
  postgresTokenStore,
  type PostgresClient,
  type PostgresStoreOptions,
} from '../../../packages/client/src/postgres/index.ts';
import { storedToken, tokenStoreContract } from '../../../packages/client/test/auth/stores/token-store-contract.ts';
import { intentOf, journalContract } from '../../../packages/client/test/intents/journal-contract.ts';
import { claim, pushStoreContract } from '../../../packages/client/test/pushes/push-store-contract.ts';
import { postgresServer, startPostgresServer } from '../../test-servers/postgres-server.ts';
import { postgresClients, type Connected } from './clients.ts';
import { DAMAGED_TOKENS, expectEffectsOnce, expectHolderToKeepLock, expectNoToken } from './store-expectations.ts';

const missing = postgresServer === undefined;
if (missing) {
  console.warn(
    '\n!!! NOT TESTED: the stores in PostgreSQL. It is not installed (Debian, Ubuntu: apt-get install postgresql).\n',
  );
}

let round = 0;
/** Each test has separate tables. */
const nextPrefix = () => `Test "${++round}"_`;

describe.skipIf(missing)('the stores in PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof startPostgresServer>>;
  let pool: pg.Pool;
  beforeAll(async () => {
    server = await startPostgresServer();
    pool = new pg.Pool({ connectionString: server.url });
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    await pool?.end();
    await server?.stop();
  });
  /** Options for empty tables. */
  const newTables = async (client: PostgresClient = pool) => {
    const options = { client, tablePrefix: nextPrefix() };
    await createPostgresTables(options);
    return options;
  };

  describe.each(Object.keys(postgresClients))('with a %s', (name) => {
    let [first, other] = [] as Connected<PostgresClient>[] as [Connected<PostgresClient>, Connected<PostgresClient>];
    beforeAll(async () => {
      [first, other] = [await postgresClients[name]!(server.port), await postgresClients[name]!(server.port)];
    });
    afterAll(async () => {
      await first?.close();
      await other?.close();
    });
    /** The same store over two connections. */
    const twice = async <Store>(store: (options: PostgresStoreOptions) => Store) => {
      const options = await newTables(first.client);
      return { store: store(options), second: store({ ...options, client: other.client }) };
    };
    tokenStoreContract(name, () => twice(postgresTokenStore) as never);
    pushStoreContract(name, () => twice(postgresPushStore));
    journalContract(name, async () => {
      const { store: journal, second } = await twice(postgresJournal);
      return { journal, second };
    });

    test('a write of a journal that succeeds is one statement', async () => {
      const statements = new pg.Client({ connectionString: server.url });
      await statements.connect();
      const options = await newTables(first.client);
      let sent = 0;
      const counting = new Proxy(first.client, {
        get: (target, property) => {
          const value = Reflect.get(target, property) as unknown;
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => (sent++, (value as (...values: unknown[]) => unknown).apply(target, args));
        },
      });
      const journal = postgresJournal({ ...options, client: counting });
      await journal.put(intentOf('order 1', { subject: 'PCI_1' }), 0);
      await journal.put(intentOf('order 1', { state: 'done' }), 1);
      expect(sent).toBe(2);
      await statements.end();
    });
  });

  test('ten processes create the tables at the same time', async () => {
    const clients = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const client = new pg.Client({ connectionString: server.url });
        await client.connect();
        return client;
      }),
    );
    for (let time = 0; time < 5; time++) {
      const tablePrefix = nextPrefix();
      await Promise.all(clients.map((client) => createPostgresTables({ client, tablePrefix })));
      await expect(postgresJournal({ client: pool, tablePrefix }).open()).resolves.toEqual([]);
    }
    await Promise.all(clients.map((client) => client.end()));
  });

  test('the tables can be in a schema of their own', async () => {
    await pool.query('create schema "My shop"');
    const options = { client: pool, schema: 'My shop', tablePrefix: '' };
    await createPostgresTables(options);
    await postgresTokenStore(options).set('key', storedToken);
    await claim(postgresPushStore(options), 'evt_1');
    await postgresJournal(options).put(intentOf('order 1'), 0);
    const { rows } = await pool.query(
      `select (select count(*) from "My shop".tokens)::int as tokens, (select count(*) from "My shop".pushes)::int as pushes,
         (select count(*) from "My shop".intents)::int as intents`,
    );
    expect(rows).toEqual([{ tokens: 1, pushes: 1, intents: 1 }]);
    expect(postgresSchema({ schema: 'My shop' })).toContain('"My shop"."secuconnect_tokens"');
  });

  test('programs with different table prefixes do not see each other', async () => {
    const [a, b] = [await newTables(), await newTables()];
    await postgresTokenStore(a).set('key', storedToken);
    expect(await postgresTokenStore(b).get('key')).toBeUndefined();
    await claim(postgresPushStore(a), 'evt_1');
    expect(await claim(postgresPushStore(b), 'evt_1')).toBe('claimed');
    await postgresJournal(a).put(intentOf('order 1', { subject: 'PCI_1' }), 0);
    expect(await postgresJournal(b).put(intentOf('order 2', { subject: 'PCI_1' }), 0)).toBeUndefined();
    expect((await postgresJournal(b).open()).map((one) => one.reference)).toEqual(['order 2']);
  });

  test.each(DAMAGED_TOKENS)('a damaged token counts as none, and is replaced: %j', async (damaged) => {
    const options = await newTables();
    const store = postgresTokenStore(options);
    await pool.query(
      `insert into "${options.tablePrefix.replaceAll('"', '""')}tokens" (key, token) values ('key', $1)`,
      [damaged],
    );
    await expect(expectNoToken(store)).resolves.toBeUndefined();
  });

  test.each(['not json', '', 'null', '7', '{"reference":"order 2"}', '{"reference":"order 1","state":"open"}'])(
    'a damaged intent is never taken for none: %j',
    async (damaged) => {
      const options = await newTables();
      const journal = postgresJournal(options);
      await journal.put(intentOf('order 1'), 0);
      await pool.query(`update "${options.tablePrefix.replaceAll('"', '""')}intents" set intent = $1`, [damaged]);
      await expect(journal.get('order 1')).rejects.toThrow('order 1');
      await expect(journal.open()).rejects.toThrow('order 1');
      for (const version of [0, 7]) await expect(journal.put(intentOf('order 1'), version)).rejects.toThrow('order 1');
    },
  );

  test('a living holder keeps the lock, no matter how long it takes', async () => {
    const store = postgresTokenStore({ ...(await newTables()), lockTtl: 900 });
    await expect(expectHolderToKeepLock(store)).resolves.toBeUndefined();
  });

  test('prune() deletes what ended long ago, and never an open intent', async () => {
    const journal = postgresJournal(await newTables());
    await journal.put(intentOf('order 1'), 0);
    await journal.put(intentOf('order 2'), 0);
    await journal.put(intentOf('order 2', { state: 'done' }), 1);
    expect(await journal.prune()).toBe(0);
    expect(await journal.prune(0)).toBe(1);
    expect([await journal.get('order 1'), await journal.get('order 2')]).toMatchObject([{ state: 'open' }, undefined]);
    await expect(journal.prune(Number.NaN)).rejects.toThrow(TypeError);
  });

  test('a push store deletes the events whose time is over', async () => {
    const options = await newTables();
    const store = postgresPushStore(options);
    for (let event = 0; event < 150; event++) await store.complete(`evt_${event}`, 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (let event = 150; event < 200; event++) await store.complete(`evt_${event}`, 60_000);
    const { rows } = await pool.query(`select count(*)::int from "${options.tablePrefix.replaceAll('"', '""')}pushes"`);
    expect(rows).toEqual([{ count: 50 }]);
  });

  test('a statement that was sent twice has its effect once', async () => {
    const resending: PostgresClient = {
      query: async (text: string, values?: string[]) => {
        await pool.query(text, values);
        return pool.query(text, values);
      },
    };
    const options = { ...(await newTables()), client: resending };
    const [tokens, pushes, journal] = [
      postgresTokenStore(options),
      postgresPushStore(options),
      postgresJournal(options),
    ];
    await tokens.lock!('key', () => tokens.set('key', storedToken));
    expect(await tokens.get('key')).toEqual(storedToken);
    await expect(expectEffectsOnce(pushes, journal)).resolves.toBeUndefined();
  });

  test.each(['repeatable read', 'serializable'])(
    'a database whose default isolation is %s changes nothing',
    async (isolation) => {
      const options = await newTables();
      const strict = new pg.Pool({
        connectionString: server.url,
        options: `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`,
      });
      const journal = postgresJournal({ ...options, client: strict });
      const attempts = Array.from({ length: 50 }, (_, attempt) => attempt);
      const opened = await Promise.all(attempts.map((facts) => journal.put(intentOf('order 1', { facts }), 0)));
      expect(opened.filter((one) => one === undefined)).toHaveLength(1);
      const ended = await Promise.all(
        attempts.map((value) => journal.put(intentOf('order 1', { state: 'done', value }), 1)),
      );
      expect(ended.filter((one) => one === undefined)).toHaveLength(1);
      const store = postgresPushStore({ ...options, client: strict });
      const turns = await Promise.all(attempts.map(() => store.turn('PCI_1', 60_000)));
      expect(turns.filter(Boolean)).toHaveLength(1);
      await strict.end();
    },
  );

  test('open() reads the open intents only', async () => {
    const options = await newTables();
    const table = `"${options.tablePrefix.replaceAll('"', '""')}intents"`;
    await pool.query(
      `insert into ${table} (reference, version, state, intent, put, written_at)
       select 'order ' || n, 2, 'done', '{}', '', now() from generate_series(1, 20000) n`,
    );
    await pool.query(`analyze ${table}`);
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `explain select intent from ${table} where state = 'open' order by written_at`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('intents_open');
  });
});
