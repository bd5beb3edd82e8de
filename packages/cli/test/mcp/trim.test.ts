import { describe, expect, test } from 'vitest';
import { MAX_RESULT_CHARS, trim } from '../../src/mcp/trim.ts';

const from = (offset: number) => ({ offset });
const big = (chars: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: Math.ceil(chars / 1000) }, (_, index) => [`part_${index}`, 'x'.repeat(980)]));

describe('fields keep', () => {
  const order = {
    id: 'STX_1',
    status: 'ok',
    basket: {
      sum: 1,
      products: [
        { desc: 'Tea', price: 1 },
        { desc: 'Cup', price: 2 },
      ],
    },
  };

  test.each([
    [['status'], { id: 'STX_1', status: 'ok' }],
    [['basket.sum'], { id: 'STX_1', basket: { sum: 1 } }],
    [['basket.products.desc'], { id: 'STX_1', basket: { products: [{ desc: 'Tea' }, { desc: 'Cup' }] } }],
    [['basket', 'basket.sum'], { id: 'STX_1', basket: order.basket }],
    [['bask'], { id: 'STX_1' }],
    [['status.more'], { id: 'STX_1', status: 'ok' }],
  ])('%j of an object, and its id', (fields, expected) => {
    expect(trim(order, fields, from(0)).result).toEqual(expected);
  });

  test('parts of each item of a page, and what is beside the items', () => {
    expect(trim({ count: 1, data: [order] }, ['status'], from(0))).toEqual({
      result: { count: 1, data: [{ id: 'STX_1', status: 'ok' }] },
    });
  });
});

describe('a page', () => {
  test('says where the next one begins', () => {
    expect(trim({ count: 50, data: [1, 2] }, undefined, from(4)).note).toBe(
      'There are 50 matches; the next page begins at offset 6.',
    );
    expect(trim({ count: 6, data: [1, 2] }, undefined, from(4)).note).toBeUndefined();
    expect(trim({ count: 50, data: [1], scroll_id: 'x' }, undefined, from(0)).note).toBeUndefined();
    expect(trim({ count: 50, data: [] }, undefined, from(60)).note).toBeUndefined();
  });

  test('that is too long has its first items, and says how to get the others', () => {
    const { result, note } = trim(
      { count: 9, data: Array.from({ length: 9 }, () => big(10_000)) },
      undefined,
      from(20),
    );
    expect((result as { data: unknown[] }).data).toHaveLength(4);
    expect(JSON.stringify(result).length).toBeLessThanOrEqual(MAX_RESULT_CHARS);
    expect(note).toContain('Shown are 4 of the 9 items');
    expect(note).toContain('offset 24');
  });

  test('of a scroll cannot be read again: a smaller count is the way', () => {
    const page = { count: 9, scroll_id: 's', data: Array.from({ length: 9 }, () => big(10_000)) };
    expect(trim(page, undefined, from(0)).note).toContain('smaller count');
  });

  test('whose first item is too long names its fields', () => {
    expect(trim({ count: 1, data: [big(90_000)] }, undefined, from(0))).toMatchObject({
      result: null,
      note: expect.stringContaining('part_0 (982)') as unknown,
    });
  });
});

test('an object that is too long is named field by field', () => {
  const { result, note } = trim(big(90_000), undefined, from(0));
  expect(result).toBeNull();
  expect(note).toContain('Pass fields');
  expect(trim(big(90_000), ['part_1'], from(0)).result).toEqual({ part_1: 'x'.repeat(980) });
});

test('a long string is cut', () => {
  const { result } = trim({ document: 'x'.repeat(100_000) }, undefined, from(0));
  expect((result as { document: string }).document).toMatch(/^x{4000}… \(96000 more characters\)$/);
});

test.each([[null], [true], ['text'], [[1, 2]], [{ data: null }]])('%j stays', (value) => {
  expect(trim(value, undefined, from(0))).toEqual({ result: value });
});
