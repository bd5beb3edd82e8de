import { Queue, Worker } from 'bullmq-5';
import { Redis } from 'ioredis-5';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { toBullMQ, type PushDelivery } from '../../packages/client/src/pushes/index.ts';
import { paymentChanged } from '../../packages/client/test/pushes/push-receiver.ts';
import { redisPrograms, startRedisServer } from '../test-servers/redis-server.ts';
import { failingWorker } from './failing-worker.ts';

/** For a busy machine, in ms. */
const PATIENCE = { timeout: 60_000, interval: 50 };

/** The major version before the one that tools/queue-load runs, with the client that it is used with. */
describe.each(redisPrograms)('pushes through BullMQ 5, over $project', (program) => {
  describe.skipIf(!program.isInstalled)('with a server', () => {
    let server: Awaited<ReturnType<typeof startRedisServer>>;
    let connection: Redis;
    beforeAll(async () => {
      server = await startRedisServer({ program });
      connection = new Redis(server.socket, { maxRetriesPerRequest: null });
    });
    afterAll(async () => {
      connection?.disconnect();
      await server?.stop();
    });

    /** A queue whose worker fails the first times. */
    function startQueue(name: string, failures: number) {
      const queue = new Queue<PushDelivery>(name, { connection });
      const put = toBullMQ(queue, { attempts: 2, backoff: 10 });
      const { handle, handled } = failingWorker(failures);
      const worker = new Worker<PushDelivery>(name, (job) => handle(job.data), { connection });
      return {
        queue,
        handled,
        push: (eventId: string) => put({ event: paymentChanged('PCI_1', eventId) }),
        close: () => Promise.all([worker.close(), queue.close()]),
      };
    }

    test('an event is queued once, also after its job is done', async () => {
      const { push, handled, close } = startQueue('once', 0);
      await push('evt:1');
      await push('evt:1');
      await vi.waitFor(() => expect(handled).toEqual(['evt:1']), PATIENCE);
      await push('evt:1');
      await push('2');
      await vi.waitFor(() => expect(handled).toEqual(['evt:1', '2']), PATIENCE);
      await close();
    });

    test('an event that fails is tried again, and waits in the failed set without attempts left', async () => {
      const { push, handled, queue, close } = startQueue('failing', 3);
      await push('evt_1');
      await vi.waitFor(async () => expect(await queue.getFailedCount()).toBe(1), PATIENCE);
      await push('evt_2');
      await vi.waitFor(() => expect(handled).toEqual(['evt_2']), PATIENCE);
      for (const job of await queue.getFailed()) await job.retry();
      await vi.waitFor(() => expect(handled).toEqual(['evt_2', 'evt_1']), PATIENCE);
      await close();
    });
  });
});
