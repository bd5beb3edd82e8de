import { expect, test } from 'vitest';
import { internalStatus, normalizedStatus } from '../../src/flows/status-value.ts';

test('the status of a Payment Transaction and of checkStatus is the simple one, as a number', () => {
  expect(normalizedStatus({ status: 25, details: { status_simple: '2' } })).toBe(2);
  expect(normalizedStatus({ status: 9, status_simple: 2 })).toBe(2);
  expect(normalizedStatus({ status: 6, details: null })).toBeUndefined();
  expect(normalizedStatus({ status: '6' })).toBeUndefined();
});

test('a word of the old format is the number that it stands for, and other words stay', () => {
  expect(['accepted', 'void', 'ok', 'constructor'].map((status) => normalizedStatus({ status }))).toEqual([
    1,
    5,
    'ok',
    'constructor',
  ]);
});

test('a bare value is a simple status or a word', () => {
  expect([6, '6', 'ok', null, undefined].map(normalizedStatus)).toEqual([6, 6, 'ok', undefined, undefined]);
});

test('the internal status is a number in a field of its own, or the status of a Payment Transaction', () => {
  expect(internalStatus({ status: 'authorized', transaction_status: '25' })).toBe(25);
  expect(internalStatus({ status: 25, details: { status_simple: 2 } })).toBe(25);
  expect(internalStatus({ status: 'ok' })).toBeUndefined();
});
