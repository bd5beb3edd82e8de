import { describe, expect, test } from 'vitest';
import { Secuconnect } from '../../src/secuconnect.ts';

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
});
