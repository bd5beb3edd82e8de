import { expect, test } from 'vitest';
import { aggregate } from '../../src/lists/aggregation.ts';
import { KindIndex } from '../../src/lists/kind-index.ts';

const index = new KindIndex();
const items = [
  { status: 'OK', sum: 100, created: '2026-01-05T10:00:00Z', code: 7 },
  { status: 'failed', sum: 5, created: '2026-01-06T10:00:00Z', code: 7 },
  { status: 'OK', sum: 20, created: '2026-01-12T00:00:00Z' },
  { sum: 1, created: '2026-02-01T00:00:00Z' },
];
items.forEach((item, number) => index.change(String(number), JSON.stringify({ id: String(number), ...item })));
const run = (options: Record<string, unknown>) => aggregate(index, index.live, 4, options);
const at = (day: string) => ({ k: Date.parse(day), ks: new Date(day).toISOString() });

test('Groups are counted and summed, the largest first', () => {
  expect(run({ group_by_prop: 'status', sum_by_prop: 'sum' })).toEqual({
    count: 4,
    type: 'group',
    sum: true,
    lookup: ['OK', 'failed'],
    data: [
      { l: 0, ks: 'OK', c: 2, s: 120 },
      { l: 1, ks: 'failed', c: 1, s: 5 },
    ],
  });
  expect(run({ group_by_prop: 'code' }).data).toEqual([{ l: 0, k: 7, ks: '7', c: 2 }]);
});

test('Times are put into weeks that begin on Monday, or other intervals', () => {
  expect(run({ timestamp_prop: 'created' })).toMatchObject({
    type: 'histogram',
    data: [
      { ...at('2026-01-05'), c: 2 },
      { ...at('2026-01-12'), c: 1 },
      { ...at('2026-01-26'), c: 1 },
    ],
  });
  expect(run({ timestamp_prop: 'created', interval: 'month', sum_by_prop: 'sum' }).data).toEqual([
    { ...at('2026-01-01'), c: 3, s: 125 },
    { ...at('2026-02-01'), c: 1, s: 1 },
  ]);
  expect(run({ timestamp_prop: 'created', interval: 'year', max: '0' }).data).toEqual([]);
});

test('A group is split by time', () => {
  expect(run({ group_by_prop: 'status', timestamp_prop: 'created' }).data).toContainEqual({
    l: 0,
    ks: 'OK',
    c: 1,
    t: { ...at('2026-01-12'), c: 1 },
  });
});

test('An aggregation by nothing, or an unknown interval, is an error', () => {
  expect(() => run({})).toThrow('aggregate needs');
  expect(() => run({ timestamp_prop: 'created', interval: 'eon' })).toThrow('interval must be one of');
});
