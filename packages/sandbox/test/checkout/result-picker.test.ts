import { expect, test } from 'vitest';
import { chosenResult, resultPicker } from '../../src/checkout/result-picker.ts';
import { paymentMethod } from '../../src/states/payment-methods.ts';

const valuesOf = async (method: string, canAbort = true): Promise<string[]> => {
  const text = String(await resultPicker(paymentMethod(method)!, 'approve', canAbort));
  return Array.from(text.matchAll(/value="([^"]*)"/g), ([, value]) => value!);
};

test('a method offers what it can come to', async () => {
  expect(await valuesOf('debit')).toEqual([
    '',
    'approve',
    'decline',
    'check-passes',
    'check-fails',
    'charge-back',
    'abort',
  ]);
  expect(await valuesOf('prepaid')).toEqual(['', 'approve', 'wrong-amount', 'never-pays', 'decline', 'abort']);
  expect(await valuesOf('invoice', false)).toEqual(['', 'approve', 'decline']);
});

test('the test data decide, until the tester chooses', async () => {
  const text = String(await resultPicker(paymentMethod('debit')!, 'check-fails', true));
  expect(text).toMatch(/value="" checked \/>\s*As the test data say: a check runs, and it is denied/);
  expect(text.match(/checked/g)).toHaveLength(1);
  expect(text).toContain('Sandbox');
});

test.each(['', 'ok', 'toString', '__proto__'])('%j is not a result', (value) =>
  expect(chosenResult(() => value)).toBeUndefined(),
);

test('a result is one of the outcomes, or giving up', () => {
  expect(chosenResult(() => 'never-pays')).toBe('never-pays');
  expect(chosenResult(() => 'abort')).toBe('abort');
});
