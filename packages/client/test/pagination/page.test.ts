import { describe, expect, test } from 'vitest';
import {
  assertPosition,
  pageSize,
  toPage,
  toPageOrObject,
  toWholeNumber,
  type PagePosition,
} from '../../src/pagination/page.ts';
import { isPagingError } from '../../src/pagination/paging-errors.ts';
import { collectIds, ListServer } from './list-server.ts';

const emptyLists: [string, unknown][] = [
  ['a total of 0 without items', { count: 0 }],
  ['null for its items', { data: null }],
  ['null for all its fields', { count: null, data: null, scroll_id: null }],
  ['an object for its items', { count: 0, data: {} }],
  ['a string for its items', { count: '0', data: '' }],
  ['false for its items', { data: false }],
  ['the id of a scroll alone', { scroll_id: 's' }],
  ['nothing', undefined],
  ['null', null],
  ['an empty string', ''],
  ['an empty object', {}],
  ['an empty array', []],
];

const otherResponses: [string, unknown][] = [
  ['a string', 'We are back soon.'],
  ['a number', 5],
  ['true', true],
  ['an array of items', [{ id: 'A' }]],
];

const otherObjects: [string, unknown][] = [
  ['an object without a list', { message: 'We are back soon.' }],
  ['the result of a validation', { result: true }],
  ['items that are an object', { count: 2, data: { 0: { id: 'A' } } }],
  ['items that are a string', { count: 2, data: 'AB' }],
];

describe('toPage()', () => {
  test('a page keeps its items, and what it has besides', () => {
    const page = { count: 2, data: [{ id: 'A' }, { id: 'B' }], scroll_id: 's', meta: { id: 'text' } };
    expect(toPage(page)).toEqual(page);
    expect(toPage({ data: [null, 0] })).toEqual({ count: undefined, data: [null, 0] });
  });

  test.each(emptyLists)('%s is a page without items', async (_, response) => {
    expect(toPage(response).data).toEqual([]);
    const server = new ListServer(0);
    server.stubs.set(0, { response });
    expect(await collectIds(server.list())).toEqual([]);
    expect(server.queries).toHaveLength(1);
  });

  test.each([
    ['a total without items', { count: 3 }],
    ['a total of a string without items', { count: '3' }],
    ['a total and null for its items', { count: 3, data: null }],
  ])('%s is an error if it stays so, because the list is not empty', async (_, response) => {
    const server = new ListServer(3);
    server.stubs.set(0, { response });
    server.stubs.set(1, { response });
    await expect(collectIds(server.list())).rejects.toMatchObject({ name: 'PagingError' });
    expect(server.queries).toHaveLength(2);
  });

  test.each([...otherResponses, ...otherObjects])(
    '%s is an error, because it would look like an empty page',
    async (_, response) => {
      expect(() => toPage(response)).toThrow(expect.toSatisfy(isPagingError));
      for (const mode of ['offset', 'scroll'] as const) {
        const server = new ListServer(3);
        server.stubs.set(0, { response });
        await expect(collectIds(server.list({}, { mode }))).rejects.toMatchObject({ name: 'PagingError' });
      }
    },
  );

  test.each([
    ['350', 350],
    ['0', 0],
    ['', undefined],
    ['-1', undefined],
    ['about 350', undefined],
    [-1, undefined],
    [3.5, undefined],
    [Infinity, undefined],
    [null, undefined],
    [true, undefined],
    [{}, undefined],
  ])('the total %j is read as %s', (count, total) => {
    expect(toPage({ count, data: [{ id: 'A' }] }).count).toBe(total);
  });
});

describe('toPageOrObject()', () => {
  test.each(emptyLists)('%s is a page without items', (_, response) => {
    expect(toPageOrObject(response).data).toEqual([]);
  });

  test.each(otherObjects)('%s stays as it is', (_, response) => {
    expect(toPageOrObject(response)).toBe(response);
  });

  test.each(otherResponses)('%s is an error', (_, response) => {
    expect(() => toPageOrObject(response)).toThrow(expect.toSatisfy(isPagingError));
  });
});

test('pageSize() is the count of the query, or 100', () => {
  expect([{ count: 7 }, { count: 0 }, {}].map(pageSize)).toEqual([7, 100, 100]);
});

test.each([
  [7, 7],
  ['7', 7],
  ['007', 7],
  ['7.0', undefined],
  ['1e3', undefined],
  [' 7', undefined],
  [2 ** 53, undefined],
  [7n, undefined],
  [Number.NaN, undefined],
])('toWholeNumber() reads %o as %s', (value, number) => {
  expect(toWholeNumber(value)).toBe(number);
});

describe('assertPosition()', () => {
  test.each([undefined, {}, { count: 0, offset: 0 }, { count: 5 }, { offset: undefined }, { count: null }])(
    '%o is accepted',
    (query) => {
      expect(() => assertPosition(query as PagePosition)).not.toThrow();
    },
  );

  test.each([Number.NaN, -5, 2.5, Infinity, '100', 5n, {}, true])('%o is rejected', (value) => {
    for (const name of ['count', 'offset'])
      expect(() => assertPosition({ [name]: value })).toThrow(
        new TypeError(`\`${name}\` must be a non-negative whole number; got ${String(value)}.`),
      );
  });
});
