import { SmartTransactions } from '@secuconnect/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AbortError, TimeoutError } from '../../src/errors/connection-errors.ts';
import { errorFromTokenResponse } from '../../src/errors/from-response.ts';
import { isPagingError, isScrollExpiredError, type ScrollExpiredError } from '../../src/pagination/paging-errors.ts';
import { Paginator } from '../../src/pagination/paginator.ts';
import { createTransport } from '../../src/create-transport.ts';
import { paging } from '../../src/pagination/paging.ts';
import { json, stubFetch } from '../stub-fetch.ts';
import { afterOneAttempt, LIST_CALL, transportErrors } from './transport-errors.ts';
import { ids, ListServer, collectIds } from './list-server.ts';

describe('scrollPager()', () => {
  test('the first request has the query without its offset, and later ones only the newest scroll', async () => {
    const server = new ListServer(5);
    expect(await collectIds(server.list({ q: 'a:b', count: 2, offset: 1 }, { mode: 'scroll' }))).toEqual(ids(0, 5));
    expect(server.queries).toEqual([
      { q: 'a:b', count: 2, scroll_expire: '1m' },
      { scroll_id: '0:2', scroll_expire: '1m' },
      { scroll_id: '0:4', scroll_expire: '1m' },
      { scroll_id: '0:5', scroll_expire: '1m' },
    ]);
  });

  test('scroll_expire in the query implies a scroll, and is sent with each request', async () => {
    const server = new ListServer(1);
    expect(await collectIds(server.list({ scroll_expire: '10m' }))).toEqual(ids(0, 1));
    expect(server.queries).toEqual([
      { count: 100, scroll_expire: '10m' },
      { scroll_id: '0:1', scroll_expire: '10m' },
    ]);
  });

  test('a scroll that the query names is continued', async () => {
    const server = new ListServer(5);
    const first = await server.list({ count: 2, scroll_expire: '1m' });
    expect(await collectIds(server.list({ scroll_id: first.scroll_id! }))).toEqual(ids(2, 5));
  });

  test('a lost scroll that the query names is not replaced, because where it began is unknown', async () => {
    const server = new ListServer(5);
    const first = await server.list({ count: 2, scroll_expire: '1m' });
    server.stubs.set(1, { failAfter: transportErrors.connectionLost() });
    const iterator = server.list({ scroll_id: first.scroll_id! })[Symbol.asyncIterator]();
    for (const _ of [1, 2]) await expect(iterator.next()).rejects.toMatchObject({ name: 'PagingError' });
    expect(server.queries).toHaveLength(2);
  });

  test('a scroll ends at an empty page, and continues under its id when a response names none', async () => {
    const server = new ListServer(0);
    const responses = [
      { count: 2, data: [{ id: 'A' }], scroll_id: 's' },
      { data: [{ id: 'B' }] },
      { count: 0, data: [] },
    ];
    for (const [index, response] of responses.entries()) server.stubs.set(index, { response });
    expect(await collectIds(server.list({}, { mode: 'scroll' }))).toEqual(['A', 'B']);
    expect(server.queries.map(({ scroll_id }) => scroll_id)).toEqual([undefined, 's', 's']);
  });

  test.each([
    ['null', null],
    ['an empty string', ''],
  ])('a scroll continues under its id when a response names %s as its id', async (_, scroll_id) => {
    const server = new ListServer(0);
    const responses = [
      { count: '2', data: [{ id: 'A' }], scroll_id: 's' },
      { data: [{ id: 'B' }], scroll_id },
      { data: null, scroll_id },
    ];
    for (const [index, response] of responses.entries()) server.stubs.set(index, { response });
    expect(await collectIds(server.list({}, { mode: 'scroll' }))).toEqual(['A', 'B']);
    expect(server.queries).toHaveLength(3);
  });

  test.each([
    ['an empty page', { data: [] }],
    ['a page with the total 0', { count: 0 }],
    ['an empty object', {}],
    ['no body', undefined],
  ])(
    'a scroll that returns %s before its end is an error, whose checkpoint is where the loop began',
    async (_, response) => {
      const server = new ListServer(6);
      server.stubs.set(2, { response });
      const iterator = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
      for (let index = 0; index < 4; index++) await iterator.next();
      await expect(iterator.next()).rejects.toMatchObject({
        name: 'PagingError',
        message: 'Items are missing: the scroll returned 4 of 6.',
        checkpoint: { mode: 'scroll', offset: 0 },
      });
      expect(await collectIds(iterator)).toEqual(ids(0, 6));
    },
  );

  test('a scroll that lost a page ends with an error, although no request failed', async () => {
    const server = new ListServer(6);
    const list = server.list({ count: 2 }, { mode: 'scroll' });
    const respond = server.respond.bind(server);
    // As a proxy or a runtime that sends the same request twice.
    server.respond = async (query, options) => {
      if (server.queries.length === 1) await respond(query, options);
      return respond(query, options);
    };
    const seen: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const { id } of list) seen.push(id);
    };
    await expect(loop()).rejects.toMatchObject({ name: 'PagingError', checkpoint: { mode: 'scroll', offset: 0 } });
    expect(seen).toEqual(['X_0', 'X_1', 'X_4', 'X_5']);
  });

  test.each([
    ['a fresh scroll', undefined],
    ['a resumed scroll', { mode: 'scroll', offset: 3, scroll_id: 's', count: 4 } as const],
  ])('%s that returns more items than there are matches ends with an error behind them', async (_, resumeFrom) => {
    const server = new ListServer(0);
    const responses = [
      { count: 4, data: [{ id: 'A' }, { id: 'B' }], scroll_id: 's' },
      { data: [{ id: 'C' }, { id: 'D' }, { id: 'E' }] },
      { data: [] },
    ];
    for (const [index, response] of responses.entries()) server.stubs.set(index, { response });
    const iterator = server.list({ count: 2 }, { mode: 'scroll', resumeFrom })[Symbol.asyncIterator]();
    for (let index = 0; index < 5; index++) expect((await iterator.next()).done).toBe(false);
    const offset = (resumeFrom?.offset ?? 0) + 5;
    await expect(iterator.next()).rejects.toMatchObject({
      name: 'PagingError',
      checkpoint: { mode: 'scroll', offset },
    });
  });

  const shortScrolls: [string, unknown][] = [
    ['the list has shrunk', { count: 1, data: [{ id: 'X_0' }], scroll_id: 's' }],
    ['the list has shrunk to one page', { count: 1, data: [{ id: 'X_0' }] }],
    ['the list seems to be empty', { count: 0, data: [] }],
    ['the response has no body', undefined],
  ];

  test.each(shortScrolls)(
    'a new scroll with fewer items than were returned is opened again: %s',
    async (_, response) => {
      const server = new ListServer(6);
      server.stubs.set(0, { response });
      server.stubs.set(1, { response: { data: [] } });
      const list = server.list({ count: 4 }, { resumeFrom: { mode: 'scroll', offset: 3 } });
      if ((response as { scroll_id?: string } | undefined)?.scroll_id === undefined) server.stubs.delete(1);
      expect(await collectIds(list)).toEqual(ids(3, 6));
    },
  );

  test('a loop ends with an error if a new scroll has fewer items than the loop has returned, because others may have been skipped', async () => {
    const server = new ListServer(6);
    server.expiredError = transportErrors.status(404);
    const iterator = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    for (let index = 0; index < 4; index++) await iterator.next();
    server.expireScrolls();
    server.items = server.items.slice(3);
    await expect(iterator.next()).rejects.toMatchObject({ name: 'ScrollExpiredError' });
    const failure = await iterator.next().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'PagingError', checkpoint: { mode: 'scroll', offset: 4 } });
    const { checkpoint } = failure as ScrollExpiredError;
    expect(await collectIds(server.list({ count: 2 }, { resumeFrom: checkpoint }))).toEqual([]);
  });

  test('a scroll that does not move on is an error, also if its items have no ids', async () => {
    const server = new ListServer(0);
    const list = server.list({ count: 2 }, { mode: 'scroll' });
    for (const count of [undefined, 3]) {
      server.respond = async () => ({ count, data: [{ amount: 1 }, { amount: 1 }], scroll_id: 's' });
      await expect(collectIds(list)).rejects.toMatchObject({ name: 'PagingError' });
    }
  });

  test.each(['{"count":0}', '{"data":null}', '{"count":"0","data":{}}', '{}', '[]', 'null'])(
    'a scroll of the empty list %s ends',
    async (body) => {
      const server = new ListServer(0);
      server.stubs.set(0, { response: JSON.parse(body) as unknown });
      expect(await collectIds(server.list({}, { mode: 'scroll' }))).toEqual([]);
      expect(server.queries).toHaveLength(1);
    },
  );

  test('a scroll reads a snapshot: items that come and go meanwhile shift nothing', async () => {
    const server = new ListServer(4);
    const seen: string[] = [];
    for await (const { id } of server.list({ count: 2 }, { mode: 'scroll' })) {
      if (seen.push(id) === 2) server.items = server.items.slice(1);
    }
    expect(seen).toEqual(ids(0, 4));
  });

  test('a duplicate page ends the loop with an error', async () => {
    const server = new ListServer(0);
    const page = { count: 9, data: [{ id: 'A' }], scroll_id: 's' };
    for (const index of [0, 1]) server.stubs.set(index, { response: page });
    await expect(collectIds(server.list({}, { mode: 'scroll' }))).rejects.toMatchObject({ name: 'PagingError' });
  });

  test('a loop ends with an error when the API opens no scroll, unless everything is on the first page', async () => {
    const server = new ListServer(0);
    server.stubs.set(0, { response: { count: 2, data: [{ id: 'A' }] } });
    server.stubs.set(1, { response: { count: 1, data: [{ id: 'A' }] } });
    await expect(collectIds(server.list({}, { mode: 'scroll' }))).rejects.toThrow('opened no scroll');
    expect(await collectIds(server.list({}, { mode: 'scroll' }))).toEqual(['A']);
  });

  test.each([404, 400, 410, 500])(
    'an expired scroll (status %i) becomes an error with the checkpoint',
    async (status) => {
      const server = new ListServer(5);
      server.expiredError = transportErrors.status(status);
      const iterator = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
      await iterator.next();
      await iterator.next();
      server.expireScrolls();
      const failure: unknown = await iterator.next().catch((error: unknown) => error);
      expect(isScrollExpiredError(failure) && isPagingError(failure)).toBe(true);
      expect(failure).toMatchObject({
        name: 'ScrollExpiredError',
        outcome: 'no-effect',
        checkpoint: { mode: 'scroll', offset: 2 },
        cause: server.expiredError,
      });
      const { checkpoint } = failure as ScrollExpiredError;
      expect(await collectIds(server.list({ count: 2 }, { resumeFrom: checkpoint }))).toEqual(ids(2, 5));
    },
  );

  test('the next read after an expired scroll opens a new one, and skips what was returned', async () => {
    const server = new ListServer(9);
    server.expiredError = transportErrors.status(404);
    const iterator = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    for (let index = 0; index < 4; index++) await iterator.next();
    server.expireScrolls();
    await expect(iterator.next()).rejects.toMatchObject({ name: 'ScrollExpiredError' });
    expect(await collectIds(iterator)).toEqual(ids(4, 9));
    expect(server.queries[3]).toEqual({ count: 2, scroll_expire: '1m' });
  });

  test('a resumed loop goes on after an error, although the scroll before it ended early and the one after it begins with an empty page', async () => {
    const server = new ListServer(12);
    server.stubs.set(1, { response: { data: [], scroll_id: '0:2' } });
    server.stubs.set(3, { failBefore: transportErrors.status(500) });
    server.stubs.set(4, { response: {} });
    const list = server.list({ count: 2 }, { mode: 'scroll', resumeFrom: { mode: 'scroll', offset: 6 } });
    const iterator = list[Symbol.asyncIterator]();
    await expect(iterator.next()).rejects.toMatchObject({ name: 'ScrollExpiredError' });
    expect(await collectIds(iterator)).toEqual(ids(6, 12));
  });

  test('no item is skipped twice when the new scroll fails too', async () => {
    const server = new ListServer(9);
    server.stubs.set(2, { failAfter: transportErrors.connectionLost() });
    server.stubs.set(4, { failAfter: transportErrors.connectionLost() });
    server.stubs.set(6, { failBefore: transportErrors.status(503) });
    const iterator = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    const seen: string[] = [];
    for (let failed = 0; ;) {
      const result = await iterator.next().catch(() => void failed++);
      if (result?.done) break;
      if (result) seen.push(result.value.id);
      expect(failed).toBeLessThan(4);
    }
    expect(seen).toEqual(ids(0, 9));
  });

  test.each([
    ['a lost response', transportErrors.connectionLost()],
    ['a timeout', transportErrors.timedOut()],
    ['a gateway without a response', transportErrors.status(504)],
  ])('after %s, a new scroll is opened, so that no page is skipped', async (_, failure) => {
    const server = new ListServer(6);
    server.stubs.set(1, { failAfter: failure });
    const iterator = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await expect(iterator.next()).rejects.toMatchObject({
      name: 'PagingError',
      outcome: 'no-effect',
      checkpoint: { mode: 'scroll', offset: 2 },
      cause: failure,
    });
    expect(await collectIds(iterator)).toEqual(ids(2, 6));
  });

  test.each([
    ['was not sent', transportErrors.notSent()],
    ['exceeded the rate limit', transportErrors.status(429)],
    ['had no valid token', transportErrors.status(401)],
    ['was forbidden', transportErrors.status(403)],
    [
      'did not receive a token',
      errorFromTokenResponse({ id: 'oauth.token', safe: false }, new Response(null, { status: 500 }), '{}', []),
    ],
    ['waited for a token until its total timeout', new TimeoutError(LIST_CALL, 1_000, 'not-sent')],
  ])('the scroll is kept, and the error unchanged, when the request %s', async (_, failure) => {
    const server = new ListServer(6);
    server.stubs.set(1, { failBefore: failure });
    const iterator = server.list({ count: 2 }, { mode: 'scroll' })[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await expect(iterator.next()).rejects.toBe(failure);
    expect(failure).toMatchObject({ checkpoint: { mode: 'scroll', offset: 2, scroll_id: '0:2', count: 6 } });
    expect(await collectIds(iterator)).toEqual(ids(2, 6));
    expect(server.queries.filter(({ scroll_id }) => !scroll_id)).toHaveLength(1);
  });

  test('after an error of another library, a new scroll is opened, because the scroll may have moved', async () => {
    const server = new ListServer(6);
    const failure = new Error('the page function failed');
    server.stubs.set(1, { failAfter: failure });
    const pages = server.list({ count: 2 }, { mode: 'scroll' }).pages();
    await pages.next();
    await expect(pages.next()).rejects.toBe(failure);
    expect(pages.checkpoint()).toEqual({ mode: 'scroll', offset: 2 });
    expect((await pages.next()).value?.data).toEqual([{ id: 'X_2' }, { id: 'X_3' }]);
  });

  test('an aborted request for the next page rejects with its AbortError, and the checkpoint does not have the open scroll', async () => {
    const server = new ListServer(6);
    const failure = afterOneAttempt(new AbortError(LIST_CALL, 'shut down', 'unknown'));
    server.stubs.set(1, { failAfter: failure });
    const pages = server.list({ count: 2 }, { mode: 'scroll' }).pages();
    await pages.next();
    await expect(pages.next()).rejects.toBe(failure);
    expect(pages.checkpoint()).toEqual({ mode: 'scroll', offset: 2 });
  });

  describe('scrollPager() over the transport', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('the first request is retried like any other, and none that continues a scroll: a retry would return the page after the lost one', async () => {
      const page = json({ count: 2, data: [{ id: 'A' }], scroll_id: 's' });
      const stub = stubFetch(json({}, 503), page, json({}, 503));
      const wire = new SmartTransactions(
        createTransport({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch: stub.fetch }, paging),
      );
      const query: SmartTransactions.ListParams = { q: 'x' };
      const list = new Paginator<{ id: string }>(
        (position, pageOptions) => wire.list({ ...query, ...position }, pageOptions),
        query,
        { mode: 'scroll' },
      );
      const failure = collectIds(list).catch((error: unknown) => error);
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
