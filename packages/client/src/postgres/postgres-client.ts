/** A `Pool` or a connected `Client` of `pg`. */
export interface PgClient {
  query(text: string, values?: string[]): Promise<{ rows: unknown[] }>;
}

/** What `postgres()` of `postgres` (postgres.js) returns. */
export interface PostgresJsClient {
  unsafe(text: string, values?: string[]): PromiseLike<readonly unknown[]>;
}

/**
 * A `Pool` or a connected `Client` of `pg`, or what `postgres()` of postgres.js returns. It remains yours: no store closes it. A client inside of a
 * transaction of yours makes each write part of it: nothing is stored before your commit.
 */
export type PostgresClient = PgClient | PostgresJsClient;

/**
 * Runs a statement. Its rows have one column, `result`. Values are sent as text: the statements cast them. Without values, the text may contain several
 * statements, which are one transaction.
 */
export type RunStatement = (text: string, values?: readonly string[]) => Promise<string[]>;

/** States of SQL after which nothing was stored, and the same statement may succeed: serialization failure, deadlock. */
const RETRYABLE: ReadonlySet<unknown> = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 5;

/**
 * What the client is recognised by: its methods.
 *
 * @throws TypeError for anything else.
 */
export function statementRunner(client: PostgresClient): RunStatement {
  const send = sender(client);
  return async (text, values) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const rows = await send(text, values && [...values]);
        return rows.map((row) => String((row as { result: unknown }).result));
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !RETRYABLE.has(sqlState(error))) throw error;
      }
    }
  };
}

function sender(client: PostgresClient): (text: string, values?: string[]) => Promise<readonly unknown[]> {
  const { unsafe, query, totalCount } = (client ?? {}) as Partial<PgClient & PostgresJsClient> & {
    totalCount?: number;
  };
  if (typeof unsafe === 'function') return async (text, values) => (client as PostgresJsClient).unsafe(text, values);
  if (typeof query === 'function') {
    const pgClient = client as PgClient;
    // Several statements have a result each, without rows.
    const send = async (text: string, values?: string[]) => (await pgClient.query(text, values)).rows ?? [];
    const isPool = typeof totalCount === 'number';
    return isPool ? send : (text, values) => oneAfterTheOther(pgClient, () => send(text, values));
  }
  throw new TypeError('`client` must be a `Pool` or `Client` of `pg`, or what `postgres()` of postgres.js returns.');
}

const lastOf = new WeakMap<object, Promise<unknown>>();

/** A single connection of `pg` takes one statement at a time: from version 9 on, it has no queue of its own. */
function oneAfterTheOther<Value>(client: object, send: () => Promise<Value>): Promise<Value> {
  const sent = (lastOf.get(client) ?? Promise.resolve()).then(send);
  lastOf.set(
    client,
    sent.catch(() => undefined),
  );
  return sent;
}

/** The code of an error of the server; both clients have it in the same place. */
export const sqlState = (error: unknown): unknown => (error as { code?: unknown } | null | undefined)?.code;
