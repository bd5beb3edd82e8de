/**
 * What an operator of the queue asks for, each a method of BullMQ. `node operate.ts` prints the dead letters and `node operate.ts requeue` tries all of
 * them again; `node operate.ts metrics` prints the metrics for Prometheus. Dashboards such as Bull Board show the same.
 *
 * Settings: REDIS_URL
 */
import type { PushDelivery } from '@secuconnect/client/pushes';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

const connection = new Redis(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379', { maxRetriesPerRequest: 1 });
const queue = new Queue<PushDelivery>('pushes', { connection });

const [command = 'dead-letters'] = process.argv.slice(2);
if (command === 'metrics') {
  console.log(await queue.exportPrometheusMetrics());
} else {
  // The failed set: jobs without attempts left. They stay there until they are tried again or removed.
  const deadLetters = await queue.getFailed();
  for (const { data, failedReason } of deadLetters)
    console.log(`${data.event.id} of ${data.reference ?? 'no reference'}: ${failedReason}`);
  // With all of their attempts; `queue.retryJobs()` leaves one.
  if (command === 'requeue') for (const job of deadLetters) await job.retry('failed', { resetAttemptsMade: true });
  console.log(`${deadLetters.length} dead letters${command === 'requeue' ? ' are in the queue again' : ''}.`);
}
await queue.close();
connection.disconnect();
