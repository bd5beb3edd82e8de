import type { Journal, StoredIntent } from '../intents/journal.ts';
import { missingIntent, readIntent } from '../stores/stored-intent.ts';
import { sqlState, statementRunner } from './postgres-client.ts';
import { tablesOf, type PostgresStoreOptions } from './postgres-tables.ts';

/** A journal that can forget. */
export interface PostgresJournal extends Journal {
  /**
   * Deletes intents that ended long ago, and never an open one. After that, their references are unknown, and the same reference would be sent again.
   *
   * @param olderThan Time since they ended, in ms; 90 days by default.
   * @returns How many were deleted.
   */
  prune(olderThan?: number): Promise<number>;
}

const RETENTION_MS = 7_776_000_000;
/** How often to look for what was in the way: it may end between the write and the look. */
const MAX_ATTEMPTS = 10;
const UNIQUE_VIOLATION = '23505';

/**
 * A journal in PostgreSQL. A `put` that succeeds is one statement; `open()` reads an index of the open intents only, however many have ended. It needs the
 * tables of `createPostgresTables`.
 *
 * It is durable with `synchronous_commit = on`, the default of the server; if a standby may take over, it has to be a synchronous one.
 *
 * @throws TypeError if `client` is of no kind that is accepted.
 */
export function postgresJournal({ client, ...options }: PostgresStoreOptions): PostgresJournal {
  const run = statementRunner(client);
  const { intents } = tablesOf(options);
  const stored = `json_build_array(reference, intent, version,
    extract(epoch from clock_timestamp() - written_at) * 1000, put)::text as result`;

  /** Does nothing if there is one with this reference, or an open one with this subject. */
  const INSERT = `insert into ${intents} (reference, version, state, subject, intent, put, written_at)
    values ($1, $2::integer + 1, $3, nullif($4, ''), $5, $6, clock_timestamp())
    on conflict do nothing returning 1 as result`;
  /** Fails with a unique violation if there is an open one with this subject. */
  const UPDATE = `update ${intents} set version = version + 1, state = $3, subject = nullif($4, ''), intent = $5, put = $6,
      written_at = clock_timestamp()
    where reference = $1 and version = $2::integer returning 1 as result`;
  const CONFLICTS = `select ${stored} from ${intents}
    where reference = $1 or ($2 = 'open' and subject = $3 and state = 'open')`;

  async function write(values: readonly string[], version: number): Promise<boolean> {
    try {
      return (await run(version === 0 ? INSERT : UPDATE, values)).length > 0;
    } catch (error) {
      if (sqlState(error) === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }

  return {
    async get(reference) {
      const [row] = await run(`select ${stored} from ${intents} where reference = $1`, [reference]);
      return row === undefined ? undefined : readRow(row).intent;
    },
    async put(intent, version) {
      const { reference, state, subject = '' } = intent;
      // Names this attempt: a proxy or the client may send it twice, and two processes may put the same.
      const put = crypto.randomUUID();
      const values = [reference, String(version), state, subject, JSON.stringify(intent), put];
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
        if (await write(values, version)) return undefined;
        const found = (await run(CONFLICTS, [reference, state, subject])).map(readRow);
        const own = found.find((one) => one.intent.reference === reference);
        if (own?.put === put) return undefined;
        if (own === undefined && version > 0) throw missingIntent(reference, version);
        if (own && own.intent.version !== version) return own.intent;
        const other = found.find((one) => one !== own);
        if (other) return other.intent;
      }
      throw new Error(`The intent \`${reference}\` was not stored: what is in its way changes all the time.`);
    },
    async open() {
      const rows = await run(`select ${stored} from ${intents} where state = 'open' order by written_at`);
      return rows.map((row) => readRow(row).intent);
    },
    async prune(olderThan = RETENTION_MS) {
      if (!(olderThan >= 0)) throw new TypeError('`olderThan` must be a number of milliseconds from 0 on.');
      const deleted = await run(
        `delete from ${intents} where state <> 'open' and written_at <= clock_timestamp() - $1::float8 * interval '1 ms'
         returning 1 as result`,
        [String(olderThan)],
      );
      return deleted.length;
    },
  };
}

/** @throws Error if the intent is damaged. */
function readRow(row: string): { intent: StoredIntent; put: unknown } {
  const [reference, json, version, age, put] = JSON.parse(row) as [string, string, number, number, string];
  return { intent: readIntent(reference, json, version, age), put };
}
