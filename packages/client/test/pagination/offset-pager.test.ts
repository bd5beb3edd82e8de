import { describe, expect, test } from 'vitest';
import type { Page } from '../../src/pagination/page.ts';
import { PagingError } from '../../src/pagination/paging-errors.ts';
import { ids, ListServer, collectIds, type Item } from './list-server.ts';

describe('offsetPager()', () => {
  test('a loop moves on by the number of items that arrived when the API returns fewer than requested', async () => {
    const server = new ListServer(70);
    server.maxPageSize = 30;
    expect(await collectIds(server.list())).toEqual(ids(0, 70));
    expect(server.queries.map(({ count, offset }) => [count, offset])).toEqual([
      [100, 0],
      [100, 30],
      [100, 60],
    ]);
  });

  test('a list without a total ends at an empty page', async () => {
    const server = new ListServer(0);
    for (const [index, data] of [[{ id: 'A' }], [{ id: 'B' }], []].entries())
      server.stubs.set(index, { response: { data } });
    expect(await collectIds(server.list({ count: 1 }))).toEqual(['A', 'B']);
    expect(server.queries).toHaveLength(3);
  });

  test('a list that grows during the loop is read to its new end, which is its newest total', async () => {
    const server = new ListServer(4);
    const seen: string[] = [];
    for await (const { id } of server.list({ count: 2 })) {
      if (seen.push(id) === 2) server.items = [...server.items, { id: 'X_4' }];
    }
    expect(seen).toEqual(ids(0, 5));
  });

  test('a list that shrinks during the loop ends earlier, at its newest total', async () => {
    const server = new ListServer(6);
    const seen: string[] = [];
    for await (const { id } of server.list({ count: 2 })) {
      if (seen.push(id) === 4) server.items = server.items.slice(0, 4);
    }
    expect(seen).toEqual(ids(0, 4));
    expect(server.queries.map(({ offset }) => offset)).toEqual([0, 2, 4, 4]);
  });

  test('a list that shrinks below what was returned ends with an error, because others may have been skipped', async () => {
    const server = new ListServer(10);
    const seen: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const { id } of server.list({ count: 2 })) {
        seen.push(id);
        server.items = server.items.filter((item) => item.id !== id);
      }
    };
    await expect(loop()).rejects.toMatchObject({ name: 'PagingError', checkpoint: { mode: 'offset', offset: 6 } });
    expect(seen).toEqual(['X_0', 'X_1', 'X_4', 'X_5', 'X_8', 'X_9']);
  });

  test('a total that is too small on one page does not end the loop', async () => {
    const server = new ListServer(350);
    server.stubs.set(1, { response: { count: 100, data: server.items.slice(100, 200) } });
    expect(await collectIds(server.list())).toEqual(ids(0, 350));
  });

  test.each([
    ['counts only the items of its page', ({ data }: Page<unknown>) => data.length],
    ['stops at 200', ({ count }: Page<unknown>) => Math.min(count, 200)],
    ['is negative', () => -1],
    ['is null', () => null],
    ['is not a number', () => 'many'],
    ['is a string', ({ count }: Page<unknown>) => String(count)],
    ['is missing', () => undefined],
  ])('no item is missing when the total %s', async (_, count) => {
    for (const total of [199, 200, 201, 300, 350]) {
      const server = new ListServer(total);
      const list = server.list();
      const respond = server.respond.bind(server);
      server.respond = async (query, options) => {
        const page = (await respond(query, options)) as Page<unknown>;
        return { ...page, count: count(page) };
      };
      expect(await collectIds(list)).toEqual(ids(0, total));
    }
  });

  test('one more page is requested after a full one, also if the API returns fewer items than requested', async () => {
    const server = new ListServer(35);
    server.maxPageSize = 10;
    const list = server.list();
    const respond = server.respond.bind(server);
    server.respond = async (query, options) => ({ ...((await respond(query, options)) as object), count: 20 });
    expect(await collectIds(list)).toEqual(ids(0, 35));
  });

  test('a loop that resumes at the last page of a total that stops short requests one more', async () => {
    const server = new ListServer(35);
    server.maxPageSize = 10;
    const list = server.list({}, { resumeFrom: { mode: 'offset', offset: 10 } });
    const respond = server.respond.bind(server);
    server.respond = async (query, options) => ({ ...((await respond(query, options)) as object), count: 20 });
    expect(await collectIds(list)).toEqual(ids(10, 35));
  });

  test('a loop ends without a further request when its last page is not full', async () => {
    const server = new ListServer(5);
    expect(await collectIds(server.list({ count: 2 }))).toEqual(ids(0, 5));
    expect(server.queries).toHaveLength(3);
  });

  test.each([1, 2])(
    'a server that ignores the offset returns a list of one full page once (%i items)',
    async (total) => {
      const server = new ListServer(total);
      const list = server.list({ count: total });
      server.respond = async () => ({ count: total, data: server.items });
      expect(await collectIds(list)).toEqual(ids(0, total));
      server.items = server.items.map(() => ({}) as Item);
      expect(await collectIds(list)).toHaveLength(total);
    },
  );

  test('a server that reduces the offset to its last page returns the list once', async () => {
    const server = new ListServer(6);
    const list = server.list({ count: 2 });
    const respond = server.respond.bind(server);
    server.respond = (query, options) => respond({ ...query, offset: Math.min(query.offset!, 4) }, options);
    expect(await collectIds(list)).toEqual(ids(0, 6));
  });

  test('a server that ignores both count and offset returns the list once', async () => {
    const server = new ListServer(7);
    const list = server.list({ count: 2 });
    server.respond = async () => ({ count: 7, data: server.items });
    expect(await collectIds(list)).toEqual(ids(0, 7));
  });

  test.each<[string, (index: number) => unknown]>([
    ['with items', () => ({ count: 6, data: [] })],
    ['with null', () => ({ count: 6, data: null })],
    ['without items', () => ({ count: 6 })],
    ['without a total', () => ({ data: [] })],
    ['with the total 0', () => ({ count: 0, data: [] })],
    ['with the total 0 and without items', () => ({ count: 0 })],
    ['as an empty object', () => ({})],
    ['without a body', () => undefined],
  ])('a page that is empty once (%s) is requested again, and no item is missing', async (_, response) => {
    for (const index of [1, 2]) {
      const server = new ListServer(6);
      server.stubs.set(index, { response: response(index) });
      const pages: number[] = [];
      for await (const page of server.list({ count: 2 }).pages()) pages.push(page.data.length);
      expect(pages).toEqual([2, 2, 2]);
      expect(server.queries.map(({ offset }) => offset)).toEqual(
        [0, 2, 4, 6].flatMap((offset, page) => (page === index ? [index * 2, offset] : offset)),
      );
    }
  });

  test('the first page is requested again if it is empty although there are matches, also behind a checkpoint', async () => {
    const server = new ListServer(6);
    server.stubs.set(0, { response: { count: 6, data: [] } });
    expect(await collectIds(server.list())).toEqual(ids(0, 6));
    server.stubs.set(server.queries.length, { response: { count: 0, data: [] } });
    expect(await collectIds(server.list({}, { resumeFrom: { mode: 'offset', offset: 4 } }))).toEqual(ids(4, 6));
  });

  test('a loop that starts at the end of the list, or behind it, returns nothing', async () => {
    const server = new ListServer(6);
    expect(await collectIds(server.list({ offset: 6 }))).toEqual([]);
    expect(server.queries).toHaveLength(1);
    const list = server.list({ offset: 9 });
    expect(await collectIds(list)).toEqual([]);
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 9 });
  });

  test('every second response may be empty', async () => {
    const server = new ListServer(8);
    for (const index of [1, 3, 5, 7, 9]) server.stubs.set(index, { response: { count: 8, data: [] } });
    expect(await collectIds(server.list({ count: 2 }))).toEqual(ids(0, 8));
  });

  test('two consecutive empty pages are an error, at each try', async () => {
    const server = new ListServer(10);
    for (const index of [1, 2, 3]) server.stubs.set(index, { response: { count: 10, data: [] } });
    const iterator = server.list({ count: 2 })[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    const failure = { name: 'PagingError', outcome: 'no-effect', checkpoint: { mode: 'offset', offset: 2 } };
    await expect(iterator.next()).rejects.toMatchObject(failure);
    await expect(iterator.next()).rejects.toMatchObject(failure);
    expect(await collectIds(iterator)).toEqual(ids(2, 10));
  });

  test.each([
    ['the total 0', { count: 0, data: [] }, { count: 0, data: [] }],
    ['no body', undefined, undefined],
    ['different totals', { count: 10, data: [] }, { count: 0, data: [] }],
  ])('two consecutive empty pages with %s are an error, although they announce nothing', async (_, first, second) => {
    const server = new ListServer(10);
    server.stubs.set(2, { response: first });
    server.stubs.set(3, { response: second });
    await expect(collectIds(server.list({ count: 2 }))).rejects.toMatchObject({
      name: 'PagingError',
      checkpoint: { mode: 'offset', offset: 4 },
    });
  });

  test('a duplicate page ends the loop with an error, instead of an endless loop', async () => {
    const server = new ListServer(1_000_000);
    const list = server.list();
    server.respond = async () => ({ count: server.items.length, data: server.items.slice(0, 100) });
    const seen: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const { id } of list) seen.push(id);
    };
    await expect(loop()).rejects.toSatisfy((error) => error instanceof PagingError);
    expect(seen).toEqual(ids(0, 100));
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 100 });
  });

  test('a loop reads the whole list although the query has a count of 0', async () => {
    const server = new ListServer(3);
    expect(await collectIds(server.list({ count: 0 }))).toEqual(ids(0, 3));
  });

  test('a loop by offset ignores a scroll that it did not request', async () => {
    const server = new ListServer(0);
    const responses = ['A', 'B'].map((id) => ({ count: 2, data: [{ id }], scroll_id: 's' }));
    for (const [index, response] of responses.entries()) server.stubs.set(index, { response });
    const list = server.list({ count: 1 });
    expect(await collectIds(list)).toEqual(['A', 'B']);
    expect(server.queries.map(({ offset }) => offset)).toEqual([0, 1, 2]);
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 2 });
  });
});
