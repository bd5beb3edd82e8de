/**
 * Handles the pushes that `receiver.ts` has put into the queue. Start as many as you like, on as many hosts.
 *
 * Settings: REDIS_URL, SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET
 */
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { paymentState } from '@secuconnect/client/flows';
import { createPushWorker, type PushDelivery } from '@secuconnect/client/pushes';
import { redisPushStore } from '@secuconnect/client/redis';
import { MetricsTime, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const { REDIS_URL = 'redis://127.0.0.1:6379' } = process.env;
// What BullMQ wants of a connection that waits for jobs.
const connection = new Redis(REDIS_URL, { maxRetriesPerRequest: null });
connection.on('error', (error) => console.error('Redis:', error.message));

const handle = createPushWorker({
  secuconnect: new Secuconnect(optionsFromEnv()),
  // Shared by all workers: an event runs in one of them, and two events about one payment run one after the other.
  store: redisPushStore({ client: connection }),
  handlers: {
    'payment.transactions': async (payment, _event, { reference = payment.id }) => {
      const { state } = paymentState(payment); // as it is now, and not as it was when the push was sent
      // In place of your database, which compares the state and writes it in one statement.
      const former = await connection.hget('orders', reference);
      if (former === state) return;
      await connection.hset('orders', reference, state);
      console.log(`${reference} is ${state}.`);
    },
  },
  onUnhandled: (event) => console.log(`No handler for ${event.target} ${event.type}.`),
});

const worker = new Worker<PushDelivery>('pushes', (job) => handle(job.data), {
  connection,
  concurrency: 20,
  // A job whose worker died is handled by another one, however often that happens. With the default of 1 the second time is a dead letter.
  maxStalledCount: 10,
  metrics: { maxDataPoints: MetricsTime.TWO_WEEKS },
});
worker.on('failed', (job, error) => {
  const attempts = `${job?.attemptsMade} of ${job?.opts.attempts}`;
  console.error(`Event ${job?.data.event.id} failed (${attempts} attempts): ${error.message}`);
});
worker.on('error', (error) => console.error('BullMQ:', error.message));

// Takes no more jobs, and ends those that it has.
process.once('SIGTERM', () => void worker.close().then(() => connection.quit()));
