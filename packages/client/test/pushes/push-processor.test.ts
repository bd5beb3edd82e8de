import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Secuconnect } from '../../src/client.ts';
import { pushEvent, type PushEvent } from '../../src/pushes/push-event.ts';
import { PushProcessor } from '../../src/pushes/push-processor.ts';
import { memoryPushStore, type PushStore } from '../../src/pushes/push-store.ts';
import { createReceiver, deferred, paymentChanged, pushRequest, stubApi, stubPushStore } from './push-receiver.ts';

afterEach(() => vi.useRealTimers());

describe('PushProcessor', () => {
  const createProcessor = (store: PushStore, handler: () => unknown = () => undefined) => {
    const failures: unknown[] = [];
    const processor = new PushProcessor<Secuconnect>({
      handlers: { 'payment.transactions': handler },
      onError: (error) => void failures.push(error),
      store,
      dedupeTtl: 1000,
      handlerTimeout: 1000,
    });
    const { secuconnect } = stubApi();
    const start = (event: PushEvent) =>
      processor.start({ event, reference: undefined, secuconnect, request: pushRequest(event) });
    return { start, failures };
  };

  test('start() returns the claim and the result of the handling', async () => {
    const { start } = createProcessor(memoryPushStore());
    const first = start(paymentChanged('PCI_1', 'evt_1'));
    const second = start(paymentChanged('PCI_1', 'evt_1'));
    expect(await Promise.all([first.claimed, second.claimed])).toEqual(['claimed', 'in-progress']);
    expect(await Promise.all([first.handled, second.handled])).toEqual(['completed', 'in-progress']);
    const third = start(paymentChanged('PCI_1', 'evt_1'));
    expect([await third.claimed, await third.handled]).toEqual(['completed', 'completed']);
  });

  test('start() returns `failed` when a handler throws, and when the store rejects the claim', async () => {
    const handlerError = new Error('database down');
    const failing = createProcessor(memoryPushStore(), () => {
      throw handlerError;
    });
    expect(await failing.start(paymentChanged()).handled).toBe('failed');
    expect(failing.failures).toEqual([handlerError]);

    const storeError = new Error('no redis');
    const unclaimed = createProcessor({ ...memoryPushStore(), claim: () => Promise.reject(storeError) });
    const { claimed, handled } = unclaimed.start(paymentChanged());
    const named = { message: 'The push store failed: no redis', cause: storeError };
    await expect(claimed).rejects.toMatchObject(named);
    expect(await handled).toBe('failed');
    expect(unclaimed.failures).toMatchObject([named]);
  });
});

describe('an event without a handler', () => {
  test.each([
    ['an unknown target', pushEvent({ target: 'loyalty.cards', id: 'CRD_1' })],
    ['a target that is a property of every object', pushEvent({ target: 'constructor', id: 'X' })],
    ['a target without a handler', pushEvent({ target: 'payment.payouts', id: 'POI_1' })],
    ['an unknown type', pushEvent({ target: 'payment.transactions', id: 'PCI_1', type: 'melted' })],
    ['an object of another kind', { ...paymentChanged(), data: [{ object: 'payment.payouts', id: 'POI_1' }] }],
    ['no objects', { ...paymentChanged(), data: [] }],
    ['no type', { ...paymentChanged(), type: '' }],
  ])('an event with %s gets status 200 and reaches onUnhandled, and nothing is read', async (_, event) => {
    const { handle, reads, handled, onUnhandled, failures, allHandled } = createReceiver();
    await expect(handle(pushRequest(event))).resolves.toHaveProperty('status', 200);
    await allHandled();
    expect(onUnhandled.mock.calls.map(([received]) => received)).toEqual([event]);
    expect([reads, handled, failures]).toEqual([[], [], []]);
  });

  test.each([undefined, null, {}, '', 0])(
    'an event whose data is %j gets status 200 and reaches onUnhandled once, whether its target has a handler or not',
    async (data) => {
      const { handle, onUnhandled, rejections, allHandled } = createReceiver();
      for (const target of ['payment.transactions', 'services.checkins']) {
        const event = { ...pushEvent({ target, id: 'X', eventId: `evt_${target}` }), data };
        for (let times = 0; times < 2; times++) {
          await expect(handle(pushRequest(event))).resolves.toHaveProperty('status', 200);
          await allHandled();
        }
      }
      expect(onUnhandled.mock.calls.map(([received]) => received)).toMatchObject([
        { target: 'payment.transactions', data: [] },
        { target: 'services.checkins', data: [] },
      ]);
      expect(rejections).toEqual([]);
    },
  );

  test('an event without a handler gets status 200 without onUnhandled too', async () => {
    const { handle, failures, allHandled } = createReceiver({ onUnhandled: undefined });
    await expect(handle(pushRequest(pushEvent({ target: 'x', id: 'y' })))).resolves.toHaveProperty('status', 200);
    await allHandled();
    expect(failures).toEqual([]);
  });
});

describe('several objects', () => {
  test('every object of an event is handled, even if one of them fails', async () => {
    const { handle, handled, failures, allHandled } = createReceiver({}, (id) =>
      id === 'PCI_2' ? new Response(null, { status: 404 }) : { id },
    );
    const data = ['PCI_1', 'PCI_2', 'PCI_3'].map((id) => ({ object: 'payment.transactions', id }));
    const event = { ...paymentChanged(), data };
    await handle(pushRequest(event));
    await allHandled();
    expect(handled).toEqual(['PCI_1', 'PCI_3']);
    expect(failures).toMatchObject([{ error: { name: 'NotFoundError' }, event: { id: event.id } }]);
  });
});

describe('a redelivered event', () => {
  test('a later delivery of the same event gets a response and is otherwise ignored', async () => {
    const { handle, reads, handled, allHandled } = createReceiver();
    for (let times = 0; times < 3; times++) {
      await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
      await allHandled();
    }
    expect([reads, handled]).toEqual([['/Payment/Transactions/PCI_1'], ['PCI_1']]);
  });

  test('concurrent deliveries of one event are handled once', async () => {
    const { handle, reads, handled, allHandled } = createReceiver();
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))),
    );
    await allHandled();
    // One has claimed the event. The others come again, and find it handled.
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 503)]);
    await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect([reads, handled]).toEqual([['/Payment/Transactions/PCI_1'], ['PCI_1']]);
  });

  test('an event that failed is handled again when it is redelivered', async () => {
    let isDown = true;
    const { handle, handled, failures, allHandled } = createReceiver({}, (id) =>
      isDown ? new Response(null, { status: 503 }) : { id },
    );
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await allHandled();
    expect(failures).toMatchObject([{ error: { name: 'ServerError', status: 503 }, event: { id: 'evt_1' } }]);
    isDown = false;
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
  });

  test('an event that is redelivered after `dedupeTtl` is read again, which shows the current state', async () => {
    vi.useFakeTimers();
    const { handle, reads, allHandled } = createReceiver({ dedupeTtl: 1000 });
    for (let times = 0; times < 2; times++) {
      await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
      await allHandled();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(reads).toHaveLength(2);
  });

  test('two events with different ids are both handled', async () => {
    const { handle, handled, allHandled } = createReceiver();
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_2')));
    await allHandled();
    expect(handled).toEqual(['PCI_1', 'PCI_1']);
  });
});

describe('events in any order', () => {
  test('events that arrive in the wrong order both see the newest state', async () => {
    let state = 1;
    const states: unknown[] = [];
    const { handle, allHandled } = createReceiver(
      { handlers: { 'payment.transactions': (payment) => void states.push((payment as { state?: unknown }).state) } },
      (id) => ({ id, state }),
    );
    state = 2; // Both changes have happened before the first push arrives, and the second one arrives first.
    await handle(pushRequest({ ...paymentChanged('PCI_1', 'evt_2'), created: '2026-03-02T10:00:02+01:00' }));
    await handle(pushRequest({ ...paymentChanged('PCI_1', 'evt_1'), created: '2026-03-02T10:00:01+01:00' }));
    await allHandled();
    expect(states).toEqual([2, 2]);
  });

  test('events about one object are handled one after the other, and those about other objects meanwhile', async () => {
    const log: string[] = [];
    const first = deferred();
    const { handle, allHandled } = createReceiver({
      handlers: {
        'payment.transactions': async ({ id }, event) => {
          log.push(`${event.id} begins`);
          if (event.id === 'evt_1') await first.promise;
          log.push(`${event.id} ends`);
          if (id === 'PCI_2') first.resolve();
        },
      },
    });
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_2')));
    await handle(pushRequest(paymentChanged('PCI_2', 'evt_3')));
    await allHandled();
    expect(log).toEqual(['evt_1 begins', 'evt_3 begins', 'evt_3 ends', 'evt_1 ends', 'evt_2 begins', 'evt_2 ends']);
  });

  test('an event does not wait for one that failed', async () => {
    const { handle, handled, failures, allHandled } = createReceiver({}, (id, path) =>
      failures.length === 0 && path.endsWith('PCI_1') ? new Response(null, { status: 500 }) : { id },
    );
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_2')));
    await allHandled();
    expect(failures).toHaveLength(1);
    expect(handled).toEqual(['PCI_1']);
  });
});

describe('onError', () => {
  test.each([
    ['rejects', { handlers: { 'payment.transactions': () => Promise.reject(new Error('database down')) } }],
    [
      'throws',
      {
        handlers: {
          'payment.transactions': () => {
            throw new Error('database down');
          },
        },
      },
    ],
  ])('the error of a handler that %s reaches onError with the event', async (_, options) => {
    const { handle, failures, allHandled } = createReceiver(options);
    const event = paymentChanged();
    await expect(handle(pushRequest(event))).resolves.toHaveProperty('status', 200);
    await allHandled();
    expect(failures).toMatchObject([{ error: { message: 'database down' }, event: { id: event.id } }]);
  });

  test('an error of onUnhandled reaches onError', async () => {
    const { handle, failures, allHandled } = createReceiver({
      onUnhandled: () => Promise.reject(new Error('log down')),
    });
    await handle(pushRequest(pushEvent({ target: 'x', id: 'y' })));
    await allHandled();
    expect(failures).toMatchObject([{ error: { message: 'log down' } }]);
  });

  test('an error of onError itself is ignored, and the console gets the error that it was called with', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    const onError = vi.fn(() => Promise.reject(new Error('log down')));
    const { handle, allHandled } = createReceiver({ onError }, () => new Response(null, { status: 404 }));
    await handle(pushRequest(paymentChanged()));
    await expect(allHandled()).resolves.toBeDefined();
    expect(onError).toHaveBeenCalledOnce();
    expect(print.mock.calls).toMatchObject([[{ name: 'NotFoundError' }]]);
    print.mockRestore();
  });

  test('an id that cannot be part of a path reaches onError, and no other operation', async () => {
    const handler = () => undefined;
    const handlers = { 'payment.transactions': handler, 'payment.transactions.oldFormat': handler };
    const { handle, reads, failures, allHandled } = createReceiver({ handlers });
    await handle(pushRequest(paymentChanged('..')));
    await handle(pushRequest(paymentChanged('PCI_1/../../General/Contracts/me')));
    await allHandled();
    expect(failures).toMatchObject([{ error: { name: 'TypeError' } }]);
    expect(reads).toEqual(['/Payment/Transactions/PCI_1%2F..%2F..%2FGeneral%2FContracts%2Fme']);
  });
});

describe('a push store', () => {
  test('a store gets the event with its lease, the time to remember, and the result of the handling', async () => {
    const calls: unknown[][] = [];
    const { handle, allHandled } = createReceiver(
      {
        dedupeTtl: 5000,
        store: {
          claim: async (...values) => (calls.push(['claim', ...values]), 'claimed'),
          complete: async (...values) => void calls.push(['complete', ...values]),
          release: async (...values) => void calls.push(['release', ...values]),
        },
      },
      (id) => (id === 'PCI_1' ? { id } : new Response(null, { status: 404 })),
    );
    const events = [paymentChanged('PCI_1', 'evt_1'), paymentChanged('PCI_2', 'evt_2')] as const;
    for (const event of events) {
      await handle(pushRequest(event));
      await allHandled();
    }
    expect(calls).toEqual([
      ['claim', 'evt_1', 600_000, events[0]],
      ['complete', 'evt_1', 5000],
      ['claim', 'evt_2', 600_000, events[1]],
      ['release', 'evt_2'],
    ]);
  });

  test('an event stays handled if the store cannot remember it, and the error reaches onError', async () => {
    const { handle, failures, handled } = createReceiver({
      acknowledge: 'after-handling',
      store: stubPushStore({ complete: () => Promise.reject(new Error('no redis')) }),
    });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 200);
    expect([handled, failures.length]).toEqual([['PCI_1'], 1]);
  });

  test('a claim that can be renewed is short, and is renewed three times per lease; a renewal that fails reaches onError', async () => {
    vi.useFakeTimers();
    const handling = deferred();
    const renew = vi.fn<(eventId: string, ms: number) => Promise<void>>();
    renew.mockRejectedValueOnce(new Error('no redis')).mockResolvedValue();
    const claim = vi.fn<PushStore['claim']>(async () => 'claimed');
    const { handle, failures, allHandled } = createReceiver({
      handlerTimeout: 3_600_000,
      handlers: { 'payment.transactions': () => handling.promise },
      store: stubPushStore({ renew, claim }),
    });
    await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    expect(claim.mock.calls).toEqual([['evt_1', 10_000, expect.anything()]]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(renew.mock.calls).toEqual(Array.from({ length: 9 }, () => ['evt_1', 10_000]));
    expect(failures).toMatchObject([{ error: { message: 'The push store failed: no redis' } }]);
    handling.resolve();
    await allHandled();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(renew).toHaveBeenCalledTimes(9);
  });
});
