import { expect, test } from 'vitest';
import { age, badge, clockTime, duration, money, shortId } from '../../src/operator/format.ts';

const NOON = Date.UTC(2026, 0, 1, 12);

test('money', () => {
  expect([money(1995, 'EUR'), money(-5, undefined), money(undefined, 'EUR'), money(0, 'CHF')]).toEqual([
    '19.95 EUR',
    '-0.05 EUR',
    '',
    '0.00 CHF',
  ]);
});

test('durations have the largest unit that fits', () => {
  expect([-1, 0, 59_999, 60_000, 7_200_000, 200_000_000].map(duration)).toEqual([
    '0 s',
    '0 s',
    '59 s',
    '1 min',
    '2 h',
    '2 d',
  ]);
});

test('times', () => {
  expect(String(age(NOON, '2026-01-01T11:59:00+00:00'))).toContain('>1 min<');
  expect([age(NOON, null), age(NOON, 'nonsense')]).toEqual(['', '']);
  expect(String(clockTime(NOON, NOON))).toContain('>12:00:00<');
  expect(String(clockTime(NOON - 86_400_000, NOON))).toContain('>2025-12-31 12:00:00<');
});

test('labels', () => {
  expect(['ok', 'denied', 'void', 'created'].map((state) => /badge (\w+)/.exec(String(badge(state)))![1])).toEqual([
    'good',
    'bad',
    'over',
    'open',
  ]);
  expect([shortId('STX_1'), shortId('STX_Q9NANVNRZPQ57MXQDY7K17YKN1HW54')]).toEqual(['STX_1', 'STX_Q9NANVNR…']);
});
