/**
 * Handles the pushes that `receiver.ts` has put into the queue. Start as many as you like, on as many hosts.
 *
 * Settings: DATABASE_URL, RETRIES, SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET
 */
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { paymentState } from '@secuconnect/client/flows';
import { createPostgresTables, postgresPushStore } from '@secuconnect/client/postgres';
import { createPushWorker, type PushDelivery } from '@secuconnect/client/pushes';
import { Pool } from 'pg';
import { startQueue } from './queue.ts';

const boss = await startQueue();
const client = new Pool({ connectionString: process.env['DATABASE_URL'] ?? 'postgres://localhost/postgres' });
client.on('error', (error) => console.error('PostgreSQL:', error.message)); // without it, the process ends when PostgreSQL goes down
await createPostgresTables({ client });
await client.query('CREATE TABLE IF NOT EXISTS orders (number text PRIMARY KEY, state text NOT NULL)');

const handle = createPushWorker({
  secuconnect: new Secuconnect(optionsFromEnv()),
  // Shared by all workers: an event runs in one of them, and two events about one payment run one after the other.
  store: postgresPushStore({ client }),
  handlers: {
    'payment.transactions': async (payment, _event, { reference = payment.id }) => {
      const { state } = paymentState(payment); // as it is now, and not as it was when the push was sent
      // Compares and writes in one statement, so that a second run changes nothing.
      const { rows } = await client.query(
        `INSERT INTO orders VALUES ($1, $2) ON CONFLICT (number) DO UPDATE SET state = $2 WHERE orders.state <> $2 RETURNING state`,
        [reference, state],
      );
      if (rows.length > 0) console.log(`${reference} is ${state}.`);
    },
  },
  onUnhandled: (event) => console.log(`No handler for ${event.target} ${event.type}.`),
});

const options = { batchSize: 20, perJobResults: true, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 } as const;
await boss.work<PushDelivery>('pushes', options, (jobs) =>
  Promise.all(
    jobs.map(async ({ id, data }) => {
      try {
        await handle(data);
        return { id, status: 'completed' };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        console.error(`Event ${data.event.id} failed: ${message}`);
        return { id, status: 'failed', output: { message } };
      }
    }),
  ),
);

// Takes no more jobs, and ends those that it has.
process.once('SIGTERM', () => void boss.stop().then(() => client.end()));
