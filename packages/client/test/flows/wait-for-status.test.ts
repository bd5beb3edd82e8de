import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isTimeoutError } from '../../src/errors/guards.ts';
import { isWaitTimeoutError, waitForStatus } from '../../src/flows/wait-for-status.ts';
import { json } from '../stub-fetch.ts';
import { brokenConnection, stubResources, smartTransaction } from './stub-resources.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What the promise has settled with after this many ms, or 'still waiting'. */
async function settledAfter<Value>(ms: number, promise: Promise<Value>): Promise<unknown> {
  let settled: unknown = 'still waiting';
  promise.then(
    (value) => (settled = value),
    (error: unknown) => (settled = error),
  );
  await vi.advanceTimersByTimeAsync(ms);
  return settled;
}

describe('waitForStatus()', () => {
  test('a wait resolves with the transaction as soon as it is final', async () => {
    const { secuconnect, calls } = stubResources([
      smartTransaction('created'),
      smartTransaction('pending'),
      smartTransaction('ok'),
    ]);
    expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({
      id: 'STX_1',
      status: 'ok',
    });
    expect(calls()).toEqual(Array.from({ length: 3 }, () => ['GET /Smart/Transactions/STX_1']));
  });

  test.each(['failed', 'cancelled', 'aborted'])(
    'a wait resolves with a transaction that is %s, in spite of another awaited status',
    async (status) => {
      const { secuconnect } = stubResources([smartTransaction('created'), smartTransaction(status)]);
      expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1', { until: ['shipped'] }))).toMatchObject({
        status,
      });
    },
  );

  test('a wait resolves with the awaited status, not with another one that is paid', async () => {
    const { secuconnect } = stubResources([
      smartTransaction('ok'),
      smartTransaction('ok'),
      smartTransaction('shipped'),
    ]);
    expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1', { until: ['shipped'] }))).toMatchObject({
      status: 'shipped',
    });
  });

  test('a wait ends when the function `until` returns true', async () => {
    const { secuconnect } = stubResources([
      smartTransaction('created'),
      smartTransaction('created', { transactions: [{ id: 'PCI_1' }] }),
    ]);
    const until = ({ transactions }: { readonly transactions?: readonly unknown[] | undefined }): boolean =>
      transactions?.length === 1;
    expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1', { until }))).toHaveProperty('transactions');
  });

  test('the delays between reads grow up to a limit, with jitter', async () => {
    const times: number[] = [];
    const respond = (): Response => {
      times.push(Date.now());
      return smartTransaction('pending')();
    };
    const delaysWith = async (random: number): Promise<number[]> => {
      times.length = 0;
      vi.spyOn(Math, 'random').mockReturnValue(random);
      await settledAfter(
        700_000,
        waitForStatus(stubResources([respond]).secuconnect, 'STX_1', { totalTimeout: 600_000 }),
      );
      return times.slice(1).map((time, index) => time - times[index]!);
    };
    const [longest, shortest] = [await delaysWith(1), await delaysWith(0)];
    expect(longest.slice(0, 3)).toEqual([1000, 1600, 2560]);
    expect(Math.max(...longest)).toBe(15_000);
    expect(shortest.slice(0, 3)).toEqual([500, 800, 1280]);
  });

  test('a wait rejects at its total timeout, after a last read, with the newest state', async () => {
    const { secuconnect, calls } = stubResources([smartTransaction('created'), smartTransaction('pending')]);
    const wait = waitForStatus(secuconnect, 'STX_1', { totalTimeout: 30_000 });
    expect(await settledAfter(29_999, wait)).toBe('still waiting');
    const reads = calls().length;
    const error = await settledAfter(1, wait);
    expect([isWaitTimeoutError(error), isTimeoutError(error)]).toEqual([true, true]);
    expect(error).toMatchObject({ outcome: 'no-effect', transaction: { status: 'pending' } });
    expect((error as Error).message).toContain('was still "pending" after 30000 ms. It may still be paid');
    expect(calls()).toHaveLength(reads + 1);
  });

  test('a wait continues after reads without a response, and says so when nothing could be read', async () => {
    const down = json({}, 503);
    const { secuconnect } = stubResources([
      brokenConnection,
      down,
      json({}, 500),
      json({}, 429),
      smartTransaction('ok'),
    ]);
    expect(await settledAfter(60_000, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ status: 'ok' });
    const error = await settledAfter(
      60_000,
      waitForStatus(stubResources([down]).secuconnect, 'STX_1', { totalTimeout: 9_000 }),
    );
    expect(error).toMatchObject({ name: 'WaitTimeoutError', transaction: undefined, cause: { name: 'ServerError' } });
    expect((error as Error).message).toContain('could not be read');
  });

  test('a read that hangs cannot extend a wait beyond its total timeout', async () => {
    const { secuconnect } = stubResources([smartTransaction('created'), () => new Promise<Response>(() => undefined)]);
    const error = await settledAfter(20_000 + 5_000, waitForStatus(secuconnect, 'STX_1', { totalTimeout: 20_000 }));
    expect(error).toMatchObject({ name: 'WaitTimeoutError', transaction: { status: 'created' } });
  });

  test.each([404, 401, 403])('a wait rejects at once when the read gets status %i', async (status) => {
    const { secuconnect, calls } = stubResources([json({}, status)]);
    expect(await settledAfter(0, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ status });
    expect(calls()).toHaveLength(1);
  });

  test('a wait rejects at once when the caller aborts, during a delay and during a read', async () => {
    for (const responses of [[smartTransaction('pending')], [() => new Promise<Response>(() => undefined)]]) {
      const controller = new AbortController();
      const wait = waitForStatus(stubResources(responses).secuconnect, 'STX_1', { signal: controller.signal });
      expect(await settledAfter(100, wait)).toBe('still waiting');
      controller.abort('shut down');
      expect(await settledAfter(0, wait)).toMatchObject({
        name: 'AbortError',
        cause: 'shut down',
        outcome: 'no-effect',
      });
      expect(vi.getTimerCount()).toBe(0);
    }
  });
});
