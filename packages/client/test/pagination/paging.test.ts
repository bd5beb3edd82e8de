import { describe, expect, test, vi } from 'vitest';
import { Paginator } from '../../src/pagination/paginator.ts';
import { paging } from '../../src/pagination/paging.ts';
import { q } from '../../src/query/q.ts';

describe('paging', () => {
  test('makes text of a search query, and numbers of a position', () => {
    expect(paging.toWire({ q: q.eq('status', 'ok'), fields: ['id', 'status'], count: '7' })).toMatchObject({
      q: 'status:ok',
      fields: 'id,status',
      count: 7,
    });
  });

  test('rejects a position that paging cannot compute with', () => {
    expect(() => paging.assertPosition({ offset: -1 })).toThrow(TypeError);
    expect(() => paging.assertPosition(undefined)).not.toThrow();
  });

  test('returns a list that fetches its pages with the given function and options', async () => {
    const fetchPage = vi.fn(async () => ({ count: 1, data: [{ id: 'A' }] }));
    const list = paging.list(fetchPage, { count: 5 }, { mode: 'offset' }) as Paginator<{ id: string }>;
    expect(list).toBeInstanceOf(Paginator);
    expect(await list.toArray({ limit: 10 })).toEqual([{ id: 'A' }]);
    expect(fetchPage).toHaveBeenCalledWith({ count: 5, offset: 0 }, { mode: 'offset' });
  });
});
