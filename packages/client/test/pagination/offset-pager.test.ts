import { describe, expect, test } from 'vitest';
import { PagingError } from '../../src/pagination/paging-errors.ts';
import { ids, ListServer, collectIds } from './list-server.ts';

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
  });

  test('one empty page before the end is skipped', async () => {
    const server = new ListServer(6);
    server.stubs.set(1, { response: { count: 6, data: [] } });
    const pages: number[] = [];
    for await (const page of server.list({ count: 2 }).pages()) pages.push(page.data.length);
    expect(pages).toEqual([2, 2]);
    expect(server.queries.map(({ offset }) => offset)).toEqual([0, 2, 4]);
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
    expect(await collectIds(iterator)).toEqual(ids(4, 10));
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
    expect(server.queries.map(({ offset }) => offset)).toEqual([0, 1]);
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 2 });
  });
});
