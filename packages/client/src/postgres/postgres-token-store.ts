import type { TokenStore } from '../auth/stores/token-store.ts';
import { leasedTokenStore } from '../stores/leased-token-store.ts';
import { statementRunner } from './postgres-client.ts';
import { tablesOf, type PostgresStoreOptions } from './postgres-tables.ts';

/** Options of `postgresTokenStore`. */
export interface PostgresTokenStoreOptions extends PostgresStoreOptions {
  /**
   * How long the others wait for a process that died while it requested a token, in ms. A living process renews its lock in time.
   *
   * @default 10_000
   */
  readonly lockTtl?: number | undefined;
}

/**
 * A token store in PostgreSQL, for clients on many hosts: they share one token, and one of them requests the next. It needs the tables of
 * `createPostgresTables`. The values are secrets, in plain JSON.
 *
 * @throws TypeError if `client` is of no kind that is accepted.
 */
export function postgresTokenStore({ client, lockTtl = 10_000, ...options }: PostgresTokenStoreOptions): TokenStore {
  const run = statementRunner(client);
  const { tokens } = tablesOf(options);
  const later = (parameter: string): string => `clock_timestamp() + ${parameter}::float8 * interval '1 ms'`;
  const isNewer = (parameter: string): string => `entry.fence > coalesce(${parameter}::bigint, entry.fence)`;
  const values = (key: string, fence: number | undefined): string[] => [key, String(fence ?? '')];
  return leasedTokenStore(
    {
      async read(key) {
        const [token] = await run(`select token as result from ${tokens} where key = $1 and token is not null`, [key]);
        return token;
      },
      async write(key, json, fence) {
        await run(
          `insert into ${tokens} as entry (key, fence, token) values ($1, coalesce(nullif($2, '')::bigint, 0), $3)
           on conflict (key) do update set token = $3, fence = coalesce(nullif($2, '')::bigint, entry.fence)
           where not ${isNewer("nullif($2, '')")}`,
          [...values(key, fence), json],
        );
      },
      async remove(key, fence) {
        await run(
          `update ${tokens} as entry set token = null where key = $1 and not ${isNewer("nullif($2, '')")}`,
          values(key, fence),
        );
      },
      async acquire(key, holder, ms) {
        const [fence] = await run(
          `insert into ${tokens} as entry (key, counter, holder, locked_until) values ($1, 1, $2, ${later('$3')})
           on conflict (key) do update
           set counter = greatest(entry.counter, entry.fence) + 1, holder = $2, locked_until = ${later('$3')}
           where entry.holder is null or entry.holder = $2 or entry.locked_until <= clock_timestamp()
           returning counter as result`,
          [key, holder, String(ms)],
        );
        return fence === undefined ? undefined : Number(fence);
      },
      async renew(key, holder, _fence, ms) {
        const renewed = await run(
          `update ${tokens} set locked_until = ${later('$3')} where key = $1 and holder = $2 returning 1 as result`,
          [key, holder, String(ms)],
        );
        return renewed.length > 0;
      },
      async release(key, holder) {
        await run(`update ${tokens} set holder = null, locked_until = null where key = $1 and holder = $2`, [
          key,
          holder,
        ]);
      },
    },
    lockTtl,
  );
}
