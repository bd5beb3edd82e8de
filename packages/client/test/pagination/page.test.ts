import { describe, expect, test } from 'vitest';
import { readItems, type Page } from '../../src/pagination/page.ts';
import { isPagingError } from '../../src/pagination/paging-errors.ts';
import { collectIds, ListServer } from './list-server.ts';

describe('readItems()', () => {
  test('the items of a page are returned', () => {
    expect(readItems({ count: 2, data: [{ id: 'A' }, { id: 'B' }] }, [])).toEqual([{ id: 'A' }, { id: 'B' }]);
  });

  test('the same ids in the same order as on the previous page are an error', () => {
    const items = [{ id: 'A' }, { id: 'B' }];
    expect(() => readItems({ data: structuredClone(items) }, items)).toThrow(expect.toSatisfy(isPagingError));
    expect(readItems({ data: [items[1], items[0]] }, items)).toHaveLength(2);
  });

  test('a page that only begins like the one before is not a duplicate', async () => {
    const server = new ListServer(0);
    const responses = [['A', 'B'], ['A']].map((page) => ({ count: 3, data: page.map((id) => ({ id })) }));
    for (const [index, response] of responses.entries()) server.stubs.set(index, { response });
    expect(await collectIds(server.list({ count: 2 }))).toEqual(['A', 'B', 'A']);
  });

  test('items without ids are not compared, because they may be equal', async () => {
    const server = new ListServer(0);
    const page = { count: 4, data: [{ status: 'ok' }, { status: 'ok' }] };
    for (const index of [0, 1]) server.stubs.set(index, { response: page });
    expect(await collectIds(server.list({ count: 2 }))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test.each([
    ['a string', 'We are back soon.'],
    ['nothing', undefined],
    ['an object', { count: 3 }],
    ['an array', []],
  ])(
    'a response that is not a list but %s is an error, because it would look like an empty page',
    async (_, response) => {
      expect(() => readItems(response as Partial<Page<unknown>>, [])).toThrow(expect.toSatisfy(isPagingError));
      const server = new ListServer(3);
      server.stubs.set(0, { response });
      await expect(collectIds(server.list())).rejects.toMatchObject({ name: 'PagingError' });
    },
  );

  test('a total of 0 without data is an empty list', async () => {
    const server = new ListServer(0);
    server.stubs.set(0, { response: { count: 0 } });
    expect(await collectIds(server.list())).toEqual([]);
  });
});
