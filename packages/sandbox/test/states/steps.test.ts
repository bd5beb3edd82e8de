import { expect, test } from 'vitest';
import { PAYMENT_METHODS } from '../../src/states/payment-methods.ts';
import { PAYMENT_STATES, PAYMENT_STEPS } from '../../src/states/payment-steps.ts';
import { SMART_STEPS } from '../../src/states/smart-steps.ts';
import { findStep, stepFrom } from '../../src/states/steps.ts';

const TABLE = [{ step: 'go', from: ['here'], to: 'there', note: '' }] as const;

test('a step leads on from the states that its row names, and from no other', () => {
  expect(stepFrom(TABLE, 'go', 'here', 'X').to).toBe('there');
  expect(findStep<string, string, string>(TABLE, 'go', 'there')).toBeUndefined();
  expect(() => stepFrom<string, string, string>(TABLE, 'go', 'there', 'X')).toThrow(
    'X is there, which does not allow go',
  );
});

test.each([
  ['Smart Transactions', SMART_STEPS],
  ['payments', PAYMENT_STEPS],
])('no step of %s has two rows for one state', (_, table) => {
  const pairs = table.flatMap(({ step, from }) => from.map((state) => `${step} ${state}`));
  expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([]);
});

test('every state of a payment is reached, and every one that is left by a step exists', () => {
  const reached = new Set(['open', ...PAYMENT_STEPS.map(({ to }) => to)]);
  // What no step leads to is forced: no call of the API does it.
  expect(Object.keys(PAYMENT_STATES).filter((state) => !reached.has(state))).toEqual(['on-hold']);
});

test('the methods have different names', () => {
  const names = PAYMENT_METHODS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
