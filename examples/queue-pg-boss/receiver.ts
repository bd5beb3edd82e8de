/**
 * Receives pushes (webhooks) and puts them into a queue of pg-boss: the response has status 200 when PostgreSQL has the push. `worker.ts` handles them.
 *
 * Settings: DATABASE_URL, SECUCONNECT_PUSH_KEYS (`id:secret`), PORT, RETRIES (15: the last one after a day; the worker and the operator need it too). `npm install pg-boss`
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createPushHandler, pushKeysFromEnv, toNodeHandler, toPgBoss } from '@secuconnect/client/pushes';
import { jobOptions, startQueue } from './queue.ts';

const { PORT = '8080' } = process.env;
const boss = await startQueue();

const handler = createPushHandler({
  keys: pushKeysFromEnv(),
  toQueue: toPgBoss(boss, 'pushes', jobOptions),
  onError: (error, event) => console.error('Not queued:', event?.id, error),
  onRejected: (error) => console.warn('Rejected:', error.reason),
});

const server = createServer(toNodeHandler(handler)).listen(Number(PORT));
await once(server, 'listening');
console.log(`Receives pushes at http://127.0.0.1:${PORT}/pushes`);

process.once('SIGTERM', () => {
  server.close(() => void boss.stop());
  server.closeIdleConnections();
});
