import { SmartTransactions } from '@secuconnect/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AbortError } from '../../src/errors/connection-errors.ts';
import { isPagingError, isScrollExpiredError, type ScrollExpiredError } from '../../src/pagination/paging-errors.ts';
import { Paginator } from '../../src/pagination/paginator.ts';
import { createTransport } from '../../src/create-transport.ts';
import { json, stubFetch } from '../stub-fetch.ts';
import { failures } from './failures.ts';
import { ids, ListServer, rest } from './list-server.ts';

describe('a list that is scrolled', () => {
  test('asks with its query first, without the offset, and then only with the newest scroll', async () => {
    const server = new ListServer(5);
    expect(await rest(server.list({ q: 'a:b', count: 2, offset: 1 }, { mode: 'scroll' }))).toEqual(ids(0, 5));
    expect(server.asked).toEqual([
      { q: 'a:b', count: 2, scroll_expire: '1m' },
      { scroll_id: '0:2', scroll_expire: '1m' },
      { scroll_id: '0:4', scroll_expire: '1m' },
      { scroll_id: '0:5', scroll_expire: '1m' },
    ]);
  });

  test('keeps the scroll open for as long as the query says, which also means to scroll', async () => {
    const server = new ListServer(1);
    expect(await rest(server.list({ scroll_expire: '10m' }))).toEqual(ids(0, 1));
    expect(server.asked).toEqual([
      { count: 100, scroll_expire: '10m' },
      { scroll_id: '0:1', scroll_expire: '10m' },
    ]);
  });

  test('goes on with a scroll that the query names', async () => {
    const server = new ListServer(5);
    const first = await server.list({ count: 2, scroll_expire: '1m' });
    expect(await rest(server.list({ scroll_id: first.scroll_id! }))).toEqual(ids(2, 5));
  });

  test('does not start anew when a scroll that the query names is lost: nobody knows where it began', async () => {
    const server = new ListServer(5);
    const first = await server.list({ count: 2, scroll_expire: '1m' });
    server.faults.set(1, { after: failures.lost() });
    const walk = server.list({ scroll_id: first.scroll_id! })[Symbol.asyncIterator]();
    for (const _ of [1, 2]) await expect(walk.next()).rejects.toMatchObject({ name: 'PagingError' });
    expect(server.asked).toHaveLength(2);
  });

  test('ends with an empty page, and keeps the scroll when an answer names none', async () => {
    const server = new ListServer(0);
    const answers = [
      { count: 9, data: [{ id: 'A' }], scroll_id: 's' },
      { data: [{ id: 'B' }] },
      { count: 0, data: [] },
    ];
    for (const [at, answer] of answers.entries()) server.faults.set(at, { answer });
    expect(await rest(server.list({}, { mode: 'scroll' }))).toEqual(['A', 'B']);
    expect(server.asked.map(({ scroll_id }) => scroll_id)).toEqual([undefined, 's', 's']);
  });

  test('is a snapshot: what comes and goes meanwhile shifts nothing', async () => {
    const server = new ListServer(4);
    const seen: string[] = [];
    for await (const { id } of server.list({ count: 2 }, { mode: 'scroll' })) {
      if (seen.push(id) === 2) server.items = server.items.slice(1);
    }
    expect(seen).toEqual(ids(0, 4));
  });

  test('ends with an error at a page that repeats the one before', async () => {
    const server = new ListServer(0);
    const page = { count: 9, data: [{ id: 'A' }], scroll_id: 's' };
    for (const at of [0, 1]) server.faults.set(at, { answer: page });
    await expect(rest(server.list({}, { mode: 'scroll' }))).rejects.toMatchObject({ name: 'PagingError' });
  });

  test('ends with an error when the platform opens no scroll, unless everything is on the first page', async () => {
    const server = new ListServer(0);
    server.faults.set(0, { answer: { count: 2, data: [{ id: 'A' }] } });
    server.faults.set(1, { answer: { count: 1, data: [{ id: 'A' }] } });
    await expect(rest(server.list({}, { mode: 'scroll' }))).rejects.toThrow('has opened no scroll');
    expect(await rest(server.list({}, { mode: 'scroll' }))).toEqual(['A']);
  });

  test.each([404, 400, 410, 500])(
    'turns an expired scroll (status %i) into an error with the checkpoint',
    async (status) => {
      const server = new ListServer(5);
      server.expired = failures.status(status);
      const walk = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
      await walk.next();
      await walk.next();
      server.expire();
      const failure: unknown = await walk.next().catch((error: unknown) => error);
      expect(isScrollExpiredError(failure) && isPagingError(failure)).toBe(true);
      expect(failure).toMatchObject({
        name: 'ScrollExpiredError',
        outcome: 'rejected',
        checkpoint: { mode: 'scroll', offset: 2 },
        cause: server.expired,
      });
      const { checkpoint } = failure as ScrollExpiredError;
      expect(await rest(server.list({ count: 2 }, { resumeFrom: checkpoint }))).toEqual(ids(2, 5));
    },
  );

  test('opens a new scroll after the old one has expired, and passes over what it has handed out', async () => {
    const server = new ListServer(9);
    server.expired = failures.status(404);
    const walk = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    for (let at = 0; at < 4; at++) await walk.next();
    server.expire();
    await expect(walk.next()).rejects.toMatchObject({ name: 'ScrollExpiredError' });
    expect(await rest(walk)).toEqual(ids(4, 9));
    expect(server.asked[3]).toEqual({ count: 2, scroll_expire: '1m' });
  });

  test('passes over nothing twice when the new scroll fails too', async () => {
    const server = new ListServer(9);
    server.faults.set(2, { after: failures.lost() });
    server.faults.set(4, { after: failures.lost() });
    server.faults.set(6, { before: failures.status(503) });
    const walk = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    const seen: string[] = [];
    for (let failed = 0; ;) {
      const result = await walk.next().catch(() => void failed++);
      if (result?.done) break;
      if (result) seen.push(result.value.id);
      expect(failed).toBeLessThan(4);
    }
    expect(seen).toEqual(ids(0, 9));
  });

  test.each([
    ['an answer that was lost', failures.lost()],
    ['an answer that came too late', failures.late()],
    ['a gateway without an answer', failures.status(504)],
  ])('does not skip the page that %s had: it opens a new scroll', async (_, failure) => {
    const server = new ListServer(6);
    server.faults.set(1, { after: failure });
    const walk = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    await walk.next();
    await walk.next();
    await expect(walk.next()).rejects.toMatchObject({
      name: 'PagingError',
      outcome: 'unknown',
      checkpoint: { mode: 'scroll', offset: 2 },
      cause: failure,
    });
    expect(await rest(walk)).toEqual(ids(2, 6));
  });

  test.each([
    ['never left', failures.unsent()],
    ['came too often', failures.status(429)],
    ['had no valid token', failures.status(401)],
    ['was forbidden', failures.status(403)],
  ])('keeps the scroll when the request %s, and says so in its own words', async (_, failure) => {
    const server = new ListServer(6);
    server.faults.set(1, { before: failure });
    const walk = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    await walk.next();
    await walk.next();
    await expect(walk.next()).rejects.toBe(failure);
    expect(failure).toMatchObject({ checkpoint: { mode: 'scroll', offset: 2, scroll_id: '0:2', count: 6 } });
    expect(await rest(walk)).toEqual(ids(2, 6));
    expect(server.asked.filter(({ scroll_id }) => !scroll_id)).toHaveLength(1);
  });

  test('that is aborted while it goes on says so, and its checkpoint does not rely on the open scroll', async () => {
    const server = new ListServer(6);
    const failure = new AbortError({ id: 'shop.items.list', safe: true }, 'shut down', 'unknown');
    server.faults.set(1, { after: failure });
    const pages = server.list({ count: 2 }, { mode: 'scroll' }).pages();
    await pages.next();
    await expect(pages.next()).rejects.toBe(failure);
    expect(pages.checkpoint()).toEqual({ mode: 'scroll', offset: 2 });
  });

  describe('through the transport', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('repeats its first request like any other, and none that goes on: a repeat would get the page after the lost one', async () => {
      const page = json({ count: 2, data: [{ id: 'A' }], scroll_id: 's' });
      const stub = stubFetch(json({}, 503), page, json({}, 503));
      const wire = new SmartTransactions(
        createTransport({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch: stub.fetch }),
      );
      const query: SmartTransactions.ListParams = { q: 'x' };
      const list = new Paginator<{ id: string }>(
        (position, settings) => wire.list({ ...query, ...position }, settings),
        query,
        { mode: 'scroll' },
      );
      const failure = rest(list).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await failure).toSatisfy((error) => isPagingError(error) && !isScrollExpiredError(error));
      expect(stub.requests.map(({ url }) => new URL(url).search)).toEqual([
        '?q=x&count=100&scroll_expire=1m',
        '?q=x&count=100&scroll_expire=1m',
        '?scroll_id=s&scroll_expire=1m',
      ]);
    });
  });
});
