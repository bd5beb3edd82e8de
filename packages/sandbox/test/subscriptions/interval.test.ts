import { expect, test } from 'vitest';
import { addInterval } from '../../src/subscriptions/interval.ts';

test.each([
  ['2026-03-02T10:00:00Z', 'day', 3, '2026-03-05T10:00:00Z'],
  ['2026-03-02T10:00:00Z', 'week', 2, '2026-03-16T10:00:00Z'],
  ['2026-03-02T10:00:00Z', 'month', 1, '2026-04-02T10:00:00Z'],
  ['2026-11-15T10:00:00Z', 'month', 3, '2027-02-15T10:00:00Z'],
  ['2026-01-31T10:00:00Z', 'month', 1, '2026-02-28T10:00:00Z'],
  ['2028-02-29T10:00:00Z', 'year', 1, '2029-02-28T10:00:00Z'],
])('%s and a %s times %d is %s', (from, unit, count, to) => {
  expect(addInterval(Date.parse(from), { unit, count })).toBe(Date.parse(to));
});

test('after a shorter month, the day of the anchor comes back', () => {
  const anchor = Date.parse('2026-01-31T10:00:00Z');
  const february = addInterval(anchor, { unit: 'month', count: 1 }, anchor);
  const march = addInterval(february, { unit: 'month', count: 1 }, anchor);
  expect([february, march].map((time) => new Date(time).toISOString().slice(0, 10))).toEqual([
    '2026-02-28',
    '2026-03-31',
  ]);
});
