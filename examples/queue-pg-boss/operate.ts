/**
 * What an operator of the queue asks for, each a method of pg-boss. `node operate.ts` prints the dead letters and `node operate.ts requeue` tries all of
 * them again; `node operate.ts metrics` prints the counts of the queue.
 *
 * Settings: DATABASE_URL, RETRIES
 */
import type { PushDelivery } from '@secuconnect/client/pushes';
import { startQueue } from './queue.ts';

const boss = await startQueue();
const [command = 'dead-letters'] = process.argv.slice(2);
if (command === 'metrics') {
  for (const name of ['pushes', 'pushes-dead']) console.log(await boss.getQueue(name));
} else {
  const deadLetters = await boss.findJobs<PushDelivery>('pushes-dead', { queued: true });
  for (const { data, sourceOutput } of deadLetters)
    console.log(`${data.event.id} of ${data.reference ?? 'no reference'}: ${JSON.stringify(sourceOutput)}`);
  if (command === 'requeue') console.log(`${await boss.redrive('pushes-dead')} are in the queue again.`);
  console.log(`${deadLetters.length} dead letters.`);
}
await boss.stop();
