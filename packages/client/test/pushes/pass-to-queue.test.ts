import { afterEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import type { PushDelivery } from '../../src/pushes/push-delivery.ts';
import type { PushQueueOptions } from '../../src/pushes/push-handler-options.ts';
import { signPushUrl } from '../../src/pushes/push-url.ts';
import { deferred, never, paymentChanged, pushRequest, pushUrl, stubApi } from './push-receiver.ts';

afterEach(() => vi.useRealTimers());

const keys = { id: '2026-03', secret: 'secret-of-the-push-urls' };

function receiver(toQueue: PushQueueOptions['toQueue']) {
  const onError = vi.fn();
  const onRejected = vi.fn();
  return { handle: createPushHandler({ keys, toQueue, onError, onRejected }), onError, onRejected };
}
const signed = async (body: unknown = paymentChanged()) =>
  pushRequest(body, await signPushUrl(pushUrl, { keys, reference: 'Order 7' }));

describe('createPushHandler() with toQueue', () => {
  test('responds with 200 when the queue has the delivery, and not before', async () => {
    const { promise, resolve } = deferred();
    const toQueue = vi.fn(() => promise);
    const { handle, onError } = receiver(toQueue);
    const event = paymentChanged();
    let status: number | undefined;
    const response = handle(await signed(event), 'env').then((one) => (status = one.status));
    await vi.waitFor(() => expect(toQueue).toHaveBeenCalled());
    expect(status).toBeUndefined();
    resolve();
    expect(await response).toBe(200);
    expect(toQueue.mock.calls).toEqual([[{ event, reference: 'Order 7' }, expect.any(Request), 'env']]);
    expect(onError).not.toHaveBeenCalled();
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('ECONNREFUSED'))],
    [
      'throws',
      () => {
        throw new Error('ECONNREFUSED');
      },
    ],
  ])('responds with 500 when the queue %s, so that the API redelivers', async (_, toQueue) => {
    const { handle, onError } = receiver(toQueue);
    const event = paymentChanged();
    expect((await handle(await signed(event))).status).toBe(500);
    expect(onError.mock.calls).toEqual([[new Error('ECONNREFUSED'), event]]);
  });

  test('responds with 503 when the queue hangs, within the time for which the API waits', async () => {
    const called = deferred();
    const { handle, onError } = receiver(() => {
      called.resolve();
      return never;
    });
    const request = await signed();
    vi.useFakeTimers();
    const response = handle(request);
    await called.promise;
    await vi.advanceTimersByTimeAsync(29_000);
    expect((await response).status).toBe(503);
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ reason: 'timeout' }), expect.anything()]]);
  });

  test('nothing reaches the queue without a valid signature and a valid body', async () => {
    const toQueue = vi.fn(async () => undefined);
    const { handle, onRejected } = receiver(toQueue);
    expect((await handle(pushRequest(paymentChanged()))).status).toBe(403);
    expect((await handle(await signed('{}'))).status).toBe(400);
    expect(toQueue).not.toHaveBeenCalled();
    expect(onRejected.mock.calls.map(([{ reason }]) => reason)).toEqual(['missing-signature', 'malformed']);
  });

  test('the runtime is kept alive until the queue has the delivery', async () => {
    const waitUntil = vi.fn();
    await receiver(async () => undefined).handle(await signed(), { waitUntil });
    expect(await Promise.all(waitUntil.mock.calls.flat())).toEqual([200]);
  });

  test('a queue and handlers exclude each other, for the compiler and at run time', () => {
    const { secuconnect } = stubApi();
    const toQueue = async () => undefined;
    const onError = () => undefined;
    // @ts-expect-error -- the handlers are those of the workers
    expect(() => createPushHandler({ toQueue, onError, handlers: {} })).toThrow('belong to the workers');
    // @ts-expect-error -- the client is that of the workers
    expect(() => createPushHandler({ toQueue, onError, secuconnect })).toThrow('belong to the workers');
    expect(() => createPushHandler({ toQueue: 'pushes' as never, onError })).toThrow('`toQueue` must be a function');
  });

  test('a program may add fields of its own, and adapters accept them', async () => {
    const toEngine = vi.fn(async (_delivery: PushDelivery) => undefined);
    const handle = createPushHandler({
      toQueue: (delivery, request) => {
        expectTypeOf(request).toEqualTypeOf<Request>();
        const withTenant = { ...delivery, tenant: new URL(request.url).searchParams.get('tenant') };
        return toEngine(withTenant);
      },
      onError: () => undefined,
    });
    const event = paymentChanged();
    await handle(pushRequest(event, `${pushUrl}?tenant=acme`));
    expect(toEngine.mock.calls).toEqual([[{ event, tenant: 'acme' }]]);
    expect(createPushHandler({ toQueue: toEngine, onError: () => undefined })).toBeTypeOf('function');
  });
});
