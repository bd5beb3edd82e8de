/**
 * Receives pushes (webhooks) and puts them into a queue of BullMQ: the response has status 200 when Redis has the push. `worker.ts` handles them.
 *
 * Settings: REDIS_URL, SECUCONNECT_PUSH_KEYS (`id:secret`), PORT, ATTEMPTS (16: the last one after half a day). `npm install bullmq ioredis`
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createPushHandler, pushKeysFromEnv, toBullMQ, toNodeHandler } from '@secuconnect/client/pushes';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

const { REDIS_URL = 'redis://127.0.0.1:6379', PORT = '8080', ATTEMPTS = '16' } = process.env;
// Without Redis the response has status 500 at once, and the API redelivers: a push must not wait in the memory of this process.
const connection = new Redis(REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
connection.on('error', (error) => console.error('Redis:', error.message));
const queue = new Queue('pushes', { connection });
await queue.waitUntilReady();

const handler = createPushHandler({
  keys: pushKeysFromEnv(),
  toQueue: toBullMQ(queue, { attempts: Number(ATTEMPTS) }),
  onError: (error, event) => console.error('Not queued:', event?.id, error),
  onRejected: (error) => console.warn('Rejected:', error.reason),
});

const server = createServer(toNodeHandler(handler)).listen(Number(PORT));
await once(server, 'listening');
console.log(`Receives pushes at http://127.0.0.1:${PORT}/pushes`);

process.once('SIGTERM', () => {
  server.close(() => void queue.close().then(() => connection.quit()));
  server.closeIdleConnections();
});
