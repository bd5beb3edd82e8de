import type { ClaimResult, PushStore } from '../pushes/push-store.ts';
import { leasedPushStore } from '../stores/leased-push-store.ts';
import { statementRunner } from './postgres-client.ts';
import { tablesOf, type PostgresStoreOptions } from './postgres-tables.ts';

/** After how many completed events a store deletes the expired ones, and how many of them at most: more than come, so that the table does not grow. */
const COMPLETED_PER_CLEANUP = 100;
const MAX_DELETED = 1_000;

/**
 * A push store in PostgreSQL, for receivers on many hosts: an event is handled by one of them, and two events about one object are not handled at the same
 * time. It needs the tables of `createPostgresTables`, and deletes expired rows by itself.
 *
 * @throws TypeError if `client` is of no kind that is accepted.
 */
export function postgresPushStore({ client, ...options }: PostgresStoreOptions): Required<PushStore> {
  const run = statementRunner(client);
  const { pushes, turns } = tablesOf(options);
  const until = `clock_timestamp() + $3::float8 * interval '1 ms'`;
  let completed = 0;

  async function deleteExpired(): Promise<void> {
    for (const table of [pushes, turns]) {
      await run(
        `delete from ${table} where ctid = any (array(
           select ctid from ${table} where until <= clock_timestamp() limit ${MAX_DELETED} for update skip locked))`,
      );
    }
  }

  return leasedPushStore({
    async claim(eventId, claim, ms) {
      const [result] = await run(
        `with claimed as (
           insert into ${pushes} as event (event, claim, until) values ($1, $2, ${until})
           on conflict (event) do update set claim = $2, until = ${until}
           where event.claim = $2 or event.until <= clock_timestamp()
           returning 1)
         select case when exists (select from claimed) then 'claimed'
           when exists (select from ${pushes} where event = $1 and claim is null) then 'completed'
           else 'in-progress' end as result`,
        [eventId, claim, String(ms)],
      );
      return result as ClaimResult;
    },
    async renew(eventId, claim, ms) {
      await run(
        `insert into ${pushes} as event (event, claim, until) values ($1, $2, ${until})
         on conflict (event) do update set until = ${until} where event.claim = $2`,
        [eventId, claim, String(ms)],
      );
    },
    async complete(eventId, claim, ms) {
      await run(
        `insert into ${pushes} as event (event, claim, until) values ($1, null, ${until})
         on conflict (event) do update set claim = null, until = ${until}
         where event.claim = $2 or event.claim is null or event.until <= clock_timestamp()`,
        [eventId, claim, String(ms)],
      );
      // What fails here is done by a later event.
      if (++completed % COMPLETED_PER_CLEANUP === 0) await deleteExpired().catch(() => undefined);
    },
    async release(eventId, claim) {
      await run(`delete from ${pushes} where event = $1 and claim = $2`, [eventId, claim]);
    },
    async acquireTurn(key, holder, ms) {
      const acquired = await run(
        `insert into ${turns} as turn (key, holder, until) values ($1, $2, ${until})
         on conflict (key) do update set holder = $2, until = ${until}
         where turn.holder = $2 or turn.until <= clock_timestamp()
         returning 1 as result`,
        [key, holder, String(ms)],
      );
      return acquired.length > 0;
    },
    async renewTurn(key, holder, ms) {
      const renewed = await run(
        `update ${turns} set until = ${until} where key = $1 and holder = $2 returning 1 as result`,
        [key, holder, String(ms)],
      );
      return renewed.length > 0;
    },
    async releaseTurn(key, holder) {
      await run(`delete from ${turns} where key = $1 and holder = $2`, [key, holder]);
    },
  });
}
