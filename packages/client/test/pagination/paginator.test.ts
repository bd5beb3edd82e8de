import { describe, expect, test } from 'vitest';
import { Secuconnect } from '../../src/client.ts';
import type { Checkpoint } from '../../src/pagination/checkpoint.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
import { ListServer } from './list-server.ts';

/** A client with a list of `total` items that honours count and offset, and the query strings that it received. */
function listOf(total: number) {
  const searches: string[] = [];
  const fetch = (async (input: Parameters<typeof globalThis.fetch>[0]) => {
    const query = new URL(String(input)).searchParams;
    searches.push(query.toString());
    const [count, offset] = [Number(query.get('count') ?? 20), Number(query.get('offset') ?? 0)];
    const data = Array.from({ length: Math.max(0, Math.min(count, total - offset)) }, (_, index) => ({
      object: 'smart.transactions',
      id: `STX_${offset + index}`,
    }));
    return Response.json({ count: total, data });
  }) as typeof globalThis.fetch;
  const secuconnect = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch });
  return { list: secuconnect.smart.transactions, searches };
}

describe('Paginator', () => {
  test('a loop returns every item once, page by page', async () => {
    const { list, searches } = listOf(250);
    const ids: string[] = [];
    for await (const one of list.list({ q: 'status:ok' })) ids.push(one.id);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => `STX_${index}`));
    expect(searches).toEqual([
      'q=status%3Aok&count=100&offset=0',
      'q=status%3Aok&count=100&offset=100',
      'q=status%3Aok&count=100&offset=200',
    ]);
  });

  test('each loop starts at the beginning', async () => {
    const { list } = listOf(3);
    const matches = list.list();
    for (const _ of [1, 2]) {
      let seen = 0;
      for await (const _one of matches) seen++;
      expect(seen).toBe(3);
    }
  });

  test('a loop keeps the page size and the offset of the query', async () => {
    const { list, searches } = listOf(4);
    const pages: number[] = [];
    for await (const page of list.list({ count: 2, offset: 1 }).pages()) pages.push(page.data.length);
    expect(pages).toEqual([2, 1]);
    expect(searches).toEqual(['count=2&offset=1', 'count=2&offset=3']);
  });

  test('await returns the first page as the API sends it', async () => {
    const { list, searches } = listOf(50);
    const page = await list.list({ q: 'x' });
    expect([page.count, page.data.length]).toEqual([50, 20]);
    expect(searches).toEqual(['q=x']);
  });

  test('a list requests nothing before it is used, and nothing after its loop has ended', async () => {
    const { list, searches } = listOf(1000);
    const matches = list.list();
    expect(searches).toEqual([]);
    for await (const _one of matches) break;
    expect(searches).toHaveLength(1);
  });

  test('a list without matches returns nothing', async () => {
    const { list } = listOf(0);
    const seen: unknown[] = [];
    for await (const one of list.list()) seen.push(one);
    expect(seen).toEqual([]);
  });

  test('a list with an error response rejects where it is consumed', async () => {
    const fetch = (async () =>
      Response.json({ error: 'ProductFormatException' }, { status: 500 })) as typeof globalThis.fetch;
    const { smart } = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch });
    await expect(smart.transactions.list().catch((error: unknown) => (error as Error).name)).resolves.toBe(
      'ValidationError',
    );
    let ended = false;
    await expect(smart.transactions.list().finally(() => void (ended = true))).rejects.toMatchObject({
      name: 'ValidationError',
    });
    expect(ended).toBe(true);
  });

  test('first() requests one item', async () => {
    const { list, searches } = listOf(250);
    expect((await list.list({ q: 'x', offset: 2 }).first())?.id).toBe('STX_2');
    expect(await listOf(0).list.list().first()).toBeUndefined();
    expect(searches).toEqual(['q=x&offset=2&count=1']);
  });

  test('toArray() rejects above its limit', async () => {
    const { list } = listOf(250);
    expect(await list.list().toArray({ limit: 250 })).toHaveLength(250);
    expect(await list.list().toArray({ limit: Infinity })).toHaveLength(250);
    await expect(list.list().toArray({ limit: 249 })).rejects.toThrow(RangeError);
    await expect(list.list().toArray({ limit: 0 })).rejects.toThrow(RangeError);
    expect(await listOf(0).list.list().toArray({ limit: 0 })).toEqual([]);
  });

  test('toArray() truncates only on demand', async () => {
    const { list, searches } = listOf(250);
    expect((await list.list().toArray({ limit: 2, truncate: true })).map(({ id }) => id)).toEqual(['STX_0', 'STX_1']);
    expect(await list.list().toArray({ limit: 0, truncate: true })).toEqual([]);
    expect(await list.list().toArray({ limit: 100, truncate: true })).toHaveLength(100);
    expect(searches).toHaveLength(3);
  });

  test.each([undefined, -1, NaN])('toArray() rejects the limit %s', async (limit) => {
    const { list, searches } = listOf(3);
    await expect(list.list().toArray({ limit: limit as number })).rejects.toThrow(TypeError);
    expect(searches).toEqual([]);
  });

  test('total() requests one item', async () => {
    const { list, searches } = listOf(250);
    expect(await list.list({ q: 'x' }).total()).toBe(250);
    expect(searches).toEqual(['q=x&count=1']);
  });

  test('total() is undefined when the API returns none', async () => {
    const fetch = (async () => Response.json({ data: [] })) as typeof globalThis.fetch;
    const { smart } = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch });
    expect(await smart.transactions.list().total()).toBeUndefined();
  });

  test('withResponse() returns the first page together with its response', async () => {
    const { data, response } = await listOf(50).list.list({ count: 2 }).withResponse();
    expect([data.data.length, data.count, response.status]).toEqual([2, 50, 200]);
  });

  test('asResponse() returns the response with the first page unread', async () => {
    const response = await listOf(50).list.list({ count: 2 }).asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toMatchObject({ count: 50 });
  });

  /** A list whose responses have these bodies, the last one again and again. */
  function listOfBodies(...bodies: unknown[]) {
    const stub = stubFetch(
      ...bodies.map((body) => (body === undefined ? () => new Response(null, { status: 204 }) : json(body))),
    );
    return { list: client(stub).smart.transactions.list(), requests: stub.requests };
  }

  const emptyBodies = [
    undefined,
    null,
    '',
    {},
    [],
    { count: 0 },
    { count: '0' },
    { count: 0, data: null },
    { count: 0, data: {} },
    { data: [] },
  ];

  test.each(emptyBodies)('an empty list is one in any form: %j', async (body) => {
    const { list } = listOfBodies(body);
    expect((await list).data).toEqual([]);
    expect((await list.withResponse()).data.data).toEqual([]);
    expect(await list.first()).toBeUndefined();
    expect((await list.total()) ?? 0).toBe(0);
    expect(await list.toArray({ limit: 10 })).toEqual([]);
    expect(await list.finally(() => {})).toMatchObject({ data: [] });
    expect(await list.catch(() => {})).toMatchObject({ data: [] });
  });

  test.each(['We are back soon.', 5, [{ id: 'STX_1' }]])(
    'a response that is not a list is an error: %j',
    async (body) => {
      const { list } = listOfBodies(body);
      for (const use of [
        async () => list,
        () => list.first(),
        () => list.total(),
        () => list.toArray({ limit: 10 }),
        () => list.withResponse(),
        () => list.finally(() => {}),
      ])
        await expect(use()).rejects.toMatchObject({ name: 'PagingError', outcome: 'no-effect' });
    },
  );

  test('another object than a list is the result of await, but not of first() and total()', async () => {
    const { list } = listOfBodies({ result: true });
    expect(await list).toEqual({ result: true });
    await expect(list.first()).rejects.toMatchObject({ name: 'PagingError' });
    await expect(list.total()).rejects.toMatchObject({ name: 'PagingError' });
  });

  test('first() requests an empty page again if there are matches, and rejects if it stays empty', async () => {
    const empty = { count: 5, data: [] };
    expect(await listOfBodies(empty, { count: 5, data: [{ id: 'STX_1' }] }).list.first()).toEqual({ id: 'STX_1' });
    const { list, requests } = listOfBodies(empty);
    await expect(list.first()).rejects.toMatchObject({ name: 'PagingError' });
    expect(requests).toHaveLength(2);
  });

  test('a total that is a string is a number', async () => {
    const { list } = listOfBodies({ count: '1', data: [{ id: 'STX_1' }] });
    expect(await list.total()).toBe(1);
    expect((await list).count).toBe(1);
    expect((await list.withResponse()).data.count).toBe(1);
    for await (const page of list.pages()) expect(page.count).toBe(1);
  });

  test('a count and an offset that are strings are numbers', async () => {
    const { list, searches } = listOf(350);
    const query = { count: '50', offset: '100' } as unknown as { count: number; offset: number };
    const ids = (await list.list(query).toArray({ limit: 1_000 })).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => `STX_${100 + index}`));
    expect(searches.slice(0, 2)).toEqual(['count=50&offset=100', 'count=50&offset=150']);
    expect(list.list(query).checkpoint()).toEqual({ mode: 'offset', offset: 100 });
    expect((await list.list(query).first())?.id).toBe('STX_100');
    expect((await list.list({ offset: '' as never }).first())?.id).toBe('STX_0');
  });

  test.each(['NaN', -5, 2.5, Number.NaN, Infinity, 'ten', {}, true])(
    'a count or an offset of %s rejects where the list is used, and sends nothing',
    async (value) => {
      const { list, searches } = listOf(3);
      for (const name of ['count', 'offset']) {
        const matches = list.list({ [name]: value });
        for (const use of [
          async () => matches,
          () => matches.withResponse(),
          () => matches.asResponse(),
          () => matches.toArray({ limit: 10 }),
          () => matches.pages().next(),
          // They set the count.
          ...(name === 'offset' ? [() => matches.first(), () => matches.total()] : []),
        ])
          await expect(use()).rejects.toThrow(new RegExp(`^\`${name}\` must be a non-negative whole number; got `));
      }
      expect(searches).toEqual([]);
    },
  );

  test.each([
    ['no mode', { offset: 3 }],
    ['another mode', { mode: 'page', offset: 3 }],
    ['a string', '{"mode":"offset","offset":3}'],
    ['an object without an offset', { mode: 'offset' }],
    ['a negative offset', { mode: 'scroll', offset: -1 }],
    ['an offset that is not a number', { mode: 'offset', offset: '3' }],
  ])('%s is rejected as a checkpoint at once, instead of restarting the list', (_, resumeFrom) => {
    expect(() => new ListServer(3).list({}, { resumeFrom: resumeFrom as unknown as Checkpoint })).toThrow(TypeError);
  });
});
