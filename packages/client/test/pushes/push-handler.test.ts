import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Secuconnect } from '../../src/client.ts';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import { pushIpRanges } from '../../src/pushes/push-ip-ranges.ts';
import { memoryPushStore, type PushStore } from '../../src/pushes/push-store.ts';
import { signPushUrl } from '../../src/pushes/push-url.ts';
import {
  createReceiver,
  deferred,
  never,
  paymentChanged,
  pushRequest,
  pushUrl,
  stubApi,
  stubPushStore,
} from './push-receiver.ts';

const keys = { id: 'k1', secret: 'a secret of more than sixteen characters' };

afterEach(() => vi.useRealTimers());

describe('createPushHandler()', () => {
  test('a push gets its response before the object is read, and the handler gets the object later', async () => {
    const read = deferred<unknown>();
    const { handle, handled, reads, allHandled } = createReceiver({}, () => read.promise);
    const response = await handle(pushRequest(paymentChanged()));
    expect(response.status).toBe(200);
    await vi.waitFor(() => expect(reads).toEqual(['/Payment/Transactions/PCI_1']));
    expect(handled).toEqual([]);
    read.resolve({ object: 'payment.transactions', id: 'PCI_1' });
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
  });

  test('a push gets its response even when the read never ends', async () => {
    const { handle, handled } = createReceiver({}, () => never);
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual([]);
  });

  test('a handler gets the object that was read, never the content of the push', async () => {
    const paid = { object: 'payment.transactions', id: 'PCI_1', amount: 1995, details: { status_simple: 1 } };
    const handler = vi.fn();
    const { handle, allHandled } = createReceiver({ handlers: { 'payment.transactions': handler } }, () => paid);
    const forgedEvent = {
      ...paymentChanged(),
      amount: 1,
      data: [{ object: 'payment.transactions', id: 'PCI_1', amount: 1 }],
    };
    await handle(pushRequest(forgedEvent));
    await allHandled();
    expect(handler.mock.calls[0]![0]).toEqual(paid);
    expect(JSON.stringify(handler.mock.calls[0]![1])).not.toContain('amount');
  });

  test('a handler gets the reference of the push URL', async () => {
    const handler = vi.fn();
    const { handle, allHandled } = createReceiver({ keys, handlers: { 'payment.transactions': handler } });
    await handle(pushRequest(paymentChanged(), await signPushUrl(pushUrl, { keys, reference: 'Order 7' })));
    await allHandled();
    expect(handler.mock.calls[0]![2]).toMatchObject({ reference: 'Order 7' });
  });

  test('the handling is kept alive by the context of a Worker, in any position among the arguments', async () => {
    const context = {
      handlings: [] as Promise<unknown>[],
      waitUntil(handling: Promise<unknown>) {
        this.handlings.push(handling);
      },
    };
    const { handle, handled } = createReceiver({ waitUntil: undefined });
    await handle(pushRequest(paymentChanged('PCI_1')), context);
    await handle(pushRequest(paymentChanged('PCI_2')), { SECRET: 'environment' }, context);
    await Promise.all(context.handlings);
    expect(context.handlings).toHaveLength(2);
    expect(handled).toEqual(['PCI_1', 'PCI_2']);
  });

  test('a push handler has the types of a Next.js route and of a Worker', () => {
    const { handle } = createReceiver();
    handle satisfies (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
    handle satisfies (
      request: Request,
      env: { SECRET: string },
      context: { waitUntil(handling: Promise<unknown>): void },
    ) => Promise<Response>;
    expect(handle).toBeTypeOf('function');
  });

  test('arguments without a `waitUntil` are ignored, and an event is handled without one', async () => {
    const { handle, handled } = createReceiver({ waitUntil: undefined });
    for (const [index, argument] of [undefined, null, 'text', { params: Promise.resolve({}) }].entries()) {
      await expect(handle(pushRequest(paymentChanged(`PCI_${index}`)), argument)).resolves.toHaveProperty(
        'status',
        200,
      );
    }
    await vi.waitFor(() => expect(handled).toHaveLength(4));
  });
});

describe('a rejected push', () => {
  const signed = () =>
    signPushUrl(pushUrl, { keys, reference: 'Order 7', expiresAt: new Date('2026-03-02T12:00:00Z') });

  test.each([
    ['no signature', async () => pushUrl, 403, 'missing-signature'],
    ['another reference', async () => (await signed()).replace('Order+7', 'Order+8'), 403, 'invalid-signature'],
    ['another path', async () => (await signed()).replace('/hooks/', '/hook/'), 403, 'invalid-signature'],
    [
      'a signature by another sender',
      () => signPushUrl(pushUrl, { keys: { ...keys, secret: 'the secret of another sender' } }),
      403,
      'invalid-signature',
    ],
  ])('a push URL with %s is rejected before the body is read', async (_, url, status, reason) => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T11:00:00Z') });
    const { handle, reads, rejections } = createReceiver({ keys });
    const request = pushRequest(paymentChanged(), await url());
    const response = await handle(request);
    expect(response.status).toBe(status);
    expect(request.bodyUsed).toBe(false);
    expect(reads).toEqual([]);
    expect(rejections).toMatchObject([{ name: 'PushError', reason }]);
  });

  test('a push URL is rejected with 403 from the second in which it expires', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T11:59:59Z'), toFake: ['Date'] });
    const { handle, handled, rejections, allHandled } = createReceiver({ keys });
    await expect(handle(pushRequest(paymentChanged('PCI_1'), await signed()))).resolves.toHaveProperty('status', 200);
    vi.setSystemTime(Date.parse('2026-03-02T12:00:00Z'));
    await expect(handle(pushRequest(paymentChanged('PCI_2'), await signed()))).resolves.toHaveProperty('status', 403);
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
    expect(rejections).toMatchObject([{ reason: 'expired-signature' }]);
  });

  test('a push that was rejected after a wrong change of keys is accepted when the keys are right again', async () => {
    const { secuconnect } = stubApi();
    const handled: string[] = [];
    const options = {
      secuconnect,
      handlers: { 'payment.transactions': ({ id }: { id: string }) => void handled.push(id) },
      onError: () => undefined,
    };
    const event = paymentChanged();
    const url = await signPushUrl(pushUrl, { keys });
    const wrong = createPushHandler({ ...options, keys: { ...keys, id: 'k2' } });
    const right = createPushHandler({ ...options, keys: [{ ...keys, id: 'k2' }, keys] });
    await expect(wrong(pushRequest(event, url))).resolves.toHaveProperty('status', 403);
    await expect(right(pushRequest(event, url))).resolves.toHaveProperty('status', 200);
    await vi.waitFor(() => expect(handled).toEqual(['PCI_1']));
  });

  test('a push from outside the allowed IP ranges is rejected with 403', async () => {
    const getClientIp = (request: Request) => request.headers.get('x-real-ip') ?? undefined;
    const { handle, handled, rejections, allHandled } = createReceiver({
      allowedIpRanges: [pushIpRanges.production],
      getClientIp,
    });
    const from = (address: string | undefined, id: string) =>
      handle(
        pushRequest(paymentChanged(id), pushUrl, { headers: address === undefined ? {} : { 'x-real-ip': address } }),
      );
    await expect(from('91.195.150.9', 'PCI_1')).resolves.toHaveProperty('status', 200);
    await expect(from('91.195.152.0', 'PCI_2')).resolves.toHaveProperty('status', 403);
    await expect(from(undefined, 'PCI_3')).resolves.toHaveProperty('status', 403);
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
    expect(rejections).toMatchObject([{ reason: 'ip-not-allowed' }, { reason: 'ip-not-allowed' }]);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])(
    'a request with the method %s is rejected with 405',
    async (method) => {
      const { handle, reads } = createReceiver();
      const response = await handle(new Request(pushUrl, { method }));
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(reads).toEqual([]);
    },
  );

  test.each([
    ['', 'an empty body'],
    ['hello', 'not JSON'],
    ['{"object":"event.actions"}', 'another event'],
  ])('the body %j (%s) is rejected with 400', async (body) => {
    const { handle, reads, rejections } = createReceiver();
    await expect(handle(pushRequest(body))).resolves.toHaveProperty('status', 400);
    expect(reads).toEqual([]);
    expect(rejections).toMatchObject([{ reason: 'malformed' }]);
  });

  test('onRejected receives the request, and a body that is not read yet if its URL was rejected', async () => {
    const rejected: [string, Request][] = [];
    const { handle } = createReceiver({ keys, onRejected: ({ reason }, request) => rejected.push([reason, request]) });
    const request = pushRequest(paymentChanged('PCI_1', 'evt_1'));
    await handle(request);
    expect(rejected).toEqual([['missing-signature', request]]);
    expect(rejected[0]![1]).toBe(request);
    await expect(request.json()).resolves.toMatchObject({ id: 'evt_1' });
  });

  test('the error for onRejected contains no URL, body or secret', async () => {
    const { handle, rejections } = createReceiver({ keys });
    await handle(pushRequest(paymentChanged(), `${pushUrl}?push_sig=abc&push_key=k1&push_ref=Order+7`));
    const texts = rejections.map((error) => `${error.stack} ${JSON.stringify(error)}`).join('');
    for (const secret of ['push_', 'abc', 'Order', 'evt_', keys.secret]) expect(texts).not.toContain(secret);
  });
});

describe('status 200', () => {
  const modes = ['immediately', 'after-handling'] as const;

  test.each(modes)(
    'a store that fails to claim keeps the event coming, and reaches onError (%s)',
    async (acknowledge) => {
      for (const claim of [
        () => Promise.reject(new Error('no redis')),
        (): never => {
          throw new Error('no redis');
        },
      ]) {
        const { handle, reads, failures, allHandled } = createReceiver({
          acknowledge,
          store: stubPushStore({ claim }),
        });
        const { status } = await handle(pushRequest(paymentChanged()));
        expect(status).toBe(acknowledge === 'immediately' ? 503 : 500);
        await allHandled();
        expect(reads).toEqual([]);
        expect(failures).toMatchObject([{ error: { message: 'The push store failed: no redis' } }]);
      }
    },
  );

  test.each([undefined, null, '', true, 'busy', { state: 'claimed' }])(
    'a store that resolves a claim with %j has claimed nothing, and onError is told',
    async (result) => {
      for (const acknowledge of modes) {
        const store = stubPushStore({ claim: (async () => result) as unknown as PushStore['claim'] });
        const { handle, reads, failures, allHandled } = createReceiver({ acknowledge, store });
        const { status } = await handle(pushRequest(paymentChanged()));
        expect(status).toBeGreaterThanOrEqual(500);
        await allHandled();
        expect(reads).toEqual([]);
        expect(failures).toMatchObject([{ error: { name: 'TypeError' } }]);
      }
    },
  );

  test('a claim that takes longer than a second gets status 503, onError is told, and the event is handled when it comes', async () => {
    vi.useFakeTimers();
    const claim = deferred<'claimed'>();
    const { handle, handled, failures, allHandled } = createReceiver({
      store: stubPushStore({ claim: () => claim.promise }),
    });
    const onResponse = vi.fn();
    const response = handle(pushRequest(paymentChanged())).then((result) => (onResponse(), result));
    await vi.advanceTimersByTimeAsync(999);
    expect(onResponse).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expect(response).resolves.toHaveProperty('status', 503);
    expect(failures).toMatchObject([{ error: { name: 'PushError', reason: 'timeout' } }]);
    expect(handled).toEqual([]);
    claim.resolve('claimed');
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
  });

  test('a claim that never settles gets status 503 or 500, and onError is told once', async () => {
    vi.useFakeTimers();
    for (const acknowledge of modes) {
      const { handle, failures } = createReceiver({ acknowledge, store: stubPushStore({ claim: () => never }) });
      const response = handle(pushRequest(paymentChanged()));
      await vi.advanceTimersByTimeAsync(60_000);
      await expect(response).resolves.toHaveProperty('status', acknowledge === 'immediately' ? 503 : 500);
      expect(failures).toMatchObject([{ error: { reason: 'timeout' } }]);
    }
  });

  test('a claim that fails after the response has gone reaches onError', async () => {
    vi.useFakeTimers();
    const store = stubPushStore({
      claim: () => new Promise((_, reject) => setTimeout(() => reject(new Error('no redis')), 1500)),
    });
    const { handle, failures } = createReceiver({ store });
    const response = handle(pushRequest(paymentChanged()));
    await vi.advanceTimersByTimeAsync(2000);
    await expect(response).resolves.toHaveProperty('status', 503);
    expect(failures).toMatchObject([
      { error: { reason: 'timeout' } },
      { error: { message: 'The push store failed: no redis' } },
    ]);
  });

  test('an event that another process has claimed gets status 503 until that process has handled it or its claim is over', async () => {
    vi.useFakeTimers();
    for (const acknowledge of modes) {
      const store = memoryPushStore();
      // The other process dies after this.
      await store.claim('evt_1', 10_000, paymentChanged('PCI_1', 'evt_1'));
      const { handle, handled, allHandled } = createReceiver({ acknowledge, store });
      const deliver = async () => (await handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).status;
      expect([await deliver(), await deliver()]).toEqual([503, 503]);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await deliver()).toBe(200);
      await allHandled();
      expect(await deliver()).toBe(200);
      expect(handled).toEqual(['PCI_1']);
    }
  });

  test('a store that hangs when the event is handled does not hold up the response, and onError is told', async () => {
    vi.useFakeTimers();
    const { handle, handled, failures } = createReceiver({
      acknowledge: 'after-handling',
      store: stubPushStore({ complete: () => never }),
    });
    const response = handle(pushRequest(paymentChanged()));
    await vi.advanceTimersByTimeAsync(5000);
    await expect(response).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
    expect(failures).toMatchObject([{ error: { reason: 'timeout', message: expect.stringContaining('store') } }]);
  });
});

describe('a function of the program that fails', () => {
  const failing: [string, () => never | Promise<never>][] = [
    [
      'throws',
      () => {
        throw new Error('the log is down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('the log is down'))],
  ];
  const allowedIpRanges = [pushIpRanges.production];

  test.each(failing)(
    'onRejected that %s does not change the response, and its error reaches onError',
    async (_, fail) => {
      const { handle, failures, allHandled } = createReceiver({ keys, onRejected: fail });
      await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 403);
      await expect(handle(new Request(pushUrl))).resolves.toHaveProperty('status', 405);
      await allHandled();
      expect(failures).toMatchObject([
        { error: { message: 'the log is down' }, event: undefined },
        { error: { message: 'the log is down' }, event: undefined },
      ]);
    },
  );

  test('onRejected that never ends does not hold up the response, and is kept alive', async () => {
    const waitUntil = vi.fn();
    const { handle } = createReceiver({ keys, onRejected: () => never, waitUntil });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 403);
    expect(waitUntil).toHaveBeenCalledOnce();
  });

  test.each(failing)('getClientIp that %s gets status 500, and its error reaches onError', async (_, fail) => {
    const { handle, reads, failures, rejections, allHandled } = createReceiver({ allowedIpRanges, getClientIp: fail });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 500);
    await allHandled();
    expect([reads, rejections]).toEqual([[], []]);
    expect(failures).toMatchObject([{ error: { message: 'the log is down' }, event: undefined }]);
  });

  test.each(failing)('getSignedUrl that %s gets status 500, and its error reaches onError', async (_, fail) => {
    const { handle, reads, failures, allHandled } = createReceiver({ keys, getSignedUrl: fail });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 500);
    await allHandled();
    expect(reads).toEqual([]);
    expect(failures).toMatchObject([{ error: { message: 'the log is down' }, event: undefined }]);
  });

  test('getClientIp and getSignedUrl may be async', async () => {
    const getSignedUrl = async (request: Request) => request.url.replace('/hooks', '/api/hooks');
    const signedUrl = await signPushUrl(pushUrl.replace('/hooks', '/api/hooks'), { keys });
    const { handle, handled, allHandled } = createReceiver({
      keys,
      getSignedUrl,
      allowedIpRanges,
      getClientIp: async (request: Request) => request.headers.get('x-real-ip') ?? undefined,
    });
    const deliver = (address: string) =>
      handle(
        pushRequest(paymentChanged(), signedUrl.replace('/api/hooks', '/hooks'), { headers: { 'x-real-ip': address } }),
      );
    await expect(deliver('91.195.152.0')).resolves.toHaveProperty('status', 403);
    await expect(deliver('91.195.150.9')).resolves.toHaveProperty('status', 200);
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
  });

  test.each([null, 7, {}, ['91.195.150.9']])('getClientIp that returns %j gets status 403', async (address) => {
    const { handle, failures } = createReceiver({ allowedIpRanges, getClientIp: () => address as never });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 403);
    expect(failures).toEqual([]);
  });

  test.each(failing)('waitUntil that %s changes neither the response nor the handling', async (_, fail) => {
    for (const [options, argument] of [
      [{ waitUntil: fail }, undefined],
      [{ waitUntil: undefined }, { waitUntil: fail }],
    ] as const) {
      for (const acknowledge of ['immediately', 'after-handling'] as const) {
        const { handle, handled, failures } = createReceiver({ ...options, acknowledge });
        const event = paymentChanged();
        await expect(handle(pushRequest(event), argument)).resolves.toHaveProperty('status', 200);
        await vi.waitFor(() => expect(handled).toEqual(['PCI_1']));
        expect(failures).toMatchObject([{ error: { message: 'the log is down' }, event: { id: event.id } }]);
      }
    }
  });

  test.each(failing)('the console gets the error when onError %s', async (_, fail) => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    const { handle, allHandled } = createReceiver({ keys, onRejected: fail, onError: fail });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 403);
    await allHandled();
    expect(print.mock.calls).toMatchObject([[{ message: 'the log is down' }]]);
    print.mockRestore();
  });

  test('a body that was read before the handler gets status 500, and onError is told what to do', async () => {
    const { handle, failures, rejections, allHandled } = createReceiver();
    const request = pushRequest(paymentChanged());
    await request.json();
    await expect(handle(request)).resolves.toHaveProperty('status', 500);
    await allHandled();
    expect(rejections).toEqual([]);
    expect(failures).toMatchObject([
      { error: { name: 'TypeError', message: expect.stringContaining('body parser') }, event: undefined },
    ]);
  });
});

describe('a handler that never ends', () => {
  /** The handler of the first event never ends, and ignores its signal. */
  function createHungReceiver(options: Parameters<typeof createReceiver>[0] = {}) {
    vi.useFakeTimers();
    const started: string[] = [];
    const receiver = createReceiver({
      handlers: {
        'payment.transactions': async (_payment, event) => {
          started.push(event.id);
          if (started.length === 1) await never;
        },
      },
      ...options,
    });
    const deliver = (eventId: string, id = 'PCI_1') => receiver.handle(pushRequest(paymentChanged(id, eventId)));
    return { ...receiver, started, deliver };
  }

  test('later events about the object are handled after `handlerTimeout`, and onError is told', async () => {
    const { deliver, started, failures } = createHungReceiver({ handlerTimeout: 5000 });
    await deliver('evt_1');
    for (const eventId of ['evt_2', 'evt_3', 'evt_4']) {
      await expect(deliver(eventId)).resolves.toHaveProperty('status', 200);
    }
    await vi.advanceTimersByTimeAsync(4999);
    expect([started, failures]).toEqual([['evt_1'], []]);
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(['evt_1', 'evt_2', 'evt_3', 'evt_4']);
    expect(failures).toMatchObject([
      {
        error: { name: 'PushError', reason: 'timeout', message: expect.stringContaining('5000') },
        event: { id: 'evt_1' },
      },
    ]);
  });

  test('a read, onUnhandled or onError that never ends blocks nothing either', async () => {
    vi.useFakeTimers();
    const event = (id: string) => ({ ...paymentChanged('PCI_1', id), target: 'loyalty.cards' });
    const unhandled = createReceiver({ onUnhandled: () => never });
    await unhandled.handle(pushRequest(event('evt_1')));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(unhandled.failures).toMatchObject([{ error: { reason: 'timeout' } }]);

    let isHung = true;
    const read = createReceiver({}, (id) => (isHung ? never : { id }));
    await read.handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await vi.advanceTimersByTimeAsync(1000);
    isHung = false;
    await read.handle(pushRequest(paymentChanged('PCI_1', 'evt_2')));
    await vi.advanceTimersByTimeAsync(19_000);
    await read.allHandled();
    expect(read.handled).toEqual(['PCI_1']);
    expect(read.failures).toMatchObject([{ error: { reason: 'timeout' }, event: { id: 'evt_1' } }]);

    const onError = createReceiver({ onError: () => never, acknowledge: 'after-handling' }, () =>
      Response.json({}, { status: 404 }),
    );
    const response = onError.handle(pushRequest(paymentChanged()));
    await vi.advanceTimersByTimeAsync(5000);
    await expect(response).resolves.toHaveProperty('status', 500);
  });

  test('after-handling: the event is handled again, and so is the next one about the object', async () => {
    const { deliver, started, failures } = createHungReceiver({ acknowledge: 'after-handling', handlerTimeout: 5000 });
    const first = deliver('evt_1');
    await vi.advanceTimersByTimeAsync(5000);
    await expect(first).resolves.toHaveProperty('status', 500);
    expect(failures).toMatchObject([{ error: { reason: 'timeout' }, event: { id: 'evt_1' } }]);
    // Its handler may still end, so for as long again it is not handled a second time.
    await expect(deliver('evt_1')).resolves.toHaveProperty('status', 503);
    await expect(deliver('evt_2')).resolves.toHaveProperty('status', 200);
    await vi.advanceTimersByTimeAsync(5000);
    await expect(deliver('evt_1')).resolves.toHaveProperty('status', 200);
    expect(started).toEqual(['evt_1', 'evt_2', 'evt_1']);
  });

  test('a handler that is slower than `handlerTimeout` completes its event when it ends, and onError is told once', async () => {
    vi.useFakeTimers();
    for (const slow of [6000, 12_000]) {
      const started: string[] = [];
      const { handle, failures } = createReceiver({
        acknowledge: 'after-handling',
        handlerTimeout: 5000,
        handlers: {
          'payment.transactions': (_payment, event) => {
            started.push(event.id);
            return new Promise((resolve) => setTimeout(resolve, slow));
          },
        },
      });
      const first = handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
      await vi.advanceTimersByTimeAsync(slow);
      await expect(first).resolves.toHaveProperty('status', 500);
      await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
      expect(started).toEqual(['evt_1']);
      expect(failures).toHaveLength(1);
    }
  });

  test('a handler that was given up does not release the event for the delivery that has claimed it since', async () => {
    vi.useFakeTimers();
    const ends: (() => void)[] = [];
    const { handle, failures } = createReceiver({
      acknowledge: 'after-handling',
      handlerTimeout: 5000,
      handlers: {
        'payment.transactions': () => new Promise((_, reject) => ends.push(() => reject(new Error('stopped at last')))),
      },
    });
    const deliver = () => handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    void deliver();
    await vi.advanceTimersByTimeAsync(10_000);
    void deliver();
    await vi.advanceTimersByTimeAsync(1);
    ends[0]!();
    await vi.advanceTimersByTimeAsync(1);
    expect(failures.at(-1)).toMatchObject({ error: { message: 'stopped at last' } });
    await expect(deliver()).resolves.toHaveProperty('status', 503);
  });

  test('a claim is renewed while its handler works or waits for its turn, so that another delivery of it is not handled', async () => {
    vi.useFakeTimers();
    const started: string[] = [];
    const { handle, failures } = createReceiver({
      handlerTimeout: 3_600_000,
      handlers: {
        'payment.transactions': (_payment, event) => {
          started.push(event.id);
          return new Promise((resolve) => setTimeout(resolve, 1_500_000));
        },
      },
    });
    const deliver = async (eventId: string) => (await handle(pushRequest(paymentChanged('PCI_1', eventId)))).status;
    expect([await deliver('evt_1'), await deliver('evt_2')]).toEqual([200, 200]);
    for (let minutes = 0; minutes < 24; minutes++) {
      await vi.advanceTimersByTimeAsync(60_000);
      expect([await deliver('evt_1'), await deliver('evt_2')]).toEqual([503, 503]);
    }
    await vi.advanceTimersByTimeAsync(1_600_000);
    expect([await deliver('evt_1'), await deliver('evt_2')]).toEqual([200, 200]);
    expect([started, failures]).toEqual([['evt_1', 'evt_2'], []]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the claim of an acknowledged event is given up after an hour, and no timer is left', async () => {
    const { deliver, started } = createHungReceiver();
    await deliver('evt_1');
    await vi.advanceTimersByTimeAsync(3_600_000);
    await expect(deliver('evt_1')).resolves.toHaveProperty('status', 503);
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(deliver('evt_1')).resolves.toHaveProperty('status', 200);
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['evt_1', 'evt_1']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a payment that is under way with the signal of the handler ends as an AbortError with the outcome unknown', async () => {
    vi.useFakeTimers();
    const { secuconnect } = stubApi((id, path) => (path === '/Smart/Transactions' ? never : { id }));
    for (const acknowledge of ['immediately', 'after-handling'] as const) {
      let ending: unknown;
      const { handle, failures } = createReceiver({
        secuconnect,
        acknowledge,
        handlerTimeout: 5000,
        handlers: {
          'payment.transactions': async (_payment, _event, { signal }) => {
            ending = await secuconnect.smart.transactions
              .create({ intent: 'sale' }, { signal })
              .catch((error: unknown) => error);
            throw ending;
          },
        },
      });
      void handle(pushRequest(paymentChanged()));
      await vi.advanceTimersByTimeAsync(5000);
      expect(ending).toMatchObject({
        name: 'AbortError',
        outcome: 'unknown',
        operation: 'smart.transactions.create',
        idempotencyKey: expect.any(String),
        cause: { name: 'PushError', reason: 'timeout', outcome: 'not-sent' },
      });
      // Both are news: that the time was over, and what became of the payment.
      expect(failures).toMatchObject([{ error: { reason: 'timeout' } }, { error: { outcome: 'unknown' } }]);
    }
  });
});

describe('acknowledge: after-handling', () => {
  test('a handled event gets status 200, and so does its next delivery', async () => {
    const { handle, handled } = createReceiver({ acknowledge: 'after-handling' });
    await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
    await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('an event that failed gets status 500, and is handled when it is redelivered', async () => {
    let isDown = true;
    const { handle, handled, failures } = createReceiver({ acknowledge: 'after-handling' }, (id) =>
      isDown ? new Response(null, { status: 502 }) : { id },
    );
    await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 500);
    expect(failures).toHaveLength(1);
    isDown = false;
    await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('an event that is being handled by another delivery gets status 503, because that may still fail', async () => {
    const read = deferred<unknown>();
    const { handle, handled, reads } = createReceiver({ acknowledge: 'after-handling' }, () => read.promise);
    const first = handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await vi.waitFor(() => expect(reads).toHaveLength(1));
    await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 503);
    read.resolve({ id: 'PCI_1' });
    await expect(first).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('an event that takes longer than `handlerTimeout` gets status 500, and its read is aborted', async () => {
    vi.useFakeTimers();
    let readResult: Promise<unknown> = never;
    const { handle, handled, abortedReads, failures, allHandled } = createReceiver(
      { acknowledge: 'after-handling', handlerTimeout: 5000 },
      () => readResult,
    );
    const response = handle(pushRequest(paymentChanged('PCI_1', 'evt_1')));
    await vi.advanceTimersByTimeAsync(4999);
    expect(abortedReads).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await expect(response).resolves.toHaveProperty('status', 500);
    await allHandled();
    expect(abortedReads).toEqual(['/Payment/Transactions/PCI_1']);
    expect(failures).toHaveLength(1);
    readResult = Promise.resolve({ id: 'PCI_1' });
    await expect(handle(pushRequest(paymentChanged('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('the signal of a handler is aborted after the timeout', async () => {
    vi.useFakeTimers();
    let reason: unknown;
    const { handle, failures, allHandled } = createReceiver({
      acknowledge: 'after-handling',
      handlers: {
        'payment.transactions': (_object, _event, { signal }) =>
          new Promise((_, reject) => {
            signal!.addEventListener('abort', () => {
              reason = signal!.reason;
              reject(new Error('stopped'));
            });
          }),
      },
    });
    const response = handle(pushRequest(paymentChanged()));
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(response).resolves.toHaveProperty('status', 500);
    await allHandled();
    expect(reason).toMatchObject({ name: 'PushError', reason: 'timeout' });
    expect(failures).toMatchObject([{ error: reason }, { error: { message: 'stopped' } }]);
  });

  test('an event that has waited for its turn until the timeout is not handled', async () => {
    vi.useFakeTimers();
    const handling = deferred();
    const handler = vi.fn(() => handling.promise);
    const { handle, abortedReads, failures, allHandled } = createReceiver(
      { acknowledge: 'after-handling', handlers: { 'payment.transactions': handler } },
      (id) => new Promise((resolve) => setTimeout(resolve, 10, { id })),
    );
    const responses = [
      handle(pushRequest(paymentChanged('PCI_1', 'evt_1'))),
      handle(pushRequest(paymentChanged('PCI_1', 'evt_2'))),
    ];
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(Promise.all(responses)).resolves.toMatchObject([{ status: 500 }, { status: 500 }]);
    handling.resolve();
    await allHandled();
    expect(handler).toHaveBeenCalledOnce();
    expect(abortedReads).toHaveLength(1);
    expect(failures).toMatchObject([{ event: { id: 'evt_1' } }, { event: { id: 'evt_2' } }]);
  });

  test('an event that is claimed after the timeout is not read, and is released', async () => {
    vi.useFakeTimers();
    const claim = deferred<'claimed'>();
    const release = vi.fn(async () => undefined);
    const { handle, failures, reads, onUnhandled, allHandled } = createReceiver({
      acknowledge: 'after-handling',
      store: stubPushStore({ claim: () => claim.promise, release }),
    });
    const responses = [
      handle(pushRequest(paymentChanged())),
      handle(pushRequest({ ...paymentChanged(), target: 'loyalty.cards' })),
    ];
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(Promise.all(responses)).resolves.toMatchObject([{ status: 500 }, { status: 500 }]);
    claim.resolve('claimed');
    await allHandled();
    expect([reads, onUnhandled.mock.calls, failures.length]).toEqual([[], [], 2]);
    expect(release).toHaveBeenCalledTimes(2);
  });

  test('a handled push leaves no timer behind', async () => {
    vi.useFakeTimers();
    await createReceiver({ acknowledge: 'after-handling' }).handle(pushRequest(paymentChanged()));
    await createReceiver({}, () => ({ id: 'x' })).handle(pushRequest(paymentChanged()));
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('invalid options', () => {
  test.each([
    ['an empty array of keys', { keys: [] }],
    ['a secret that is too short', { keys: { id: 'a', secret: 'short' } }],
    ['IP ranges without getClientIp', { allowedIpRanges: [pushIpRanges.testing] }],
    ['a timeout that is not a number', { handlerTimeout: Number.NaN }],
    ['an acknowledgement that does not exist', { acknowledge: 'after handling' as 'after-handling' }],
    ['a time to remember that is not above 0', { dedupeTtl: 0 }],
    ['a limit of the body that is not a number', { maxBodyBytes: '65536' as unknown as number }],
    ['a client that is missing', { secuconnect: undefined as unknown as Secuconnect }],
    ['a client that is null', { secuconnect: null as unknown as Secuconnect }],
    ['a string in place of a client', { secuconnect: 'client' as unknown as Secuconnect }],
    ['handlers that are missing', { handlers: undefined as unknown as object }],
    ['handlers that are null', { handlers: null as unknown as object }],
    ['a function in place of handlers', { handlers: (() => undefined) as unknown as object }],
    ['an invalid IP range', { allowedIpRanges: [{ from: 'a', to: 'b' }], getClientIp: () => '1.2.3.4' }],
  ])('createPushHandler() throws a TypeError for %s', (_, options) => {
    expect(() => createReceiver(options)).toThrow(TypeError);
  });
});

test('getSignedUrl restores a part of the path that a proxy has removed', async () => {
  const signedUrl = await signPushUrl('https://shop.example/api/hooks', { keys });
  const receivedUrl = signedUrl.replace('/api/hooks', '/hooks');
  const getSignedUrl = (request: Request) => request.url.replace('/hooks', '/api/hooks');
  await expect(createReceiver({ keys }).handle(pushRequest(paymentChanged(), receivedUrl))).resolves.toHaveProperty(
    'status',
    403,
  );
  await expect(
    createReceiver({ keys, getSignedUrl }).handle(pushRequest(paymentChanged(), receivedUrl)),
  ).resolves.toHaveProperty('status', 200);
});
