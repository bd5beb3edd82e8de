import type { Queue } from 'bullmq';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { toBullMQ, type BullMQQueue } from '../../src/pushes/to-bullmq.ts';
import type { PushDelivery } from '../../src/pushes/push-delivery.ts';
import { paymentChanged } from './push-receiver.ts';

/** tools/repo-tests/queues.test.ts has a real BullMQ. */
describe('toBullMQ()', () => {
  const jobsOf = async (options: Parameters<typeof toBullMQ>[1], ...eventIds: string[]) => {
    const add = vi.fn(async (_name: string, _data: unknown, _options: Record<string, unknown>) => undefined);
    const put = toBullMQ({ add }, options);
    for (const id of eventIds) await put({ event: paymentChanged('PCI_1', id), reference: 'Order 7' });
    return add.mock.calls;
  };

  test('a job is the delivery, named by its target, with retries for half a day', async () => {
    const [[name, data, { attempts, backoff, ...options }] = [] as never] = await jobsOf(undefined, 'evt_1');
    expect(name).toBe('payment.transactions');
    expect(data).toEqual({ event: expect.objectContaining({ id: 'evt_1' }), reference: 'Order 7' });
    expect(options).toEqual({ jobId: 'push-evt_1', removeOnComplete: { age: 259_200 }, removeOnFail: false });
    const { delay, jitter } = backoff as { delay: number; jitter: number };
    const pauses = Array.from({ length: Number(attempts) - 1 }, (_, retry) => delay * 2 ** retry);
    const sum = pauses.reduce((total, pause) => total + pause);
    // At least nine hours with the shortest pauses, and less than a day with the longest.
    expect(sum * (1 - jitter)).toBeGreaterThan(9 * 3_600_000);
    expect(sum).toBeLessThan(24 * 3_600_000);
  });

  test('ids that BullMQ rejects get valid and different ones', async () => {
    const calls = await jobsOf(undefined, '12', 'a:b', 'a%3Ab', 'a%b');
    const ids = calls.map(([, , { jobId }]) => String(jobId));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^push-[^:]+$/);
  });

  test('options of the program win, except for the id', async () => {
    const [[, , options] = [] as never] = await jobsOf({ attempts: 3, priority: 2, jobId: 'x' as never }, 'evt_1');
    expect(options).toMatchObject({ attempts: 3, priority: 2, jobId: 'push-evt_1', removeOnFail: false });
  });

  test('rejects when the queue does', async () => {
    const put = toBullMQ({ add: () => Promise.reject(new Error('ECONNREFUSED')) });
    await expect(put({ event: paymentChanged() })).rejects.toThrow('ECONNREFUSED');
  });

  test.each([undefined, null, 'pushes', {}])('says at once that %j is no queue', (queue) => {
    expect(() => toBullMQ(queue as never)).toThrow(new TypeError('`toBullMQ` needs a `Queue` of BullMQ.'));
  });

  test('takes the queues of BullMQ, typed or not', () => {
    expectTypeOf<Queue>().toExtend<BullMQQueue>();
    expectTypeOf<Queue<PushDelivery>>().toExtend<BullMQQueue>();
    expectTypeOf<Queue<PushDelivery & { tenant: string }, void, string>>().toExtend<BullMQQueue>();
    expect(toBullMQ).toBeTypeOf('function');
  });
});
