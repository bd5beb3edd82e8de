import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { failedCallOf, rememberCall } from '../../src/errors/failed-call.ts';
import { createFakeApi } from '../../src/testing/index.ts';

const body = { basket_info: { sum: 1995, currency: 'EUR' }, transactionRef: 'Order 10042' };

async function failure(): Promise<Error> {
  const fake = createFakeApi();
  fake.on('smart.transactions.create').networkError('reset');
  return fake
    .client()
    .smart.transactions.create(body)
    .then(
      () => expect.fail(),
      (error: unknown) => error as Error,
    );
}

test('an error knows its call', async () => {
  const call = failedCallOf(await failure());
  expect(call).toMatchObject({ operation: { id: 'smart.transactions.create' }, input: { path: [], body } });
  expect(call!.endedAt).toBeGreaterThanOrEqual(call!.startedAt);
});

test('nothing that shows or copies the error shows the call', async () => {
  const error = await failure();
  const shown = [
    inspect(error, { showHidden: true, depth: 9 }),
    JSON.stringify(error),
    JSON.stringify({ ...error }),
    inspect(structuredClone(error), { showHidden: true }),
    String(error),
  ].join();
  expect(shown).not.toContain('Order 10042');
  expect(Object.keys(error)).not.toContain('call');
});

test('a read has no effect, and is not kept', async () => {
  const fake = createFakeApi();
  fake.on('smart.transactions.get').networkError('reset');
  const error = await fake
    .client({ maxRetries: 0 })
    .smart.transactions.get('STX_1')
    .then(
      () => expect.fail(),
      (failed: unknown) => failed,
    );
  expect(failedCallOf(error)).toBeUndefined();
});

test('other values have no call', () => {
  for (const value of [undefined, null, 'text', new Error('x'), {}]) expect(failedCallOf(value)).toBeUndefined();
});

test('the last call counts', () => {
  const error = new Error('x');
  const operation = { id: 'a.b.c', method: 'POST', path: '/', safe: false } as const;
  rememberCall(error, { operation, input: { path: ['1'] }, body: undefined }, 0);
  rememberCall(error, { operation, input: { path: ['2'] }, body: undefined }, 0);
  expect(failedCallOf(error)?.input.path).toEqual(['2']);
});
