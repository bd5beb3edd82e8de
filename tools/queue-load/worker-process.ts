/** One worker of the fleet, until it is killed. Its settings are in the environment. */
import { Secuconnect } from '@secuconnect/client';
import { createPushWorker } from '@secuconnect/client/pushes';
import { openEngine } from './engines/engine.ts';
import { LIFE } from './platform.ts';
import { openShop } from './shop.ts';
import { openStore } from './stores/store.ts';
import type { WorkerSettings } from './worker-settings.ts';

const { engine, connection, queue, ...settings } = JSON.parse(process.env['QUEUE_LOAD_WORKER']!) as WorkerSettings;
// Without the process that started it, a worker has nothing to do.
process.once('disconnect', () => process.exit());

async function pushWorker() {
  const { baseUrl, shopFile, store } = settings;
  const shop = openShop(shopFile);
  return createPushWorker({
    secuconnect: new Secuconnect({ baseUrl, auth: { token: 'load' } }),
    store: await openStore(store, connection),
    handlers: {
      'payment.transactions': (payment, event) =>
        shop.apply(event.id, process.pid, payment.id, LIFE.indexOf(payment.details!.status_simple!) + 1),
    },
  });
}

const handle = settings.isBare ? async () => undefined : await pushWorker();
await (await openEngine(engine, connection)).work(queue, handle);
process.send!('ready');
