import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import type { Checkpoint } from '../../src/pagination/checkpoint.ts';
import { getCheckpoint } from '../../src/pagination/paging-errors.ts';
import { failures } from './failures.ts';
import { ids, ListServer, rest } from './list-server.ts';

/** As it comes out of a file or a database. */
const stored = (checkpoint: Checkpoint | undefined): Checkpoint => JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;

const situation = fc.record({
  mode: fc.constantFrom('offset' as const, 'scroll' as const),
  total: fc.nat({ max: 40 }),
  count: fc.integer({ min: 1, max: 12 }),
  largest: fc.integer({ min: 1, max: 12 }),
  taken: fc.nat({ max: 45 }),
  prefetch: fc.boolean(),
  expired: fc.boolean(),
});

describe('a checkpoint', () => {
  test('taken after any item gives exactly the remaining items in another process', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async ({ mode, total, count, largest, taken, prefetch, expired }) => {
        const server = new ListServer(total);
        server.largest = largest;
        server.expired = failures.status(404);
        const walk = server.list({ count }, { mode, prefetch })[Symbol.asyncIterator]();
        for (let at = 0; at < taken; at++) await walk.next();
        const resumeFrom = stored(walk.checkpoint());
        await walk.return();
        if (expired) server.expire();
        const resumed = server.list({ count }, { resumeFrom, prefetch });
        const remaining = await rest(resumed).catch((error: unknown) =>
          rest(server.list({ count }, { resumeFrom: stored(getCheckpoint(error)) })),
        );
        expect(remaining).toEqual(ids(taken, total));
      }),
      { numRuns: 500 },
    );
  });

  test('of an error gives exactly the remaining items, whichever request fails, and however', async () => {
    const failing = fc.record({
      at: fc.nat({ max: 8 }),
      how: fc.constantFrom<'before' | 'after'>('before', 'after'),
      what: fc.constantFrom(
        failures.lost,
        failures.late,
        () => failures.status(502),
        () => failures.status(500),
      ),
    });
    await fc.assert(
      fc.asyncProperty(situation, fc.array(failing, { maxLength: 4 }), async (where, all) => {
        const { mode, total, count, prefetch } = where;
        const server = new ListServer(total);
        for (const { at, how, what } of all) server.faults.set(at, { [how]: what() });
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
      }),
      { numRuns: 500 },
    );
  });

  test('before any loop is the start of the query, and after a loop its end', async () => {
    const list = new ListServer(5).list({ offset: 2 });
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 2 });
    await rest(list);
    expect(list.checkpoint()).toEqual({ mode: 'offset', offset: 5 });
  });

  test('belongs to a loop: each has its own, and the list that of its latest', async () => {
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

  test('of a loop over pages is behind the page', async () => {
    const pages = new ListServer(5).list({ count: 2 }).pages();
    await pages.next();
    expect(pages.checkpoint()).toEqual({ mode: 'offset', offset: 2 });
  });

  test('has the open scroll only between two pages, as a scroll cannot go back', async () => {
    const walk = new ListServer(5).list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    await walk.next();
    expect(walk.checkpoint()).toEqual({ mode: 'scroll', offset: 1 });
    await walk.next();
    expect(walk.checkpoint()).toEqual({ mode: 'scroll', offset: 2, scroll_id: '0:2', count: 5 });
    const next = walk.next();
    expect(walk.checkpoint()).toEqual({ mode: 'scroll', offset: 2 });
    await next;
  });

  test('does not have the open scroll when the next page was read ahead, as the scroll is behind that', async () => {
    const walk = new ListServer(6).list({ count: 2 }, { mode: 'scroll', prefetch: true })[Symbol.asyncIterator]();
    await walk.next();
    await walk.next();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(walk.checkpoint()).toEqual({ mode: 'scroll', offset: 2 });
  });

  test('with a scroll that has expired is not held against a total that promises too much', async () => {
    const server = new ListServer(4);
    server.expired = failures.status(404);
    const resumeFrom: Checkpoint = { mode: 'scroll', offset: 1, scroll_id: 'gone', count: 4 };
    const walk = server.list({ count: 10 }, { resumeFrom })[Symbol.asyncIterator]();
    await expect(walk.next()).rejects.toMatchObject({ name: 'ScrollExpiredError' });
    server.faults.set(1, { answer: { count: 9, data: server.items, scroll_id: 's' } });
    server.faults.set(2, { answer: { data: [] } });
    expect(await rest(walk)).toEqual(ids(1, 4));
  });

  test('with an open scroll goes on with it, without reading again what was seen', async () => {
    const server = new ListServer(6);
    const pages = server.list({ count: 2 }, { mode: 'scroll' }).pages();
    await pages.next();
    expect(await rest(server.list({ count: 2 }, { resumeFrom: stored(pages.checkpoint()) }))).toEqual(ids(2, 6));
    expect(server.asked.filter(({ scroll_id }) => !scroll_id)).toHaveLength(1);
  });

  test('with a scroll that had gone on in the meantime ends with an error, and that with all that is missing', async () => {
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
    expect(await rest(server.list({ count: 2 }, { resumeFrom: stored(getCheckpoint(failure)) }))).toEqual(ids(2, 7));
  });

  test('is on the error of each loop, even if several fail with the same error object', async () => {
    const failure = failures.status(401);
    const loops = [1, 3].map(async (items) => {
      const server = new ListServer(10);
      server.faults.set(items, { before: failure });
      await rest(server.list({ count: 1 }));
    });
    const results = await Promise.allSettled(loops);
    const errors = results.map((result) => (result as PromiseRejectedResult).reason as unknown);
    expect(errors.map(getCheckpoint)).toEqual([
      { mode: 'offset', offset: 1 },
      { mode: 'offset', offset: 3 },
    ]);
    expect(errors[0]).toBe(failure);
    expect(errors[1]).toMatchObject({ message: failure.message, outcome: failure.outcome, cause: failure });
  });

  test('is not looked for on what is no error of this SDK', () => {
    expect(getCheckpoint(Object.assign(new Error('other'), { checkpoint: 1 }))).toBeUndefined();
    expect(getCheckpoint(undefined)).toBeUndefined();
    expect(getCheckpoint(new SecuconnectError('no list', { outcome: 'no-effect' }))).toBeUndefined();
  });

  test.each([
    ['text', '{"mode":"offset","offset":3}'],
    ['without a place', { mode: 'offset' }],

    ['before the start', { mode: 'scroll', offset: -1 }],
    ['of no number', { mode: 'offset', offset: '3' }],
  ])('that is none (%s) is refused at once, instead of starting anew', (_, from) => {
    expect(() => new ListServer(3).list({}, { resumeFrom: from as unknown as Checkpoint })).toThrow(TypeError);
  });
});
