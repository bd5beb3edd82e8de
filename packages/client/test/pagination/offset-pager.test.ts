import { describe, expect, test } from 'vitest';
import { PagingError } from '../../src/pagination/paging-errors.ts';
import { ids, ListServer, rest } from './list-server.ts';

describe('a list that is walked by offset', () => {
  test('goes on by what arrived when the server sends less than was asked for', async () => {
    const server = new ListServer(70);
    server.largest = 30;
    expect(await rest(server.list())).toEqual(ids(0, 70));
    expect(server.asked.map(({ count, offset }) => [count, offset])).toEqual([
      [100, 0],
      [100, 30],
      [100, 60],
    ]);
  });

  test('ends with an empty page when no total is told', async () => {
    const server = new ListServer(0);
    for (const [at, data] of [[{ id: 'A' }], [{ id: 'B' }], []].entries()) server.faults.set(at, { answer: { data } });
    expect(await rest(server.list({ count: 1 }))).toEqual(['A', 'B']);
    expect(server.asked).toHaveLength(3);
  });

  test('goes by the newest total: a list that grows is walked to its new end', async () => {
    const server = new ListServer(4);
    const seen: string[] = [];
    for await (const { id } of server.list({ count: 2 })) {
      if (seen.push(id) === 2) server.items = [...server.items, { id: 'X_4' }];
    }
    expect(seen).toEqual(ids(0, 5));
  });

  test('goes by the newest total: a list that shrinks ends earlier', async () => {
    const server = new ListServer(6);
    const seen: string[] = [];
    for await (const { id } of server.list({ count: 2 })) {
      if (seen.push(id) === 4) server.items = server.items.slice(0, 4);
    }
    expect(seen).toEqual(ids(0, 4));
  });

  test('passes over one empty page in the middle', async () => {
    const server = new ListServer(6);
    server.faults.set(1, { answer: { count: 6, data: [] } });
    const pages: number[] = [];
    for await (const page of server.list({ count: 2 }).pages()) pages.push(page.data.length);
    expect(pages).toEqual([2, 2]);
    expect(server.asked.map(({ offset }) => offset)).toEqual([0, 2, 4]);
  });

  test('ends with an error at two empty pages in a row, each time it is tried', async () => {
    const server = new ListServer(10);
    for (const at of [1, 2, 3]) server.faults.set(at, { answer: { count: 10, data: [] } });
    const walk = server.list({ count: 2 })[Symbol.asyncIterator]();
    await walk.next();
    await walk.next();
    const failure = { name: 'PagingError', outcome: 'rejected', checkpoint: { mode: 'offset', offset: 2 } };
    await expect(walk.next()).rejects.toMatchObject(failure);
    await expect(walk.next()).rejects.toMatchObject(failure);
    expect(await rest(walk)).toEqual(ids(4, 10));
  });

  test('ends with an error at a page that repeats the one before, instead of going round in circles', async () => {
    const server = new ListServer(1_000_000);
    const list = server.list();
    server.answer = async () => ({ count: server.items.length, data: server.items.slice(0, 100) });
    const seen: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const { id } of list) seen.push(id);
    };
    await expect(loop()).rejects.toSatisfy((error) => error instanceof PagingError);
    expect(seen).toEqual(ids(0, 100));
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 100 });
  });

  test('takes no page for a repeat that only begins like the one before', async () => {
    const server = new ListServer(0);
    const answers = [['A', 'B'], ['A']].map((page) => ({ count: 3, data: page.map((id) => ({ id })) }));
    for (const [at, answer] of answers.entries()) server.faults.set(at, { answer });
    expect(await rest(server.list({ count: 2 }))).toEqual(['A', 'B', 'A']);
  });

  test('does not compare items without ids, which may well be equal', async () => {
    const server = new ListServer(0);
    const page = { count: 4, data: [{ status: 'ok' }, { status: 'ok' }] };
    for (const at of [0, 1]) server.faults.set(at, { answer: page });
    expect(await rest(server.list({ count: 2 }))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test.each([
    ['text', 'We are back soon.'],
    ['nothing', undefined],
    ['an object', { count: 3 }],
    ['an array', []],
  ])('ends with an error at an answer that is no list but %s: it would look like an empty one', async (_, answer) => {
    const server = new ListServer(3);
    server.faults.set(0, { answer });
    await expect(rest(server.list())).rejects.toMatchObject({ name: 'PagingError' });
  });

  test('takes a total of 0 without data for an empty list', async () => {
    const server = new ListServer(0);
    server.faults.set(0, { answer: { count: 0 } });
    expect(await rest(server.list())).toEqual([]);
  });

  test('is walked although the query asks for pages without items', async () => {
    const server = new ListServer(3);
    expect(await rest(server.list({ count: 0 }))).toEqual(ids(0, 3));
  });

  test('keeps to its offsets when the platform names a scroll unasked', async () => {
    const server = new ListServer(0);
    const answers = ['A', 'B'].map((id) => ({ count: 2, data: [{ id }], scroll_id: 's' }));
    for (const [at, answer] of answers.entries()) server.faults.set(at, { answer });
    const list = server.list({ count: 1 });
    expect(await rest(list)).toEqual(['A', 'B']);
    expect(server.asked.map(({ offset }) => offset)).toEqual([0, 1]);
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 2 });
  });
});
