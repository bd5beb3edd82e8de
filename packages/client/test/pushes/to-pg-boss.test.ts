import type { PgBoss } from 'pg-boss';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { toPgBoss, type PgBossSender } from '../../src/pushes/to-pg-boss.ts';
import { paymentChanged } from './push-receiver.ts';

/** tools/repo-tests/queue-load.test.ts has a real pg-boss 12, and pg-boss-10.test.ts that version. */
describe('toPgBoss()', () => {
  const jobsOf = async (options: Parameters<typeof toPgBoss>[2], ...eventIds: string[]) => {
    const send = vi.fn(async (_name: string, _data: unknown, { id }: Record<string, unknown>) => String(id));
    const put = toPgBoss({ send, getQueue: async () => ({}) }, 'pushes', options);
    for (const id of eventIds) await put({ event: paymentChanged('PCI_1', id), reference: 'Order 7' });
    return send.mock.calls;
  };

  test('a job is the delivery, with retries for a day, and kept for 72 hours', async () => {
    const [[name, data, { id, ...options }] = [] as never] = await jobsOf(undefined, 'evt_1');
    expect(name).toBe('pushes');
    expect(data).toEqual({ event: expect.objectContaining({ id: 'evt_1' }), reference: 'Order 7' });
    expect(id).toBe('3ee7395b-bd84-892a-af16-b82fcc5da67d');
    expect(options).toEqual({
      retryLimit: 15,
      retryDelay: 2,
      retryBackoff: true,
      heartbeatSeconds: 30,
      expireInSeconds: 120,
      deleteAfterSeconds: 259_200,
    });
  });

  test('events have different UUIDs, and an event always the same', async () => {
    const calls = await jobsOf(undefined, '12', 'evt_1', 'evt_2', '12');
    const ids = calls.map(([, , { id }]) => String(id));
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(ids).size).toBe(3);
    expect(ids[3]).toBe(ids[0]);
  });

  test('options of the program win, except for the id', async () => {
    const [[, , options] = [] as never] = await jobsOf({ retryLimit: 3, priority: 2, id: 'x' as never }, 'evt_1');
    expect(options).toMatchObject({ retryLimit: 3, priority: 2, id: expect.stringContaining('-'), retryDelay: 2 });
  });

  test('an event that pg-boss knows is done; an unknown queue is an error, also where pg-boss does not say so', async () => {
    const send = async () => null;
    const event = paymentChanged();
    await expect(toPgBoss({ send, getQueue: async () => ({}) }, 'pushes')({ event })).resolves.toBeUndefined();
    await expect(toPgBoss({ send, getQueue: async () => null }, 'pushes')({ event })).rejects.toThrow(
      'There is no queue pushes',
    );
  });

  test.each([
    [undefined, 'pushes'],
    ['postgres://shop:secret@db/shop', 'pushes'],
    [{ send: async () => null }, undefined],
    [{ send: async () => null }, ''],
  ])('says at once that it needs an instance and a name: not %j and %j', (boss, queueName) => {
    expect(() => toPgBoss(boss as never, queueName as never)).toThrow(
      new TypeError('`toPgBoss` needs an instance of pg-boss and the name of a queue.'),
    );
  });

  test('takes the instance of pg-boss', () => {
    expectTypeOf<PgBoss>().toExtend<PgBossSender>();
    expect(toPgBoss).toBeTypeOf('function');
  });
});
