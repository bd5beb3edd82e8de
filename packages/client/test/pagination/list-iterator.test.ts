import { describe, expect, test } from 'vitest';
import { failures } from './failures.ts';
import { ids, ListServer, rest } from './list-server.ts';

// A rejection that nobody looks at fails the run: vitest reports it.
const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('a loop over a list', () => {
  test('asks for the same page again after an error, on the same iterator', async () => {
    const server = new ListServer(250);
    const failure = failures.lost();
    server.faults.set(1, { before: failure });
    server.faults.set(2, { after: failures.late() });
    const walk = server.list()[Symbol.asyncIterator]();
    const seen: string[] = [];
    for (let at = 0; at < 100; at++) seen.push((await walk.next()).value!.id);
    await expect(walk.next()).rejects.toBe(failure);
    await expect(walk.next()).rejects.toMatchObject({ name: 'TimeoutError' });
    seen.push(...(await rest(walk)));
    expect(seen).toEqual(ids(0, 250));
    expect(server.asked.map(({ offset }) => offset)).toEqual([0, 100, 100, 100, 200]);
  });

  test('asks for the same page again after an error, page by page', async () => {
    const server = new ListServer(5);
    server.faults.set(1, { before: failures.lost() });
    const pages = server.list({ count: 2 }).pages();
    expect((await pages.next()).value?.data.length).toBe(2);
    await expect(pages.next()).rejects.toMatchObject({ name: 'ConnectionError' });
    expect((await pages.next()).value?.data).toEqual([{ id: 'X_2' }, { id: 'X_3' }]);
  });

  test('can fail at the first page, too', async () => {
    const server = new ListServer(3);
    server.faults.set(0, { before: failures.status(503) });
    const walk = server.list()[Symbol.asyncIterator]();
    await expect(walk.next()).rejects.toMatchObject({ name: 'ServerError' });
    expect(await rest(walk)).toEqual(ids(0, 3));
  });

  test('hands out its values in order, and each once, to calls that do not wait for one another', async () => {
    const server = new ListServer(7);
    const walk = server.list({ count: 2 })[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 9 }, () => walk.next()));
    expect(results.map(({ value }) => value?.id)).toEqual([...ids(0, 7), undefined, undefined]);
    expect(server.asked).toHaveLength(4);
  });

  test('stays at its end', async () => {
    const walk = new ListServer(1).list()[Symbol.asyncIterator]();
    await walk.next();
    for (const _ of [1, 2]) expect(await walk.next()).toEqual({ value: undefined, done: true });
  });

  test('asks for nothing more after a break, and stays ended', async () => {
    const server = new ListServer(300);
    const walk = server.list()[Symbol.asyncIterator]();
    for await (const _item of walk) break;
    expect(await walk.next()).toEqual({ value: undefined, done: true });
    expect(server.asked).toHaveLength(1);
  });

  test('ends at the next item when the signal is aborted, although there are more on the page', async () => {
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
    expect(server.asked).toHaveLength(1);
  });
});

describe('reading ahead', () => {
  test('is off by default', async () => {
    const server = new ListServer(300);
    const walk = server.list()[Symbol.asyncIterator]();
    for (let at = 0; at < 100; at++) await walk.next();
    await turnOfTheLoop();
    expect(server.asked).toHaveLength(1);
  });

  test('asks for one page more than is being consumed, and not for two', async () => {
    const server = new ListServer(10);
    const walk = server.list({ count: 2 }, { prefetch: true })[Symbol.asyncIterator]();
    const asked: number[] = [];
    for (let at = 0; at < 10; at++) {
      await walk.next();
      await turnOfTheLoop();
      asked.push(server.asked.length);
    }
    expect(asked).toEqual([2, 2, 3, 3, 4, 4, 5, 5, 5, 5]);
    expect(await walk.next()).toEqual({ value: undefined, done: true });
    expect(server.asked).toHaveLength(5);
  });

  test('reports its failure when the page is due, and not before; then the page is asked for again', async () => {
    const server = new ListServer(4);
    server.faults.set(1, { before: failures.lost() });
    const walk = server.list({ count: 2 }, { prefetch: true })[Symbol.asyncIterator]();
    await walk.next();
    await turnOfTheLoop();
    expect((await walk.next()).value).toEqual({ id: 'X_1' });
    await expect(walk.next()).rejects.toMatchObject({
      name: 'ConnectionError',
      checkpoint: { mode: 'offset', offset: 2 },
    });
    expect(await rest(walk)).toEqual(ids(2, 4));
  });

  test('is cancelled by a break', async () => {
    const server = new ListServer(300);
    const walk = server.list({}, { prefetch: true })[Symbol.asyncIterator]();
    // Nobody answers the second request.
    const answer = server.answer.bind(server);
    server.answer = (query, options) =>
      query.offset === 100
        ? new Promise((_, reject) => {
            server.options.push(options);
            options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason as Error));
          })
        : answer(query, options);
    for await (const _item of walk) break;
    expect(server.options.at(-1)?.signal?.aborted).toBe(true);
    expect(await walk.next()).toEqual({ value: undefined, done: true });
  });

  test('is cancelled by the signal of the caller, with its reason', async () => {
    const server = new ListServer(300);
    const controller = new AbortController();
    const walk = server.list({}, { prefetch: true, signal: controller.signal })[Symbol.asyncIterator]();
    const answer = server.answer.bind(server);
    const reasons: unknown[] = [];
    server.answer = (query, options) =>
      query.offset === 100
        ? new Promise((_, reject) => {
            const { signal } = options!;
            signal!.addEventListener('abort', () => {
              reasons.push(signal!.reason);
              reject(signal!.reason as Error);
            });
          })
        : answer(query, options);
    await walk.next();
    const reason = new Error('shut down');
    controller.abort(reason);
    expect(reasons).toEqual([reason]);
    await expect(walk.next()).rejects.toMatchObject({ name: 'AbortError', cause: reason });
  });

  test('leaves nothing on the signal of the caller', async () => {
    const server = new ListServer(500);
    const { signal } = new AbortController();
    const listeners = new Set<AbortSignal | undefined>();
    signal.addEventListener = (_type: string, _listener: unknown, options?: boolean | AddEventListenerOptions) =>
      void listeners.add((options as AddEventListenerOptions).signal);
    for await (const _item of server.list({}, { prefetch: true, signal }));
    for await (const _item of server.list({}, { prefetch: true, signal })) break;
    await turnOfTheLoop();
    expect(listeners.size).toBe(5);
    expect([...listeners].every((one) => one?.aborted)).toBe(true);
  });

  test('leaves nothing on the signal of the caller when it fails, either', async () => {
    const server = new ListServer(4);
    server.faults.set(1, { before: failures.lost() });
    const { signal } = new AbortController();
    const listeners = new Set<AbortSignal | undefined>();
    signal.addEventListener = (_type: string, _listener: unknown, options?: boolean | AddEventListenerOptions) =>
      void listeners.add((options as AddEventListenerOptions).signal);
    await server.list({ count: 2 }, { prefetch: true, signal })[Symbol.asyncIterator]().next();
    await turnOfTheLoop();
    expect([...listeners].map((one) => one?.aborted)).toEqual([true]);
  });

  test.each(['return', 'abort'] as const)(
    'does not start when %s came while the page before was on its way',
    async (how) => {
      const server = new ListServer(300);
      const controller = new AbortController();
      // A transport that does not listen to signals.
      const answer = server.answer.bind(server);
      server.answer = async (query) => answer(query, undefined);
      const walk = server.list({}, { prefetch: true, signal: controller.signal })[Symbol.asyncIterator]();
      const first = walk.next().catch(() => undefined);
      if (how === 'return') await walk.return();
      else controller.abort();
      await first;
      await turnOfTheLoop();
      expect(server.asked).toHaveLength(1);
    },
  );
});
