import { setTimeout as wait } from 'node:timers/promises';
import { pushEvent } from '@secuconnect/client/pushes';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DeliveryQueue, type Delivery } from '../../src/listen/delivery-queue.ts';
import type { ForwardedPush } from '../../src/listen/push-source.ts';
import type { SendResult } from '../../src/listen/send.ts';

const push = (eventId: string, id: string): ForwardedPush => ({
  event: pushEvent({ target: 'payment.transactions', id, eventId }),
});

/** A queue that runs, what its receiver got, and how each attempt ended. */
function queueOf(answer: (event: string, attempt: number) => SendResult | Promise<SendResult>) {
  const controller = new AbortController();
  const received: string[] = [];
  const deliveries: Delivery[] = [];
  const attempts = new Map<string, number>();
  let [active, most] = [0, 0];
  const queue = new DeliveryQueue({
    signal: controller.signal,
    async send({ event: { id } }) {
      received.push(id);
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      most = Math.max(most, ++active);
      await wait(2);
      active--;
      return answer(id, attempt);
    },
    async onAttempt(delivery) {
      deliveries.push(delivery);
    },
  });
  const ended = queue.run();
  onTestFinished(() => controller.abort());
  return { queue, received, deliveries, controller, ended, mostAtOnce: () => most };
}

test('pushes about one object go one after the other, in their order', async () => {
  const { queue, received, mostAtOnce } = queueOf(() => ({ status: 200 }));
  queue.add(['evt_1', 'evt_2', 'evt_3'].map((id) => push(id, 'PCI_1')));
  await vi.waitFor(() => expect(queue.size).toBe(0));
  expect(received).toEqual(['evt_1', 'evt_2', 'evt_3']);
  expect(mostAtOnce()).toBe(1);
});

test('a push that is not accepted holds up its object, and no other', async () => {
  const { queue, received, deliveries } = queueOf((id, attempt) => ({
    status: id === 'evt_1' && attempt < 3 ? 500 : 200,
  }));
  queue.add([push('evt_1', 'PCI_1'), push('evt_2', 'PCI_1'), push('evt_3', 'PCI_2')]);
  await vi.waitFor(() => expect(queue.size).toBe(0), { timeout: 20_000 });
  expect(received.filter((id) => id !== 'evt_3')).toEqual(['evt_1', 'evt_1', 'evt_1', 'evt_2']);
  expect(received.indexOf('evt_3')).toBe(1);
  const first = deliveries.filter((delivery) => delivery.push.event.id === 'evt_1');
  expect(first.map(({ attempt, isDelivered }) => [attempt, isDelivered])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
  expect(first[0]!.retryIn).toBeGreaterThan(0);
  expect(first[2]).not.toHaveProperty('retryIn');
});

test.each([201, 204, 302, 400])('the status %i does not accept a push, as with the API', async (status) => {
  const { queue, deliveries } = queueOf((_, attempt) => ({ status: attempt === 1 ? status : 200 }));
  queue.add([push('evt_1', 'PCI_1')]);
  await vi.waitFor(() => expect(queue.size).toBe(0), { timeout: 20_000 });
  expect(deliveries.map(({ isDelivered }) => isDelivered)).toEqual([false, true]);
});

test('while the receiver is down, one push at a time tries whether it is back', async () => {
  let isDown = true;
  const { queue, deliveries } = queueOf(() => (isDown ? { error: 'ECONNREFUSED' } : { status: 200 }));
  queue.add(Array.from({ length: 50 }, (_, at) => push(`evt_${at}`, `PCI_${at}`)));
  await vi.waitFor(() => expect(deliveries.length).toBeGreaterThanOrEqual(10), { timeout: 20_000 });
  // The first eight were under way together, and count as one failure.
  const waits = deliveries.map(({ retryIn }) => retryIn!);
  expect(Math.max(...waits.slice(0, 8))).toBeLessThanOrEqual(500);
  isDown = false;
  await vi.waitFor(() => expect(queue.size).toBe(0), { timeout: 20_000 });
  expect(deliveries.filter(({ isDelivered }) => !isDelivered).length).toBeLessThan(20);
});

test('a push whose handling takes the receiver down does not keep the others from it', async () => {
  const { queue, received } = queueOf((id) => (id === 'evt_bad' ? { error: 'ECONNRESET' } : { status: 200 }));
  queue.add([push('evt_bad', 'PCI_0'), ...Array.from({ length: 30 }, (_, at) => push(`evt_${at}`, `PCI_${at + 1}`))]);
  await vi.waitFor(() => expect(queue.size).toBe(1), { timeout: 20_000 });
  expect(new Set(received).size).toBe(31);
});

test('a full queue has room again when pushes were delivered', async () => {
  const { queue } = queueOf(() => ({ status: 200 }));
  queue.add(Array.from({ length: 600 }, (_, at) => push(`evt_${at}`, `PCI_${at}`)));
  await queue.room();
  expect(queue.size).toBeLessThan(500);
});

test('an abort ends it, also while it waits for room', async () => {
  const { queue, controller, ended } = queueOf(() => ({ status: 500 }));
  queue.add(Array.from({ length: 600 }, (_, at) => push(`evt_${at}`, `PCI_${at}`)));
  const room = queue.room();
  controller.abort();
  await Promise.all([room, ended]);
  expect(queue.size).toBe(600);
});

test('what `onAttempt` throws ends it', async () => {
  const queue = new DeliveryQueue({
    signal: new AbortController().signal,
    send: async () => ({ status: 200 }),
    onAttempt: () => Promise.reject(new Error('The disk is full.')),
  });
  queue.add([push('evt_1', 'PCI_1')]);
  await expect(queue.run()).rejects.toThrow('The disk is full.');
  expect(queue.size).toBe(1);
});
