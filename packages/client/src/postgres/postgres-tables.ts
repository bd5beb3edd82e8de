import { statementRunner, type PostgresClient } from './postgres-client.ts';

/** Where the tables are. */
export interface PostgresTableOptions {
  /**
   * The schema of the tables, which must exist.
   *
   * @default the first one of the `search_path`
   */
  readonly schema?: string | undefined;
  /**
   * Starts the name of every table and index.
   *
   * @default 'secuconnect_'
   */
  readonly tablePrefix?: string | undefined;
}

/** Options of every store in PostgreSQL. */
export interface PostgresStoreOptions extends PostgresTableOptions {
  /** A `Pool` or a connected `Client` of `pg`, or what `postgres()` of postgres.js returns. */
  readonly client: PostgresClient;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const NAMES = ['tokens', 'pushes', 'turns', 'intents'] as const;

/** The tables by their purpose, quoted. */
export function tablesOf({ schema, tablePrefix = 'secuconnect_' }: PostgresTableOptions) {
  const qualified = (name: string): string =>
    (schema === undefined ? '' : `${quoted(schema)}.`) + quoted(tablePrefix + name);
  return Object.fromEntries(NAMES.map((name) => [name, qualified(name)])) as Record<(typeof NAMES)[number], string>;
}

/**
 * The SQL that creates the tables of all stores, for your migrations. It is idempotent, and processes that run it at the same time take turns. Send it as
 * one query without parameters, which makes it one transaction.
 */
export function postgresSchema(options: PostgresTableOptions = {}): string {
  const { tokens, pushes, turns, intents } = tablesOf(options);
  // An index lives in the schema of its table.
  const index = (name: string): string => quoted(`${options.tablePrefix ?? 'secuconnect_'}${name}`);
  return `-- \`create … if not exists\` alone can fail when two processes run it at the same time.
select pg_advisory_xact_lock(7165417326);
create table if not exists ${tokens} (
  key text primary key,
  token text,
  -- The fence of the lock under which the token was written, and of the last lock.
  fence bigint not null default 0,
  counter bigint not null default 0,
  holder text,
  locked_until timestamptz
);
create table if not exists ${pushes} (
  event text primary key,
  -- Null when the event is completed.
  claim text,
  until timestamptz not null
);
create index if not exists ${index('pushes_until')} on ${pushes} (until);
-- Not logged, which makes turns more than twice as fast. After a crash of the server it is empty: turns last for some seconds anyway.
create unlogged table if not exists ${turns} (
  key text primary key,
  holder text not null,
  until timestamptz not null
);
create table if not exists ${intents} (
  reference text primary key,
  version integer not null,
  state text not null,
  subject text,
  intent text not null,
  -- The attempt to write that has stored it.
  put text not null,
  written_at timestamptz not null
);
create unique index if not exists ${index('intents_subject')} on ${intents} (subject) where state = 'open';
create index if not exists ${index('intents_open')} on ${intents} (written_at) where state = 'open';
create index if not exists ${index('intents_ended')} on ${intents} (written_at) where state <> 'open';
`;
}

/**
 * Creates the tables of all stores, unless they exist. Safe when many processes do it at the same time.
 *
 * @throws TypeError if `client` is of no kind that is accepted; what the client throws.
 */
export async function createPostgresTables({ client, ...options }: PostgresStoreOptions): Promise<void> {
  await statementRunner(client)(postgresSchema(options));
}
