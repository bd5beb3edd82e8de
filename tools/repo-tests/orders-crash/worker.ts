/** A process that works on orders, one after the other, and may be killed at any moment. */
import { isSecuconnectError, Secuconnect } from '@secuconnect/client';
import { isIntentOpenError } from '@secuconnect/client/flows';
import { CALL_TIMEOUT_MS, fastJournal } from './fast-journal.ts';
import { openJournal } from './open-journal.ts';
import type { OrderReport, OrderRequest, WorkerSettings } from './messages.ts';
import { workOnOrder } from './order-steps.ts';

const { baseUrl, journal: place, speed } = JSON.parse(process.argv[2]!) as WorkerSettings;
const journal = fastJournal(openJournal(place), speed);
const auth = { clientId: 'shop', clientSecret: 'a-secret-of-tests' };
const secuconnect = new Secuconnect({ baseUrl, auth, timeout: 3_000 });

/** When to call again after a failure, in ms. A journal says it in fast time, from the end of the call on. */
function waitAfter(error: unknown): number {
  if (!isIntentOpenError(error) || !error.readAgainAt) return 200;
  return Math.max(50, Math.min((error.readAgainAt.getTime() - Date.now()) / speed, CALL_TIMEOUT_MS));
}

async function work(order: number): Promise<OrderReport> {
  try {
    await workOnOrder(secuconnect, journal, order, { totalTimeout: CALL_TIMEOUT_MS });
    return { order, isDone: true, wait: 0 };
  } catch (error) {
    const outcome = isSecuconnectError(error) ? ` (${error.outcome})` : `: ${String(error)}`;
    return { order, isDone: false, wait: waitAfter(error), error: `${(error as Error).name}${outcome}` };
  }
}

process.on('message', ({ order }: OrderRequest) => {
  void work(order).then((report) => process.send!(report));
});
process.once('disconnect', () => process.exit());
process.send!({ order: -1, isDone: false, wait: 0 } satisfies OrderReport);
