import { describe, expect, test } from 'vitest';
import { isPagingError } from '../../src/pagination/paging-errors.ts';
import { RepetitionCheck } from '../../src/pagination/repetition-check.ts';
import { collectIds, ids, ListServer, type Item } from './list-server.ts';

const isPagingErrorThrown = expect.toSatisfy(isPagingError);

/** A check that has passed these pages. */
function checkAfter(...pages: unknown[][]) {
  const check = new RepetitionCheck<unknown>();
  for (const page of pages) check.check(page, true);
  return check;
}

const [A, B, C] = [{ id: 'A' }, { id: 'B' }, { id: 'C' }];

describe('RepetitionCheck', () => {
  test('the same ids in the same order as on the previous page are an error', () => {
    expect(() => checkAfter([A, B]).check(structuredClone([A, B]), true)).toThrow(isPagingErrorThrown);
    expect(() => checkAfter([A, B]).check([B, A], true)).not.toThrow();
    expect(() => checkAfter([A, B]).check([A], true)).not.toThrow();
    expect(() => checkAfter([A, B], [C]).check([A, B], true)).not.toThrow();
  });

  test('items that the total does not announce must not have been on the first or the previous page', () => {
    expect(() => checkAfter([A], [B]).check([C], false)).not.toThrow();
    expect(() => checkAfter([A], [B]).check([C, A], false)).toThrow(isPagingErrorThrown);
    expect(() => checkAfter([A], [B]).check([C, B], false)).toThrow(isPagingErrorThrown);
  });

  test('items without ids may be equal as long as the total announces them', () => {
    const page = [{ status: 'ok' }, { status: 'ok' }, null];
    expect(() => checkAfter(page, page).check(page, true)).not.toThrow();
    expect(() => checkAfter(page).check(page, false)).toThrow(isPagingErrorThrown);
    expect(() => checkAfter(page, [{ status: 'new' }]).check(page, false)).toThrow(isPagingErrorThrown);
    expect(() => checkAfter(page).check([...page].reverse(), false)).not.toThrow();
  });

  test('an id that is `null` says nothing: the items are compared', () => {
    const [one, other] = [
      { id: null, status: 'ok' },
      { id: null, status: 'new' },
    ];
    expect(() => checkAfter([one]).check([structuredClone(one)], true)).toThrow(isPagingErrorThrown);
    expect(() => checkAfter([one]).check([other], true)).not.toThrow();
    expect(() => checkAfter([one], [other]).check([A, one], false)).toThrow(isPagingErrorThrown);
  });

  test('a page without items is not compared', () => {
    const check = checkAfter([], []);
    expect(() => check.check([], false)).not.toThrow();
    expect(check.isPreviousPage([A])).toBe(false);
  });

  test('isPreviousPage() recognises ids, and other items if they are the only page', () => {
    expect(checkAfter([A, B]).isPreviousPage([A, B])).toBe(true);
    expect(checkAfter([C], [A]).isPreviousPage([A])).toBe(true);
    expect(checkAfter([A, B]).isPreviousPage([A, C])).toBe(false);
    expect(checkAfter([{ status: 'ok' }]).isPreviousPage([{ status: 'ok' }])).toBe(true);
    expect(checkAfter([{ status: 'ok' }], [{ status: 'ok' }]).isPreviousPage([{ status: 'ok' }])).toBe(false);
  });
});

describe('a loop over a list of a server that ignores the offset', () => {
  const amounts = (count: number): object[] => Array.from({ length: count }, () => ({ amount: 1 }));

  /** Collects at most 2,000 items. */
  async function run(respond: (request: number) => unknown, query: { count?: number } = {}) {
    const server = new ListServer(0);
    let requests = 0;
    const list = server.list(query);
    server.respond = async () => respond(requests++);
    const seen: Item[] = [];
    const error: unknown = await (async () => {
      for await (const item of list) if (seen.push(item) >= 2_000) break;
    })().catch((failure: unknown) => failure);
    return { seen: seen.length, error };
  }

  test.each<[string, (request: number) => unknown]>([
    ['its items have ids and a total', () => ({ count: 350, data: ids(0, 100).map((id) => ({ id })) })],
    ['its items have ids', () => ({ data: ids(0, 100).map((id) => ({ id })) })],
    ['its items have a total', () => ({ count: 350, data: amounts(100) })],
    ['its items have a total that is a multiple of the page size', () => ({ count: 400, data: amounts(100) })],
    ['its pages are shorter than requested', () => ({ count: 350, data: amounts(20) })],
    [
      'its pages are shorter than requested, and the total a multiple of them',
      () => ({ count: 360, data: amounts(20) }),
    ],
    ['nothing shows what its items are', () => ({ data: amounts(100) })],
    [
      'two pages alternate',
      (request) => ({ count: 350, data: ids((request % 2) * 100, (request % 2) * 100 + 100).map((id) => ({ id })) }),
    ],
    [
      'its items come in another order each time',
      (request) => ({ count: 350, data: ids(0, 100).map((_, index) => ({ id: `X_${(index * 7 + request) % 100}` })) }),
    ],
  ])('the loop ends with an error if %s', async (_, respond) => {
    const { seen, error } = await run(respond);
    expect(error).toSatisfy(isPagingError);
    expect(seen).toBeLessThanOrEqual(400);
  });

  test.each([
    ['without a total', undefined],
    ['behind a total', 5],
  ])('the loop ends with an error after 500 pages %s whose items have no ids', async (_, count) => {
    const { seen, error } = await run((request) => ({ count, data: [{ value: request }] }));
    expect(error).toSatisfy(isPagingError);
    expect(seen).toBe(500 + (count ?? 0));
  });

  test('a loop that was ended after 500 pages continues for as many when it is asked to', async () => {
    const server = new ListServer(0);
    const iterator = server.list()[Symbol.asyncIterator]();
    let requests = 0;
    server.respond = async () => ({ data: requests < 700 ? [{ value: requests++ }] : [] });
    await expect(collectIds(iterator)).rejects.toSatisfy(isPagingError);
    await expect(collectIds(iterator)).resolves.toHaveLength(199);
  });
});
