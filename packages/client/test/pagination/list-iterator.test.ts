import { describe, expect, test } from 'vitest';
import { transportErrors } from './transport-errors.ts';
import { ids, ListServer, collectIds, type Item } from './list-server.ts';

// An unhandled rejection fails the run: vitest reports it.
const eventLoopTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('iterate()', () => {
  test('an iterator requests the same page again after an error', async () => {
    const server = new ListServer(250);
    const failure = transportErrors.connectionLost();
    server.stubs.set(1, { failBefore: failure });
    server.stubs.set(2, { failAfter: transportErrors.timedOut() });
    const iterator = server.list()[Symbol.asyncIterator]();
    const seen: string[] = [];
    for (let index = 0; index < 100; index++) seen.push((await iterator.next()).value!.id);
    await expect(iterator.next()).rejects.toBe(failure);
    await expect(iterator.next()).rejects.toMatchObject({ name: 'TimeoutError' });
    seen.push(...(await collectIds(iterator)));
    expect(seen).toEqual(ids(0, 250));
    expect(server.queries.map(({ offset }) => offset)).toEqual([0, 100, 100, 100, 200]);
  });

  test('an iterator over pages requests the same page again after an error', async () => {
    const server = new ListServer(5);
    server.stubs.set(1, { failBefore: transportErrors.connectionLost() });
    const pages = server.list({ count: 2 }).pages();
    expect((await pages.next()).value?.data.length).toBe(2);
    await expect(pages.next()).rejects.toMatchObject({ name: 'ConnectionError' });
    expect((await pages.next()).value?.data).toEqual([{ id: 'X_2' }, { id: 'X_3' }]);
  });

  test('a loop whose first page failed can be continued', async () => {
    const server = new ListServer(3);
    server.stubs.set(0, { failBefore: transportErrors.status(503) });
    const iterator = server.list()[Symbol.asyncIterator]();
    await expect(iterator.next()).rejects.toMatchObject({ name: 'ServerError' });
    expect(await collectIds(iterator)).toEqual(ids(0, 3));
  });

  test('calls of next() that do not wait for one another receive the values in order, each once', async () => {
    const server = new ListServer(7);
    const iterator = server.list({ count: 2 })[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 9 }, () => iterator.next()));
    expect(results.map(({ value }) => value?.id)).toEqual([...ids(0, 7), undefined, undefined]);
    expect(server.queries).toHaveLength(4);
  });

  test('an iterator stays at its end', async () => {
    const iterator = new ListServer(1).list()[Symbol.asyncIterator]();
    await iterator.next();
    for (const _ of [1, 2]) expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  test('a loop requests nothing after a break, and stays ended', async () => {
    const server = new ListServer(300);
    const iterator = server.list()[Symbol.asyncIterator]();
    for await (const _item of iterator) break;
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(server.queries).toHaveLength(1);
  });

  test('an aborted signal ends the loop at the next item, although the page has more', async () => {
    const server = new ListServer(300);
    const controller = new AbortController();
    const reason = new Error('enough');
    const seen: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const { id } of server.list({}, { signal: controller.signal })) {
        seen.push(id);
        if (seen.length === 3) controller.abort(reason);
      }
    };
    await expect(loop()).rejects.toMatchObject({
      name: 'AbortError',
      cause: reason,
      checkpoint: { mode: 'offset', offset: 3 },
    });
    expect(seen).toEqual(ids(0, 3));
    expect(server.queries).toHaveLength(1);
  });
});

describe('iterate() in a generator that delegates to the list', () => {
  async function* itemsOf(list: AsyncIterable<Item>): AsyncGenerator<Item, unknown> {
    return yield* list as AsyncGenerator<Item, unknown>;
  }

  test.each([{}, { prefetch: true }])(
    'an error thrown into it ends the loop, and is what it rejects with (%o)',
    async (options) => {
      const server = new ListServer(300);
      const items = itemsOf(server.list({}, options));
      await items.next();
      const stop = new Error('stop');
      await expect(items.throw(stop)).rejects.toBe(stop);
      expect(await items.next()).toEqual({ value: undefined, done: true });
      await eventLoopTurn();
      expect(server.queries.length).toBeLessThanOrEqual(2);
      expect(server.options.at(-1)?.signal?.aborted ?? true).toBe(true);
    },
  );

  test('an error thrown into it can be handled by the generator', async () => {
    const items = (async function* () {
      try {
        yield* new ListServer(3).list();
      } catch {
        yield { id: 'handled' };
      }
    })();
    await items.next();
    expect(await items.throw('stop')).toEqual({ value: { id: 'handled' }, done: false });
  });

  test('a value returned from outside is the result of the generator', async () => {
    const items = itemsOf(new ListServer(3).list());
    await items.next();
    expect(await items.return('enough')).toEqual({ value: 'enough', done: true });
    expect(await items.next()).toEqual({ value: undefined, done: true });
  });

  test('an iterator that has not been started can be ended with an error', async () => {
    const server = new ListServer(3);
    const pages = server.list().pages();
    await expect(pages.throw('stop')).rejects.toBe('stop');
    expect(await pages.next()).toEqual({ value: undefined, done: true });
    expect(server.queries).toEqual([]);
  });
});

describe('iterate() with prefetch', () => {
  test('the next page is not prefetched by default', async () => {
    const server = new ListServer(300);
    const iterator = server.list()[Symbol.asyncIterator]();
    for (let index = 0; index < 100; index++) await iterator.next();
    await eventLoopTurn();
    expect(server.queries).toHaveLength(1);
  });

  test('one page is prefetched, not two', async () => {
    const server = new ListServer(9);
    const iterator = server.list({ count: 2 }, { prefetch: true })[Symbol.asyncIterator]();
    const requests: number[] = [];
    for (let index = 0; index < 9; index++) {
      await iterator.next();
      await eventLoopTurn();
      requests.push(server.queries.length);
    }
    expect(requests).toEqual([2, 2, 3, 3, 4, 4, 5, 5, 5]);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(server.queries).toHaveLength(5);
  });

  test('a failed prefetch is reported when its page is due, not earlier, and then the page is requested again', async () => {
    const server = new ListServer(4);
    server.stubs.set(1, { failBefore: transportErrors.connectionLost() });
    const iterator = server.list({ count: 2 }, { prefetch: true })[Symbol.asyncIterator]();
    await iterator.next();
    await eventLoopTurn();
    expect((await iterator.next()).value).toEqual({ id: 'X_1' });
    await expect(iterator.next()).rejects.toMatchObject({
      name: 'ConnectionError',
      checkpoint: { mode: 'offset', offset: 2 },
    });
    expect(await collectIds(iterator)).toEqual(ids(2, 4));
  });

  test('a break cancels the prefetch', async () => {
    const server = new ListServer(300);
    const iterator = server.list({}, { prefetch: true })[Symbol.asyncIterator]();
    // The second request gets no response.
    const respond = server.respond.bind(server);
    server.respond = (query, options) =>
      query.offset === 100
        ? new Promise((_, reject) => {
            server.options.push(options);
            options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason as Error));
          })
        : respond(query, options);
    for await (const _item of iterator) break;
    expect(server.options.at(-1)?.signal?.aborted).toBe(true);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  test('the caller’s signal cancels the prefetch with its reason', async () => {
    const server = new ListServer(300);
    const controller = new AbortController();
    const iterator = server.list({}, { prefetch: true, signal: controller.signal })[Symbol.asyncIterator]();
    const respond = server.respond.bind(server);
    const reasons: unknown[] = [];
    server.respond = (query, options) =>
      query.offset === 100
        ? new Promise((_, reject) => {
            const { signal } = options!;
            signal!.addEventListener('abort', () => {
              reasons.push(signal!.reason);
              reject(signal!.reason as Error);
            });
          })
        : respond(query, options);
    await iterator.next();
    const reason = new Error('shut down');
    controller.abort(reason);
    expect(reasons).toEqual([reason]);
    await expect(iterator.next()).rejects.toMatchObject({ name: 'AbortError', cause: reason });
  });

  test('a prefetch leaves no listener on the caller’s signal', async () => {
    const server = new ListServer(450);
    const { signal } = new AbortController();
    const listeners = new Set<AbortSignal | undefined>();
    signal.addEventListener = (_type: string, _listener: unknown, options?: boolean | AddEventListenerOptions) =>
      void listeners.add((options as AddEventListenerOptions).signal);
    for await (const _item of server.list({}, { prefetch: true, signal }));
    for await (const _item of server.list({}, { prefetch: true, signal })) break;
    await eventLoopTurn();
    expect(listeners.size).toBe(5);
    expect([...listeners].every((one) => one?.aborted)).toBe(true);
  });

  test('a failed prefetch leaves no listener on the caller’s signal', async () => {
    const server = new ListServer(4);
    server.stubs.set(1, { failBefore: transportErrors.connectionLost() });
    const { signal } = new AbortController();
    const listeners = new Set<AbortSignal | undefined>();
    signal.addEventListener = (_type: string, _listener: unknown, options?: boolean | AddEventListenerOptions) =>
      void listeners.add((options as AddEventListenerOptions).signal);
    await server.list({ count: 2 }, { prefetch: true, signal })[Symbol.asyncIterator]().next();
    await eventLoopTurn();
    expect([...listeners].map((one) => one?.aborted)).toEqual([true]);
  });

  test.each(['return', 'abort'] as const)(
    'no prefetch starts after %s during the request for the page before',
    async (how) => {
      const server = new ListServer(300);
      const controller = new AbortController();
      // A transport that does not listen to signals.
      const respond = server.respond.bind(server);
      server.respond = async (query) => respond(query, undefined);
      const iterator = server.list({}, { prefetch: true, signal: controller.signal })[Symbol.asyncIterator]();
      const first = iterator.next().catch(() => undefined);
      if (how === 'return') await iterator.return();
      else controller.abort();
      await first;
      await eventLoopTurn();
      expect(server.queries).toHaveLength(1);
    },
  );
});
