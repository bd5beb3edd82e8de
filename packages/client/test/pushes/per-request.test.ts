import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Secuconnect } from '../../src/client.ts';
import { valueFor } from '../../src/pushes/per-request.ts';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import { pushKeysFromEnv } from '../../src/pushes/push-keys-from-env.ts';
import type { PushKeys } from '../../src/pushes/push-keys.ts';
import { memoryPushStore } from '../../src/pushes/push-store.ts';
import { signPushUrl } from '../../src/pushes/push-url.ts';
import { createReceiver, never, paymentChanged, pushRequest, pushUrl, stubApi } from './push-receiver.ts';

afterEach(() => void vi.useRealTimers());

const keys = { id: 'k1', secret: 'a secret of more than sixteen characters' };
const request = new Request(pushUrl);

describe('valueFor()', () => {
  test('returns a value as it is, and calls a function with the request and the arguments of the runtime', async () => {
    await expect(valueFor('keys', keys, request, [])).resolves.toBe(keys);
    const option = vi.fn(async () => keys);
    await expect(valueFor('keys', option, request, ['env', 'context'])).resolves.toBe(keys);
    expect(option.mock.calls).toEqual([[request, 'env', 'context']]);
  });

  test('rejects with what the function throws', async () => {
    const error = new Error('no database');
    const throwing = (): never => {
      throw error;
    };
    await expect(valueFor('keys', throwing, request, [])).rejects.toBe(error);
    await expect(valueFor('keys', () => Promise.reject(error), request, [])).rejects.toBe(error);
  });

  test('rejects with a PushError after 3,000 ms, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    const onError = vi.fn();
    const value = valueFor('keys', () => never, request, []).catch(onError);
    await vi.advanceTimersByTimeAsync(2999);
    expect(onError).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await value;
    expect(onError.mock.calls).toMatchObject([
      [{ reason: 'timeout', message: 'The function in `keys` did not settle within 3000 ms.' }],
    ]);
    await valueFor('keys', () => keys, request, []);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a push handler for several tenants', () => {
  test('verifies with the keys of the tenant, and reads with its client', async () => {
    const tenants = new Map(
      ['acme', 'globex'].map((name) => [
        name,
        { ...stubApi(), keys: { id: name, secret: `${name}: a secret of its own` } },
      ]),
    );
    const tenantOf = ({ url }: Request) => tenants.get(new URL(url).pathname.split('/').at(-1)!);
    const handled: unknown[] = [];
    const { handle, rejections, failures, allHandled } = createReceiver({
      secuconnect: async (tenantRequest) => tenantOf(tenantRequest)!.secuconnect,
      keys: async (tenantRequest) => tenantOf(tenantRequest)?.keys,
      handlers: {
        'payment.transactions': ({ id }, _event, context) =>
          void handled.push([id, context.secuconnect, new URL(context.request.url).pathname]),
      },
    });
    const [acme, globex] = [...tenants.values()];
    const deliver = async (path: string, tenantKeys: PushKeys, id: string) =>
      (
        await handle(
          pushRequest(paymentChanged(id), await signPushUrl(`https://shop.example/${path}`, { keys: tenantKeys })),
        )
      ).status;
    expect([
      await deliver('acme', acme!.keys, 'PCI_1'),
      await deliver('globex', globex!.keys, 'PCI_2'),
      await deliver('acme', globex!.keys, 'PCI_3'),
      await deliver('initech', acme!.keys, 'PCI_4'),
    ]).toEqual([200, 200, 403, 403]);
    await allHandled();
    expect(handled).toEqual([
      ['PCI_1', acme!.secuconnect, '/acme'],
      ['PCI_2', globex!.secuconnect, '/globex'],
    ]);
    expect([acme!.reads, globex!.reads]).toEqual([['/Payment/Transactions/PCI_1'], ['/Payment/Transactions/PCI_2']]);
    expect(rejections).toMatchObject([{ reason: 'invalid-signature' }, { reason: 'invalid-signature' }]);
    expect(failures).toEqual([]);
  });

  test('gets the environment of a Worker from the arguments of the runtime', async () => {
    const { secuconnect } = stubApi();
    const env = { SECUCONNECT_PUSH_KEYS: `${keys.id}:${keys.secret.replaceAll(' ', '-')}` };
    const getClient = vi.fn((_request: Request, _env: typeof env) => secuconnect);
    const { handle, allHandled, handled } = createReceiver({
      secuconnect: getClient,
      keys: (_request: Request, workerEnv: typeof env) => pushKeysFromEnv(workerEnv),
    });
    const signed = pushRequest(paymentChanged(), await signPushUrl(pushUrl, { keys: pushKeysFromEnv(env) }));
    await expect(handle(signed, env)).resolves.toHaveProperty('status', 200);
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
    expect(getClient.mock.calls).toEqual([[signed, env]]);
  });
});

describe('a function that gives the client or the keys', () => {
  test('is not called when the handler is created, and not for a request that was rejected before', async () => {
    const [getClient, getKeys] = [vi.fn(() => stubApi().secuconnect), vi.fn(() => keys)];
    const { handle } = createReceiver({ secuconnect: getClient, keys: getKeys });
    await handle(new Request(pushUrl));
    expect(getKeys).not.toHaveBeenCalled();
    await handle(pushRequest(paymentChanged()));
    expect(getKeys).toHaveBeenCalledOnce();
    await handle(pushRequest('not a push', await signPushUrl(pushUrl, { keys })));
    expect(getClient).not.toHaveBeenCalled();
  });

  const failing: [string, () => never | Promise<never>, object][] = [
    [
      'throws',
      () => {
        throw new Error('no database');
      },
      { message: 'no database' },
    ],
    ['rejects', () => Promise.reject(new Error('no database')), { message: 'no database' }],
    ['never settles', () => never, { name: 'PushError', reason: 'timeout' }],
  ];
  const modes = ['immediately', 'after-handling'] as const;

  test.each(failing)('gets status 500 if it %s, and onError is told', async (_, fail, error) => {
    vi.useFakeTimers();
    for (const acknowledge of modes) {
      for (const option of ['keys', 'secuconnect']) {
        const store = memoryPushStore();
        const claim = vi.spyOn(store, 'claim');
        const { handle, handled, failures, rejections, allHandled } = createReceiver({
          store,
          acknowledge,
          [option]: fail,
        });
        const event = paymentChanged('PCI_1', 'evt_1');
        const response = handle(pushRequest(event));
        await vi.advanceTimersByTimeAsync(3000);
        await expect(response).resolves.toHaveProperty('status', 500);
        await allHandled();
        expect([handled, rejections, claim.mock.calls]).toEqual([[], [], []]);
        // The keys are needed before the event is read.
        expect(failures).toMatchObject([{ error, event: option === 'keys' ? undefined : event }]);
      }
    }
  });

  test('keeps the push coming: its next delivery is handled', async () => {
    const { secuconnect } = stubApi();
    const getClient = vi
      .fn<() => Promise<Secuconnect>>()
      .mockRejectedValueOnce(new Error('no database'))
      .mockResolvedValue(secuconnect);
    const { handle, handled, allHandled } = createReceiver({ secuconnect: getClient });
    const event = paymentChanged();
    await expect(handle(pushRequest(event))).resolves.toHaveProperty('status', 500);
    await expect(handle(pushRequest(event))).resolves.toHaveProperty('status', 200);
    await allHandled();
    expect(handled).toEqual(['PCI_1']);
  });

  test.each([undefined, null, 'client', 7])('gets status 500 if it gives %j as the client', async (client) => {
    const { handle, failures, reads, allHandled } = createReceiver({ secuconnect: () => client as never });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 500);
    await allHandled();
    expect(reads).toEqual([]);
    expect(failures).toMatchObject([{ error: { message: expect.stringContaining('must be a client') } }]);
  });

  test.each([undefined, null])('rejects an unsigned push if it gives %j as the keys', async (none) => {
    const { handle, reads, rejections } = createReceiver({ keys: () => none as undefined });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 403);
    expect(reads).toEqual([]);
    expect(rejections).toMatchObject([{ reason: 'invalid-signature' }]);
  });

  test.each([[[]], [{ id: 'k1', secret: 'short' }]])('gets status 500 if it gives %j as the keys', async (invalid) => {
    const { handle, failures, allHandled } = createReceiver({ keys: () => invalid });
    await expect(handle(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 500);
    await allHandled();
    expect(failures).toMatchObject([{ error: { name: 'TypeError' }, event: undefined }]);
  });

  test('may read variables that are not set when the module is imported', async () => {
    const variables: Record<string, string> = {};
    const { secuconnect } = stubApi();
    const POST = createPushHandler({
      secuconnect,
      keys: () => pushKeysFromEnv(variables),
      handlers: {},
      onError: () => undefined,
    });
    await expect(POST(pushRequest(paymentChanged()))).resolves.toHaveProperty('status', 500);
    variables['SECUCONNECT_PUSH_KEYS'] = 'k1:a-secret-of-more-than-16-characters';
    const signed = await signPushUrl(pushUrl, { keys: pushKeysFromEnv(variables) });
    await expect(POST(pushRequest(paymentChanged(), signed))).resolves.toHaveProperty('status', 200);
  });
});
