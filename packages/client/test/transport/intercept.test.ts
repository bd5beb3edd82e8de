import { expect, test } from 'vitest';
import { createFakeApi, fixtures } from '../../src/testing/index.ts';
import {
  interceptorOf,
  sendBeforeOf,
  withInterceptor,
  withSendBefore,
  type Interceptor,
} from '../../src/transport/intercept.ts';

const transaction = fixtures.smartTransaction();

function setUp() {
  const fake = createFakeApi();
  fake.on('smart.transactions.get').reply(transaction);
  const get = (interceptor: Interceptor) =>
    fake.client().smart.transactions.get('STX_1', undefined, withInterceptor({ language: 'de' }, interceptor));
  return { fake, get, calls: () => fake.calls('smart.transactions.get') };
}

test('an interceptor stands around the call', async () => {
  const { get, calls } = setUp();
  const seen: unknown[] = [];
  const result = await get(async ({ operation, input, options, send }) => {
    seen.push(operation.id, input.path, options.language);
    const sent = await send({ ...options, language: 'en' });
    return { ...sent, data: { ...(sent.data as object), extra: true } };
  });
  expect(seen).toEqual(['smart.transactions.get', ['STX_1'], 'de']);
  expect(result).toEqual({ ...transaction, extra: true });
  expect(calls().map(({ headers }) => headers['accept-language'])).toEqual(['en']);
});

test('it may answer by itself', async () => {
  const { get, calls } = setUp();
  expect(await get(async () => ({ data: 'known', response: new Response(null) }))).toBe('known');
  expect(calls()).toEqual([]);
});

test('it may call other operations, which it does not stand around', async () => {
  const { fake, get } = setUp();
  fake.on('smart.transactions.list').reply({ count: 0, data: [] });
  let intercepted = 0;
  await get(async ({ transport, options, send }) => {
    intercepted += 1;
    const list = {
      id: 'smart.transactions.other',
      method: 'GET',
      path: '/Smart/Transactions/STX_1',
      safe: true,
    } as const;
    await transport.call(list, { path: [] });
    return send(options);
  });
  expect(intercepted).toBe(1);
});

test('options without one have none, and JSON does not show it', () => {
  expect(interceptorOf({})).toBeUndefined();
  const options = withInterceptor({ language: 'de' }, async () => ({ data: 1, response: new Response(null) }));
  expect(JSON.stringify(options)).toBe('{"language":"de"}');
  expect(interceptorOf({ ...options })).toBeTypeOf('function');
});

test('no attempt begins after the time that its options name', async () => {
  const { fake, calls } = setUp();
  const get = (time: number) => fake.client().smart.transactions.get('STX_1', undefined, withSendBefore({}, time));
  await expect(get(Date.now() - 1)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(calls()).toEqual([]);
  await get(Date.now() + 60_000);
  expect(calls()).toHaveLength(1);
  expect(sendBeforeOf({})).toBe(Number.POSITIVE_INFINITY);
});
