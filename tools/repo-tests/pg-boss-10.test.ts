import PgBoss from 'pg-boss-10';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { toPgBoss, type PushDelivery } from '../../packages/client/src/pushes/index.ts';
import { paymentChanged } from '../../packages/client/test/pushes/push-receiver.ts';
import { postgresServer, startPostgresServer } from '../test-servers/postgres-server.ts';
import { failingWorker, type FailingWorker } from './failing-worker.ts';

/** For a busy machine, in ms. */
const PATIENCE = { timeout: 60_000, interval: 50 };

/** What docs/guides/queues.md says of the last version for Node 20. */
describe.skipIf(!postgresServer)('pushes through pg-boss 10', () => {
  let server: Awaited<ReturnType<typeof startPostgresServer>>;
  let boss: PgBoss;
  let queue: string;
  let round = 0;
  beforeAll(async () => {
    server = await startPostgresServer();
    boss = new PgBoss({
      connectionString: server.url,
      archiveCompletedAfterSeconds: 259_200,
      maintenanceIntervalSeconds: 1,
    });
    boss.on('error', (error) => console.error(error));
    await boss.start();
  });
  afterAll(async () => {
    await boss?.stop({ graceful: false });
    await server?.stop();
  });
  beforeEach(async () => {
    queue = `pushes_${++round}`;
    await boss.createQueue(`${queue}_dead`);
    await boss.createQueue(queue, { name: queue, deadLetter: `${queue}_dead` });
  });

  const jobOptions = { retryLimit: 2, retryDelay: 1, retryBackoff: false };
  const push = (eventId: string) => toPgBoss(boss, queue, jobOptions)({ event: paymentChanged('PCI_1', eventId) });

  /** Handles events one at a time, as the guide says. */
  async function startWorker(failures: number): Promise<FailingWorker> {
    const worker = failingWorker(failures);
    await boss.work<PushDelivery>(queue, { pollingIntervalSeconds: 0.5 }, ([job]) => worker.handle(job!.data));
    return worker;
  }

  test('an event is queued once, also after its job is done and maintained', async () => {
    await push('evt_1');
    await push('evt_1');
    const { handled } = await startWorker(0);
    await vi.waitFor(() => expect(handled).toEqual(['evt_1']), PATIENCE);
    await boss.maintain();
    await push('evt_1');
    await push('evt_2');
    await vi.waitFor(() => expect(handled).toEqual(['evt_1', 'evt_2']), PATIENCE);
    await vi.waitFor(async () => expect(await boss.getQueueSize(queue, { before: 'completed' })).toBe(0), PATIENCE);
  });

  test('an event that fails is tried again', async () => {
    await push('evt_1');
    const { handled, failures } = await startWorker(2);
    await vi.waitFor(() => expect(handled).toEqual(['evt_1']), PATIENCE);
    expect(failures()).toBe(2);
  });

  test('an event that fails for good is a dead letter, which can be sent again', async () => {
    await push('evt_1');
    const { handled, failures } = await startWorker(3);
    const [letter] = await vi.waitFor(async () => {
      const letters = await boss.fetch<PushDelivery>(`${queue}_dead`);
      expect(letters).toHaveLength(1);
      return letters;
    }, PATIENCE);
    expect([failures(), handled]).toEqual([3, []]);
    await boss.send(queue, letter!.data, jobOptions);
    await boss.complete(`${queue}_dead`, letter!.id);
    await vi.waitFor(() => expect(handled).toEqual(['evt_1']), PATIENCE);
  });

  test('a queue that does not exist is an error', async () => {
    await expect(toPgBoss(boss, 'unknown')({ event: paymentChanged() })).rejects.toThrow('There is no queue unknown');
  });
});
