import { describe, expect, test, vi } from 'vitest';
import { handleHere } from '../../src/pushes/handle-here.ts';
import type { PushHandlerOptions } from '../../src/pushes/push-handler-options.ts';
import { deferred, paymentChanged, pushRequest, stubApi, stubPushStore } from './push-receiver.ts';

const { secuconnect } = stubApi();
const event = paymentChanged();

function passOn(options: Partial<PushHandlerOptions>) {
  const keepAlive = vi.fn<(task: Promise<unknown>) => void>();
  const pass = handleHere({ secuconnect, handlers: {}, onError: () => undefined, ...options });
  const status = pass({ event }, { request: pushRequest(event), runtimeArguments: ['env'], keepAlive });
  return { status, keepAlive };
}

describe('handleHere()', () => {
  test('responds before the handler has ended, and keeps it alive', async () => {
    const { promise, resolve } = deferred();
    const { status, keepAlive } = passOn({ handlers: { 'payment.transactions': () => promise } });
    expect(await status).toBe(200);
    resolve();
    expect(await Promise.all(keepAlive.mock.calls.flat())).toEqual(['completed']);
  });

  test.each([
    ['completed', 200],
    ['in-progress', 503],
  ] as const)('after the handling, an event that is %s has status %i', async (claim, expected) => {
    const store = stubPushStore({ claim: async () => claim });
    expect(await passOn({ store, acknowledge: 'after-handling' }).status).toBe(expected);
  });

  test('after the handling, a handler that fails has status 500', async () => {
    const handlers = { 'payment.transactions': () => Promise.reject(new Error('database down')) };
    expect(await passOn({ handlers, acknowledge: 'after-handling' }).status).toBe(500);
  });

  test('the client is chosen by the request and the arguments of the runtime, before the claim', async () => {
    const claim = vi.fn(async () => 'claimed' as const);
    const choose = vi.fn(() => undefined as never);
    await expect(passOn({ secuconnect: choose, store: stubPushStore({ claim }) }).status).rejects.toThrow(TypeError);
    expect(choose.mock.calls).toEqual([[expect.any(Request), 'env']]);
    expect(claim).not.toHaveBeenCalled();
  });

  test('options that no push could work with are rejected at once', () => {
    expect(() => passOn({ secuconnect: undefined as never })).toThrow('`secuconnect` must be a client');
    expect(() => passOn({ acknowledge: 'later' as never })).toThrow('`acknowledge` must be');
    expect(() => passOn({ handlerTimeout: NaN })).toThrow('`handlerTimeout`');
  });
});
