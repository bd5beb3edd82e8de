import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/pagination/checkpoint.ts';
import { getCheckpoint } from '../../src/pagination/paging-errors.ts';
import { transportErrors } from './transport-errors.ts';
import { ids, ListServer, collectIds } from './list-server.ts';

/** As it is read from a file or a database. */
const stored = (checkpoint: Checkpoint | undefined): Checkpoint => JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;

const situation = fc.record({
  mode: fc.constantFrom('offset' as const, 'scroll' as const),
  total: fc.nat({ max: 40 }),
  count: fc.integer({ min: 1, max: 12 }),
  maxPageSize: fc.integer({ min: 1, max: 12 }),
  taken: fc.nat({ max: 45 }),
  prefetch: fc.boolean(),
  expired: fc.boolean(),
});

describe('Checkpoint', () => {
  test('a checkpoint behind any item resumes with exactly the remaining items in another process', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async ({ mode, total, count, maxPageSize, taken, prefetch, expired }) => {
        const server = new ListServer(total);
        server.maxPageSize = maxPageSize;
        server.expiredError = transportErrors.status(404);
        const iterator = server.list({ count }, { mode, prefetch })[Symbol.asyncIterator]();
        for (let index = 0; index < taken; index++) await iterator.next();
        const resumeFrom = stored(iterator.checkpoint());
        await iterator.return();
        if (expired) server.expireScrolls();
        const resumed = server.list({ count }, { resumeFrom, prefetch });
        const remaining = await collectIds(resumed).catch((error: unknown) =>
          collectIds(server.list({ count }, { resumeFrom: stored(getCheckpoint(error)) })),
        );
        expect(remaining).toEqual(ids(taken, total));
      }),
      { numRuns: 500 },
    );
  });

  test('the checkpoint of an error resumes with exactly the remaining items, no matter which request fails and how', async () => {
    const failing = fc.record({
      request: fc.nat({ max: 8 }),
      when: fc.constantFrom<'failBefore' | 'failAfter'>('failBefore', 'failAfter'),
      error: fc.constantFrom(
        transportErrors.connectionLost,
        transportErrors.timedOut,
        () => transportErrors.status(502),
        () => transportErrors.status(500),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        situation,
        fc.array(failing, { maxLength: 4 }),
        async ({ mode, total, count, prefetch }, all) => {
          const server = new ListServer(total);
          for (const { request, when, error } of all) server.stubs.set(request, { [when]: error() });
          const seen: string[] = [];
          let resumeFrom: Checkpoint | undefined;
          for (let ended = false; !ended;) {
            try {
              for await (const { id } of server.list({ count }, { mode, prefetch, resumeFrom })) seen.push(id);
              ended = true;
            } catch (error) {
              resumeFrom = stored(getCheckpoint(error));
            }
          }
          expect(seen).toEqual(ids(0, total));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the checkpoint is the start of the query before any loop, and its end after a loop', async () => {
    const list = new ListServer(5).list({ offset: 2 });
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 2 });
    await collectIds(list);
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 5 });
  });

  test('each loop has a separate checkpoint, and the list has that of its latest loop', async () => {
    const list = new ListServer(5).list();
    const [one, other] = [list[Symbol.asyncIterator](), list[Symbol.asyncIterator]()];
    await one.next();
    await other.next();
    await other.next();
    expect([one.checkpoint(), list.checkpoint()]).toEqual([
      { mode: 'offset', offset: 1 },
      { mode: 'offset', offset: 2 },
    ]);
  });

  test('the checkpoint of a loop over pages is behind the page', async () => {
    const pages = new ListServer(5).list({ count: 2 }).pages();
    await pages.next();
    expect(pages.checkpoint()).toEqual({ mode: 'offset', offset: 2 });
  });

  test('a checkpoint has the open scroll only between two pages, because a scroll cannot go back', async () => {
    const iterator = new ListServer(5).list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    await iterator.next();
    expect(iterator.checkpoint()).toEqual({ mode: 'scroll', offset: 1 });
    await iterator.next();
    expect(iterator.checkpoint()).toEqual({ mode: 'scroll', offset: 2, scroll_id: '0:2', count: 5 });
    const next = iterator.next();
    expect(iterator.checkpoint()).toEqual({ mode: 'scroll', offset: 2 });
    await next;
  });

  test('a checkpoint does not have the open scroll when the next page was prefetched, because the scroll is behind that page', async () => {
    const iterator = new ListServer(6).list({ count: 2 }, { mode: 'scroll', prefetch: true })[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(iterator.checkpoint()).toEqual({ mode: 'scroll', offset: 2 });
  });

  test('a loop that resumes after its scroll has expired ends without an error, although a total announces more items', async () => {
    const server = new ListServer(4);
    server.expiredError = transportErrors.status(404);
    const resumeFrom: Checkpoint = { mode: 'scroll', offset: 1, scroll_id: 'gone', count: 4 };
    const iterator = server.list({ count: 10 }, { resumeFrom })[Symbol.asyncIterator]();
    await expect(iterator.next()).rejects.toMatchObject({ name: 'ScrollExpiredError' });
    server.stubs.set(1, { response: { count: 9, data: server.items, scroll_id: 's' } });
    server.stubs.set(2, { response: { data: [] } });
    expect(await collectIds(iterator)).toEqual(ids(1, 4));
  });

  test('a checkpoint with an open scroll resumes it, without reading earlier items again', async () => {
    const server = new ListServer(6);
    const pages = server.list({ count: 2 }, { mode: 'scroll' }).pages();
    await pages.next();
    expect(await collectIds(server.list({ count: 2 }, { resumeFrom: stored(pages.checkpoint()) }))).toEqual(ids(2, 6));
    expect(server.queries.filter(({ scroll_id }) => !scroll_id)).toHaveLength(1);
  });

  test('a loop whose scroll was moved on in the meantime ends with an error, whose checkpoint resumes with all missing items', async () => {
    const server = new ListServer(7);
    const pages = server.list({ count: 2 }, { mode: 'scroll' }).pages();
    await pages.next();
    const resumeFrom = stored(pages.checkpoint());
    await pages.next();
    const seen: string[] = [];
    const failure = await (async () => {
      for await (const { id } of server.list({ count: 2 }, { resumeFrom })) seen.push(id);
    })().catch((error: unknown) => error);
    expect(seen).toEqual(ids(4, 7));
    expect(failure).toMatchObject({ name: 'PagingError', checkpoint: { mode: 'scroll', offset: 2 } });
    expect(await collectIds(server.list({ count: 2 }, { resumeFrom: stored(getCheckpoint(failure)) }))).toEqual(
      ids(2, 7),
    );
  });
});
