import { describe, expect, test } from 'vitest';
import { SETTLE_RULES } from '../../src/generated/settle-rules.ts';
import type { Facts } from '../../src/settle/facts.ts';
import { settleFacts } from '../../src/settle/settle-facts.ts';
import { createFakeApi } from '../../src/testing/index.ts';

const OPERATION = 'payment.transactions.cancel';
const facts: Facts = { rule: 0, path: { paymentTransactionId: 'PCI_1' }, difference: { amount: -500 } };
const before = { values: { amount: [2000] } };

describe('settleFacts()', () => {
  const settleWith = async (amount: number, wait: number, stateBefore: typeof before | undefined = before) => {
    const fake = createFakeApi();
    fake.on('payment.transactions.checkStatus').reply({ amount });
    return settleFacts(fake.client().api, OPERATION, facts, stateBefore, undefined, () => ({ age: 0, wait }));
  };

  test.each([
    ['the effect', 1500, 1, { result: 'done', value: { amount: 1500 } }],
    ['nothing, when its time has come', 2000, 0, { result: 'not-done' }],
    ['nothing, before that', 2000, 1, { result: 'undecided', readAgainAt: expect.any(Date) }],
    ['something else, before that', 1000, 1, { result: 'undecided', readAgainAt: expect.any(Date) }],
    ['something else, after that', 1000, 0, { result: 'undecided', readAgainAt: undefined }],
  ])('reads %s', async (_, amount, wait, result) => {
    expect(await settleWith(amount, wait)).toMatchObject(result);
  });

  test('without the state before it says what is missing', async () => {
    const fake = createFakeApi();
    fake.on('payment.transactions.checkStatus').reply({ amount: 2000 });
    const times = () => ({ age: 0, wait: 0 });
    expect(await settleFacts(fake.client().api, OPERATION, facts, undefined, undefined, times)).toMatchObject({
      readAgainAt: undefined,
      reason: expect.stringContaining('withIntent'),
    });
  });

  test('without facts or a rule, it reads nothing', async () => {
    const { api } = createFakeApi().client();
    const times = () => ({ age: 0, wait: 0 });
    for (const [operation, known] of [
      [OPERATION, undefined],
      ['no.such.operation', facts],
    ] as const)
      expect(await settleFacts(api, operation, known, undefined, undefined, times)).toMatchObject({
        result: 'undecided',
        readAgainAt: undefined,
      });
  });
});

test('every rule waits as long as the API may execute a call', () => {
  const rules = Object.values(SETTLE_RULES).flatMap((one) => (typeof one === 'string' ? [] : one));
  expect(rules.length).toBeGreaterThan(5);
  expect(rules.filter(({ hidden }) => hidden < 180)).toEqual([]);
});
