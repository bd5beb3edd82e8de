import type { PaymentTransaction } from '@secuconnect/api';
import { afterEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import type { Secuconnect } from '../../src/client.ts';
import type { PushDelivery } from '../../src/pushes/push-delivery.ts';
import { pushEvent } from '../../src/pushes/push-event.ts';
import { memoryPushStore } from '../../src/pushes/push-store.ts';
import { createPushWorker } from '../../src/pushes/push-worker.ts';
import type { PushWorkerOptions } from '../../src/pushes/push-worker-options.ts';
import { deferred, never, paymentChanged, stubApi, stubPushStore } from './push-receiver.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Handler = NonNullable<PushWorkerOptions<Secuconnect>['handlers']['payment.transactions']>;

function createFleet(handler: Handler, options: Partial<PushWorkerOptions<Secuconnect>> = {}) {
  const { secuconnect, reads } = stubApi();
  const onError = vi.fn();
  const work = createPushWorker({ secuconnect, handlers: { 'payment.transactions': handler }, onError, ...options });
  return { work, reads, onError };
}
const deliveryOf = (id?: string, eventId?: string): PushDelivery => ({ event: paymentChanged(id, eventId) });

describe('createPushWorker()', () => {
  test('reads the object and passes it to the handler, with the delivery', async () => {
    const handler = vi.fn<Handler>();
    const { work, reads, onError } = createFleet(handler);
    const delivery = { ...deliveryOf('PCI_7'), reference: 'Order 7', tenant: 'acme' };
    await work(delivery);
    expect(reads).toEqual(['/Payment/Transactions/PCI_7']);
    const [payment, event, context] = handler.mock.calls[0]!;
    expect([payment.id, event]).toEqual(['PCI_7', delivery.event]);
    expect(context).toEqual({
      reference: 'Order 7',
      delivery,
      secuconnect: expect.anything(),
      signal: expect.any(AbortSignal),
    });
    expect(onError).not.toHaveBeenCalled();
  });

  test('takes a delivery as it comes out of JSON', async () => {
    const handler = vi.fn<Handler>();
    await createFleet(handler).work(JSON.parse(JSON.stringify(deliveryOf())) as PushDelivery);
    expect(handler.mock.calls[0]![2].reference).toBeUndefined();
  });

  test('rejects with what the handler threw, and handles the next attempt', async () => {
    const handler = vi.fn<Handler>().mockRejectedValueOnce(new Error('database down'));
    const { work, onError } = createFleet(handler);
    const delivery = deliveryOf();
    await expect(work(delivery)).rejects.toThrow('database down');
    await expect(work(delivery)).resolves.toBeUndefined();
    expect(handler).toHaveBeenCalledTimes(2);
    expect(onError).not.toHaveBeenCalled();
  });

  test('rejects with all errors when several objects fail, and handles every object', async () => {
    const handler = vi.fn<Handler>((payment) => {
      if (payment.id !== 'PCI_2') throw new Error(`No order for ${payment.id}.`);
    });
    const { work } = createFleet(handler);
    const event = paymentChanged();
    const data = ['PCI_1', 'PCI_2', 'PCI_3'].map((id) => ({ object: 'payment.transactions', id }));
    const failure: unknown = await work({ event: { ...event, data } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AggregateError);
    expect((failure as Error).message).toBe('The push was not handled: No order for PCI_1. No order for PCI_3.');
    expect(handler).toHaveBeenCalledTimes(3);
  });

  test('rejects when the object cannot be read', async () => {
    const { secuconnect } = stubApi(() => new Response('{}', { status: 503 }));
    const { work } = createFleet(vi.fn(), { secuconnect });
    await expect(work(deliveryOf())).rejects.toMatchObject({ status: 503 });
  });

  test('does nothing for an event that is completed', async () => {
    const handler = vi.fn<Handler>();
    const { work, reads } = createFleet(handler);
    await work(deliveryOf('PCI_1', 'evt_1'));
    await work(deliveryOf('PCI_1', 'evt_1'));
    expect([handler.mock.calls.length, reads.length]).toEqual([1, 1]);
  });

  test('rejects while another worker has the event, so that the queue tries again', async () => {
    const store = memoryPushStore();
    const { promise, resolve } = deferred();
    const one = createFleet(() => promise, { store });
    const other = createFleet(vi.fn(), { store });
    const delivery = deliveryOf();
    const first = one.work(delivery);
    await expect(other.work(delivery)).rejects.toMatchObject({ name: 'PushError', reason: 'in-progress' });
    resolve();
    await first;
    await expect(other.work(delivery)).resolves.toBeUndefined();
  });

  test('rejects when the time of a handler is over, and aborts its signal', async () => {
    vi.useFakeTimers();
    let signal: AbortSignal | undefined;
    const hanging: Handler = (_payment, _event, context) => {
      ({ signal } = context);
      return never;
    };
    const result = createFleet(hanging)
      .work(deliveryOf())
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await result).toMatchObject({ reason: 'timeout' });
    expect(signal?.aborted).toBe(true);
  });

  test('reports what a handler throws after its time was over', async () => {
    vi.useFakeTimers();
    const late: Handler = () => new Promise((_, reject) => setTimeout(reject, 150, new Error('late')));
    const { work, onError } = createFleet(late, { handlerTimeout: 100 });
    const result = work(deliveryOf()).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(200);
    expect(await result).toMatchObject({ reason: 'timeout' });
    expect(onError.mock.calls.map(([error]) => error)).toEqual([new Error('late')]);
  });

  test('rejects when the store cannot be asked, and resolves when it only cannot remember the event', async () => {
    const down = () => Promise.reject(new Error('Redis is down'));
    const handler = vi.fn<Handler>();
    await expect(createFleet(handler, { store: stubPushStore({ claim: down }) }).work(deliveryOf())).rejects.toThrow(
      'Redis is down',
    );
    expect(handler).not.toHaveBeenCalled();
    const { work, onError } = createFleet(handler, { store: stubPushStore({ complete: down }) });
    const delivery = deliveryOf();
    await work(delivery);
    expect(onError.mock.calls).toEqual([[new Error('The push store failed: Redis is down'), delivery.event]]);
  });

  test('prints what no rejection tells, without onError', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    const store = stubPushStore({ complete: () => Promise.reject(new Error('Redis is down')) });
    await createFleet(vi.fn(), { store, onError: undefined }).work(deliveryOf());
    expect(print.mock.calls).toEqual([[new Error('The push store failed: Redis is down')]]);
  });

  test('passes events without a handler to onUnhandled', async () => {
    const onUnhandled = vi.fn();
    const delivery = { event: pushEvent({ target: 'payment.mandates', id: 'X' }), reference: 'Order 7' };
    await createFleet(vi.fn(), { onUnhandled }).work(delivery);
    expect(onUnhandled.mock.calls).toEqual([[delivery.event, expect.objectContaining({ delivery })]]);
  });

  test('the client may depend on the delivery, as for tenants', async () => {
    const { secuconnect, reads } = stubApi();
    const work = createPushWorker({
      secuconnect: ({ tenant }: PushDelivery & { tenant: string }) => {
        if (tenant !== 'acme') throw new Error(`No tenant ${tenant}.`);
        return secuconnect;
      },
      handlers: {
        'payment.transactions': (payment, _event, context) => {
          expectTypeOf(payment).toEqualTypeOf<PaymentTransaction>();
          expectTypeOf(context.delivery.tenant).toEqualTypeOf<string>();
          expectTypeOf(context.secuconnect).toEqualTypeOf<Secuconnect>();
        },
      },
    });
    await work({ ...deliveryOf(), tenant: 'acme' });
    expect(reads).toHaveLength(1);
    await expect(work({ ...deliveryOf(), tenant: 'globex' })).rejects.toThrow('No tenant globex.');
  });

  test('a job that is not a delivery is rejected', async () => {
    const { work } = createFleet(vi.fn());
    await expect(work({ event: 'evt_1' } as never)).rejects.toMatchObject({ reason: 'malformed' });
    // The job in place of its data, the batch of pg-boss, the bare event.
    for (const other of [undefined, {}, { id: '1', data: deliveryOf() }, [{ data: deliveryOf() }], paymentChanged()])
      await expect(work(other as never)).rejects.toMatchObject({
        reason: 'malformed',
        message: expect.stringContaining('pass `job.data`'),
      });
  });

  test('options that no delivery could work with are rejected at once', () => {
    const { secuconnect } = stubApi();
    expect(() => createPushWorker({ secuconnect: undefined as never, handlers: {} })).toThrow(TypeError);
    expect(() => createPushWorker({ secuconnect, handlers: undefined as never })).toThrow('`handlers`');
    expect(() => createPushWorker({ secuconnect, handlers: {}, handlerTimeout: 0 })).toThrow('`handlerTimeout`');
  });
});
