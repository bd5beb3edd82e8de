import { expect, test } from 'vitest';
import {
  PAYMENT_STATES,
  stateOfInternalStatus,
  stateOfStatus,
  type PaymentStateName,
} from '../../src/flows/payment-states.ts';

test('a status has one state, which the table has', () => {
  const names = Object.keys(PAYMENT_STATES) as PaymentStateName[];
  expect(names).toContain(stateOfStatus(14));
  expect([stateOfStatus(14), stateOfStatus('shipped'), stateOfInternalStatus(25)]).toEqual([
    'awaiting-shipment',
    'delivered',
    'awaiting-transfer',
  ]);
});

test('a number is a simple status, and a word is no number', () => {
  expect([stateOfStatus(6), stateOfInternalStatus(6), stateOfStatus('6')]).toEqual(['paid', 'paid', undefined]);
  expect([stateOfStatus(25), stateOfInternalStatus(4)]).toEqual([undefined, undefined]);
});

test('a value that is not listed has no state, not even one that every object has', () => {
  for (const value of ['constructor', 'toString', '__proto__', '', -1, 1.5, NaN, undefined])
    expect(stateOfStatus(value)).toBeUndefined();
});
