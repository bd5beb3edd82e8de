import { afterEach, describe, expect, test, vi } from 'vitest';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import { pushIpRanges } from '../../src/pushes/push-ip-ranges.ts';
import type { PushStore } from '../../src/pushes/push-store.ts';
import { signPushUrl } from '../../src/pushes/push-url.ts';
import { createReceiver, deferred, paymentChanged, pushRequest, pushUrl, stubApi } from './push-receiver.ts';

const keys = { id: 'k1', secret: 'a secret of more than sixteen characters' };
const never = new Promise<never>(() => undefined);

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

  test('onRejected receives no URL, body or secret', async () => {
    const { handle, rejections } = createReceiver({ keys });
    await handle(pushRequest(paymentChanged(), `${pushUrl}?push_sig=abc&push_key=k1&push_ref=Order+7`));
    const texts = rejections.map((error) => `${error.stack} ${JSON.stringify(error)}`).join('');
    for (const secret of ['push_', 'abc', 'Order', 'evt_', keys.secret]) expect(texts).not.toContain(secret);
  });
});

describe('a push store', () => {
  const createStore = (methods: Partial<PushStore>): PushStore => ({
    claim: async () => 'claimed',
    complete: async () => undefined,
    release: async () => undefined,
    ...methods,
  });

  test('a store that fails causes status 503, so that the event is redelivered, and reaches onError', async () => {
    for (const claim of [
      () => Promise.reject(new Error('no redis')),
      (): never => {
        throw new Error('no redis');
      },
    ]) {
      const { handle, reads, failures, allHandled } = createReceiver({ store: createStore({ claim }) });
      await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 503);
      await allHandled();
      expect(reads).toEqual([]);
      expect(failures).toMatchObject([{ error: { message: 'no redis' } }]);
    }
  });

  test('a store that takes longer than a second delays the handling, not the response', async () => {
    vi.useFakeTimers();
    const claim = deferred<'claimed'>();
    const { handle, handled, allHandled } = createReceiver({ store: createStore({ claim: () => claim.promise }) });
    const onResponse = vi.fn();
    const response = handle(pushRequest(paymentChanged())).then((result) => (onResponse(), result));
    await vi.advanceTimersByTimeAsync(999);
    expect(onResponse).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expect(response).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual([]);
    claim.resolve('claimed');
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
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
    expect(failures).toMatchObject([{ error: { message: 'stopped' } }]);
  });

  test('an event that has waited for its turn until the timeout is not handled', async () => {
    vi.useFakeTimers();
    const handling = deferred();
    const { handle, failures, reads, allHandled } = createReceiver({
      acknowledge: 'after-handling',
      handlers: { 'payment.transactions': () => handling.promise },
    });
    const responses = [
      handle(pushRequest(paymentChanged('PCI_1', 'evt_1'))),
      handle(pushRequest(paymentChanged('PCI_1', 'evt_2'))),
    ];
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(Promise.all(responses)).resolves.toMatchObject([{ status: 500 }, { status: 500 }]);
    handling.resolve();
    await allHandled();
    expect(reads).toEqual(['/Payment/Transactions/PCI_1']);
    expect(failures).toMatchObject([{ event: { id: 'evt_2' } }]);
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
