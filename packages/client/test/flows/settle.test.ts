import { afterEach, describe, expect, test, vi } from 'vitest';
import { SETTLE_RULES } from '../../src/generated/settle-rules.ts';
import { memoryJournal } from '../../src/intents/memory-journal.ts';
import { settle } from '../../src/flows/settle.ts';
import type { Settlement } from '../../src/settle/settle-facts.ts';
import { createFakeApi, fixtures, type FakeApi } from '../../src/testing/index.ts';

afterEach(() => vi.useRealTimers());

const BODY = { basket_info: { sum: 1995, currency: 'EUR' }, transactionRef: 'Order 10042' };

/** A client whose write lost its response, its error, and the fake API. */
async function lost(body: object = BODY): Promise<{ fake: FakeApi; error: unknown }> {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  const fake = createFakeApi();
  fake.on('smart.transactions.create').networkError('reset');
  const error: unknown = await fake
    .client()
    .smart.transactions.create(body)
    .then(
      () => expect.fail(),
      (failure: unknown) => failure,
    );
  return { fake, error };
}
const found = (fake: FakeApi, ...references: string[]) =>
  fake.on('smart.transactions.list').reply({
    count: references.length,
    data: references.map((transactionRef) =>
      fixtures.smartTransaction({ transactionRef, created: undefined as never }),
    ),
  });

describe('settle()', () => {
  test('what is found was done, at once', async () => {
    const { fake, error } = await lost();
    found(fake, 'Order 10042');
    expect(await settle(fake.client(), error)).toMatchObject({
      result: 'done',
      value: { transactionRef: 'Order 10042' },
    });
  });

  test('what is not found is undecided until nothing can hide it any more, and then not done', async () => {
    const { fake, error } = await lost();
    found(fake, 'Order 10043');
    const first = (await settle(fake.client(), error)) as Extract<Settlement, { result: 'undecided' }>;
    expect(first.result).toBe('undecided');
    expect(first.readAgainAt!.getTime() - Date.now()).toBe(240_000);
    vi.advanceTimersByTime(239_999);
    expect(await settle(fake.client(), error)).toMatchObject({ result: 'undecided' });
    vi.advanceTimersByTime(1);
    expect(await settle(fake.client(), error)).toEqual({ result: 'not-done' });
  });

  test('what was sent counts, not what the program has changed its object to', async () => {
    const body = { ...BODY };
    const { fake, error } = await lost(body);
    body.transactionRef = 'Order 10043';
    found(fake, 'Order 10043');
    expect(await settle(fake.client(), error)).toMatchObject({ result: 'undecided' });
    const other = createFakeApi();
    found(other, 'Order 10042');
    expect(await settle(other.client(), error)).toMatchObject({ result: 'done' });
  });

  test('what was created is found after a machine was suspended, although the monotonic clock stood still', async () => {
    const { fake, error } = await lost();
    const created = new Date(Date.now() + 1_000).toISOString();
    fake
      .on('smart.transactions.list')
      .reply({ count: 1, data: [fixtures.smartTransaction({ transactionRef: 'Order 10042', created })] });
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(await settle(fake.client(), error)).toMatchObject({ result: 'done' });
  });

  test('what was sent without an own reference cannot be found', async () => {
    const { fake, error } = await lost({ basket_info: BODY.basket_info });
    expect(await settle(fake.client(), error)).toEqual({
      result: 'undecided',
      readAgainAt: undefined,
      reason:
        'The call did not send what it could be found by: the reference of smart.transactions.create says it, in "After an unknown outcome".',
    });
    expect(fake.calls('smart.transactions.list')).toEqual([]);
  });

  test('a refund needs the state before, which an error does not have', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
    const fake = createFakeApi();
    fake.on('payment.transactions.cancel').networkError('reset');
    fake.on('payment.transactions.checkStatus').reply({ amount: 1495 });
    const error: unknown = await fake
      .client()
      .payment.transactions.cancel('PCI_1', { reduce_amount_by: 500 })
      .then(
        () => expect.fail(),
        (failure: unknown) => failure,
      );
    vi.advanceTimersByTime(600_000);
    expect(await settle(fake.client(), error)).toMatchObject({
      result: 'undecided',
      readAgainAt: undefined,
      reason: expect.stringContaining('withIntent'),
    });
  });

  test('an error whose outcome is known needs no read', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.create').replyError('ProductFormatException');
    const error: unknown = await fake
      .client()
      .smart.transactions.create(BODY)
      .then(
        () => expect.fail(),
        (failure: unknown) => failure,
      );
    expect(await settle(fake.client(), error)).toEqual({ result: 'not-done' });
  });

  test('nothing is written', async () => {
    const { fake, error } = await lost();
    found(fake);
    await settle(fake.client(), error);
    expect(fake.calls('smart.transactions.create')).toHaveLength(1);
  });

  test('a read that fails is thrown', async () => {
    const { fake, error } = await lost();
    fake.on('smart.transactions.list').replyError(503);
    await expect(settle(fake.client({ maxRetries: 0 }), error)).rejects.toMatchObject({ status: 503 });
  });

  test.each([new Error('x'), undefined, { outcome: 'unknown' }, 'text'])('%s is no call', async (value) => {
    await expect(settle(createFakeApi().client(), value)).rejects.toThrow(TypeError);
  });

  test('an operation without a rule says why', async () => {
    const [operation, reason] = Object.entries(SETTLE_RULES).find(([, rules]) => typeof rules === 'string')!;
    const journal = memoryJournal();
    await journal.put(
      { reference: 'a', operation, state: 'open', idempotencyKey: 'k', hiddenFor: 1, facts: { call: 'c' } },
      0,
    );
    expect(await settle(createFakeApi().client(), await journal.get('a'))).toEqual({
      result: 'undecided',
      readAgainAt: undefined,
      reason,
    });
  });

  test.each(['done', 'not-done'] as const)('an intent that is %s is settled', async (state) => {
    const journal = memoryJournal();
    const intent = { reference: 'a', operation: 'x', idempotencyKey: 'k', hiddenFor: 1, facts: { call: 'c' } };
    await journal.put({ ...intent, state }, 0);
    expect(await settle(createFakeApi().client(), await journal.get('a'))).toMatchObject({ result: state });
  });
});
