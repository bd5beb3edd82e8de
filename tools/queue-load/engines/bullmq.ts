import { toBullMQ, type PushDelivery } from '@secuconnect/client/pushes';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { OpenEngine } from './engine.ts';

export const open: OpenEngine = async (socket) => {
  const connection = new Redis(socket, { maxRetriesPerRequest: null });
  const queues = new Map<string, Queue>();
  const queueOf = (name: string): Queue => {
    const queue = queues.get(name) ?? new Queue(name, { connection });
    queues.set(name, queue);
    return queue;
  };
  return {
    createQueue: (name) => queueOf(name).obliterate({ force: true }),
    toQueue: (name) => toBullMQ(queueOf(name)),
    addBareJob: (name, delivery) => queueOf(name).add('bare', delivery),
    async work(name, handle) {
      const worker = new Worker<PushDelivery>(name, (job) => handle(job.data), {
        connection,
        concurrency: 50,
        // A job whose worker was killed is found after some seconds and not after a minute, however often that happens to it.
        lockDuration: 5_000,
        stalledInterval: 1_000,
        maxStalledCount: 100,
      });
      worker.on('error', (error) => console.error(error));
      await worker.waitUntilReady();
    },
    async counts(name) {
      const { completed = 0, failed = 0, ...rest } = await queueOf(name).getJobCounts();
      return { open: Object.values(rest).reduce((sum, count) => sum + count, 0), done: completed, failed };
    },
    async close() {
      for (const queue of queues.values()) await queue.close();
      connection.disconnect();
    },
  };
};
