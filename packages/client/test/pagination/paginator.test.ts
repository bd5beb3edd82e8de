import { describe, expect, test } from 'vitest';
import { Secuconnect } from '../../src/client.ts';

/** A list of `total` items that honours count and offset, and the positions it was asked for. */
function listOf(total: number) {
  const asked: string[] = [];
  const fetch = (async (input: Parameters<typeof globalThis.fetch>[0]) => {
    const query = new URL(String(input)).searchParams;
    asked.push(query.toString());
    const [count, offset] = [Number(query.get('count') ?? 20), Number(query.get('offset') ?? 0)];
    const data = Array.from({ length: Math.max(0, Math.min(count, total - offset)) }, (_, at) => ({
      object: 'smart.transactions',
      id: `STX_${offset + at}`,
    }));
    return Response.json({ count: total, data });
  }) as typeof globalThis.fetch;
  const secuconnect = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch });
  return { list: secuconnect.smart.transactions, asked };
}

describe('a list', () => {
  test('hands out every item once, page by page', async () => {
    const { list, asked } = listOf(250);
    const ids: string[] = [];
    for await (const one of list.list({ q: 'status:ok' })) ids.push(one.id);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, at) => `STX_${at}`));
    expect(asked).toEqual([
      'q=status%3Aok&count=100&offset=0',
      'q=status%3Aok&count=100&offset=100',
      'q=status%3Aok&count=100&offset=200',
    ]);
  });

  test('starts anew with each loop', async () => {
    const { list } = listOf(3);
    const matches = list.list();
    for (const _ of [1, 2]) {
      let seen = 0;
      for await (const _one of matches) seen++;
      expect(seen).toBe(3);
    }
  });

  test('keeps the page size and the start that the query names', async () => {
    const { list, asked } = listOf(5);
    const pages: number[] = [];
    for await (const page of list.list({ count: 2, offset: 1 }).pages()) pages.push(page.data.length);
    expect(pages).toEqual([2, 2]);
    expect(asked).toEqual(['count=2&offset=1', 'count=2&offset=3']);
  });

  test('that is awaited gives the first page as the server sends it', async () => {
    const { list, asked } = listOf(50);
    const page = await list.list({ q: 'x' });
    expect([page.count, page.data.length]).toEqual([50, 20]);
    expect(asked).toEqual(['q=x']);
  });

  test('asks for nothing until it is used, and stops asking when the loop ends', async () => {
    const { list, asked } = listOf(1000);
    const matches = list.list();
    expect(asked).toEqual([]);
    for await (const _one of matches) break;
    expect(asked).toHaveLength(1);
  });

  test('without matches hands out nothing', async () => {
    const { list } = listOf(0);
    const seen: unknown[] = [];
    for await (const one of list.list()) seen.push(one);
    expect(seen).toEqual([]);
  });

  test('that is refused rejects where it is consumed', async () => {
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

  test('gives its first item with a request for one', async () => {
    const { list, asked } = listOf(250);
    expect((await list.list({ q: 'x', offset: 2 }).first())?.id).toBe('STX_2');
    expect(await listOf(0).list.list().first()).toBeUndefined();
    expect(asked).toEqual(['q=x&offset=2&count=1']);
  });

  test('goes into an array of a size that is allowed, and no further', async () => {
    const { list } = listOf(250);
    expect(await list.list().toArray({ limit: 250 })).toHaveLength(250);
    expect(await list.list().toArray({ limit: Infinity })).toHaveLength(250);
    await expect(list.list().toArray({ limit: 249 })).rejects.toThrow(RangeError);
    await expect(list.list().toArray({ limit: 0 })).rejects.toThrow(RangeError);
    expect(await listOf(0).list.list().toArray({ limit: 0 })).toEqual([]);
  });

  test('is cut off in an array only on demand', async () => {
    const { list, asked } = listOf(250);
    expect((await list.list().toArray({ limit: 2, truncate: true })).map(({ id }) => id)).toEqual(['STX_0', 'STX_1']);
    expect(await list.list().toArray({ limit: 0, truncate: true })).toEqual([]);
    expect(await list.list().toArray({ limit: 100, truncate: true })).toHaveLength(100);
    expect(asked).toHaveLength(3);
  });

  test.each([undefined, -1, NaN])('does not go into an array without a limit (%s)', async (limit) => {
    const { list, asked } = listOf(3);
    await expect(list.list().toArray({ limit: limit as number })).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });

  test('asks for its total with a request for one item', async () => {
    const { list, asked } = listOf(250);
    expect(await list.list({ q: 'x' }).total()).toBe(250);
    expect(asked).toEqual(['q=x&count=1']);
  });

  test('has no total when the platform tells none', async () => {
    const fetch = (async () => Response.json({ data: [] })) as typeof globalThis.fetch;
    const { smart } = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch });
    expect(await smart.transactions.list().total()).toBeUndefined();
  });
});
