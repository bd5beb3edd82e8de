import { expect, test } from 'vitest';
import type { StoredIntent } from '../../src/intents/journal.ts';
import { ruleDigest, settleIntent } from '../../src/intents/settle-intent.ts';
import { createFakeApi, fixtures } from '../../src/testing/index.ts';

const intent: StoredIntent = {
  reference: 'order 1: refund 1',
  operation: 'payment.transactions.cancel',
  state: 'open',
  idempotencyKey: 'key',
  hiddenFor: 270_000,
  facts: {
    call: 'digest',
    facts: { rule: 0, path: { paymentTransactionId: 'PCI_1' }, difference: { amount: -500 } },
    before: { values: { amount: [2000] } },
  },
  version: 1,
  age: 270_000,
};
const settleWith = (amount: number, changes: Partial<StoredIntent> = {}) => {
  const fake = createFakeApi();
  fake.on('payment.transactions.checkStatus').reply({ amount });
  return settleIntent(fake.client().api, { ...intent, ...changes });
};

test('an intent is settled by the state before, and by the age that its journal knows', async () => {
  expect(await settleWith(1500)).toEqual({ result: 'done', value: { amount: 1500 } });
  expect(await settleWith(2000)).toEqual({ result: 'not-done' });
  const undecided = await settleWith(2000, { age: 200_000 });
  expect(undecided).toMatchObject({ result: 'undecided' });
  const wait = (undecided as unknown as { readAgainAt: Date }).readAgainAt.getTime() - Date.now();
  expect(Math.round(wait / 1000)).toBe(70);
});

test('an intent that has ended reads nothing', async () => {
  const { api } = createFakeApi().client();
  expect(await settleIntent(api, { ...intent, state: 'not-done' })).toEqual({ result: 'not-done' });
  expect(await settleIntent(api, { ...intent, state: 'done', value: { response: 7 } })).toEqual({
    result: 'done',
    value: 7,
  });
});

test('facts of another rule prove nothing', async () => {
  const facts = { ...(intent.facts as object), rule: 'digest of a rule of another version' };
  expect(await settleWith(1500, { facts })).toMatchObject({ result: 'undecided', readAgainAt: undefined });
  const rule = await ruleDigest('payment.transactions.cancel', { rule: 0, path: {} });
  expect(await settleWith(1500, { facts: { ...(intent.facts as object), rule: rule! } })).toMatchObject({
    result: 'done',
  });
});

test('what was created before a machine was suspended is found by the clock of the host', async () => {
  const fake = createFakeApi();
  const hourAgo = Date.now() - 3_600_000;
  const created = fixtures.smartTransaction({ transactionRef: 'A', created: new Date(hourAgo).toISOString() });
  fake.on('smart.transactions.list').reply({ count: 1, data: [created] });
  const call = { call: 'digest', at: hourAgo, facts: { rule: 0, path: {}, search: { transactionRef: 'A' } } };
  const { api } = fake.client();
  const suspended = { ...intent, operation: 'smart.transactions.create', facts: call };
  expect(await settleIntent(api, suspended)).toMatchObject({ result: 'done' });
});
