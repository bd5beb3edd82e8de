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

  test('a loop that resumes after its scroll has expired goes by the total of the new scroll, not by that of the checkpoint', async () => {
    const server = new ListServer(4);
    server.expiredError = transportErrors.status(404);
    const resumeFrom: Checkpoint = { mode: 'scroll', offset: 1, scroll_id: 'gone', count: 9 };
    const iterator = server.list({ count: 10 }, { resumeFrom })[Symbol.asyncIterator]();
    await expect(iterator.next()).rejects.toMatchObject({ name: 'ScrollExpiredError' });
    server.stubs.set(1, { response: { count: 4, data: server.items, scroll_id: 's' } });
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

  test.each([
    ['exceeded the rate limit', () => transportErrors.status(429)],
    ['had no valid token', () => transportErrors.status(401)],
    ['was forbidden', () => transportErrors.status(403)],
    ['was not sent', transportErrors.notSent],
    ['received no response', transportErrors.connectionLost],
  ])('a scroll that still skips returned items is not in the checkpoint when a request of it %s', async (_, error) => {
    for (const prefetch of [false, true]) {
      const server = new ListServer(100);
      server.expiredError = transportErrors.status(404);
      const seen: string[] = [];
      const checkpoints: Checkpoint[] = [];
      let resumeFrom: Checkpoint | undefined;
      let isExpired = false;
      for (let ended = false; !ended;) {
        try {
          for await (const { id } of server.list({ count: 10 }, { mode: 'scroll', resumeFrom, prefetch })) {
            seen.push(id);
            if (seen.length === 50 && !isExpired) {
              isExpired = true;
              server.expireScrolls();
              // Requests for the third page of the new scroll, and of the one after it.
              for (const number of [3, 6]) server.stubs.set(server.queries.length + number, { failBefore: error() });
            }
          }
          ended = true;
        } catch (failure) {
          resumeFrom = stored(getCheckpoint(failure));
          checkpoints.push(resumeFrom);
        }
      }
      expect(seen).toEqual(ids(0, 100));
      expect(checkpoints).toEqual(Array.from({ length: 3 }, () => ({ mode: 'scroll', offset: prefetch ? 60 : 50 })));
    }
  });

  test('both loops end with an error when a checkpoint is resumed although its loop continues, and no item is missing after them', async () => {
    const server = new ListServer(12);
    const continued = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    await continued.next();
    await continued.next();
    const resumed = server.list({ count: 2 }, { resumeFrom: stored(continued.checkpoint()) })[Symbol.asyncIterator]();
    for (let index = 0; index < 2; index++) await Promise.all([continued.next(), resumed.next()]);
    for (const [loop, begin] of [
      [resumed, 2],
      [continued, 0],
    ] as const) {
      const failure = await collectIds(loop).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: 'PagingError', checkpoint: { mode: 'scroll', offset: begin } });
      const remaining = server.list({ count: 2 }, { resumeFrom: stored(getCheckpoint(failure)) });
      expect(await collectIds(remaining)).toEqual(ids(begin, 12));
    }
  });

  test.each(['offset', 'scroll'] as const)(
    'the checkpoint of an abort while a page arrives is in front of that page (%s)',
    async (mode) => {
      const server = new ListServer(9);
      const controller = new AbortController();
      const list = server.list({ count: 3 }, { mode, signal: controller.signal });
      const respond = server.respond.bind(server);
      server.respond = async (query) => {
        if (server.queries.length === 1) controller.abort();
        // A response that has arrived is not aborted.
        return respond(query, undefined);
      };
      const pages = list.pages();
      expect((await pages.next()).value?.data).toHaveLength(3);
      await expect(pages.next()).rejects.toMatchObject({ name: 'AbortError', checkpoint: { mode, offset: 3 } });
      const resumeFrom = stored(list.checkpoint());
      expect(await collectIds(server.list({ count: 3 }, { resumeFrom }))).toEqual(ids(3, 9));
    },
  );

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
