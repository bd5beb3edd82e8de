import type { SmartTransaction } from '@secuconnect/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConnectionError } from '../../src/errors/connection-errors.ts';
import { isTimeoutError } from '../../src/errors/guards.ts';
import { hasFailed, isFinal, isPaid, isPending } from '../../src/flows/status.ts';
import { getTransferInstructions } from '../../src/flows/transfer-instructions.ts';
import { isWaitTimeoutError, waitForStatus, type WaitOptions } from '../../src/flows/wait-for-status.ts';
import { json } from '../stub-fetch.ts';
import { brokenConnection, notAnObject, stubResources, smartTransaction } from './stub-resources.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const prepaid = {
  payment_method: 'prepaid',
  payment_instructions: { iban: 'DE02120300000000202051', owner: 'secupay AG', purpose: 'TA 4711' },
};

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

  test('a wait resolves with a prepayment that waits for its transfer: pending, not paid, and with its instructions', async () => {
    const { secuconnect } = stubResources([smartTransaction('created'), smartTransaction('pending', prepaid)]);
    const transaction = (await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1'))) as SmartTransaction;
    expect(transaction.status).toBe('pending');
    expect([isPaid(transaction), isPending(transaction), hasFailed(transaction)]).toEqual([false, true, false]);
    expect(getTransferInstructions(transaction)).toMatchObject({ iban: 'DE02120300000000202051', purpose: 'TA 4711' });
  });

  test.each([{ payment_method: 'debit' }, {}])('a wait continues while a payment is checked: %j', async (fields) => {
    const { secuconnect } = stubResources([smartTransaction('pending', fields), smartTransaction('ok', fields)]);
    expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ status: 'ok' });
  });

  test('a wait until isFinal waits for the transfer of a prepayment', async () => {
    const { secuconnect } = stubResources([smartTransaction('pending', prepaid), smartTransaction('ok', prepaid)]);
    const wait = waitForStatus(secuconnect, 'STX_1', { until: isFinal });
    expect(await settledAfter(10_000, wait)).toMatchObject({ status: 'ok' });
  });

  test('a refund in full ends a wait for another status', async () => {
    const refunded = [{ details: { status_simple: 5 }, incoming_payment_date: '2026-03-02T10:16:24+01:00' }];
    const { secuconnect } = stubResources([smartTransaction('cancelled', { transactions: refunded })]);
    const wait = waitForStatus(secuconnect, 'STX_1', { until: ['shipped'] });
    expect(await settledAfter(10_000, wait)).toMatchObject({ status: 'cancelled' });
  });

  test.each([4, 7])('a wait ends with a paid sale whose payment has the simple status %i', async (simple) => {
    const transactions = [{ details: { status_simple: simple } }];
    const { secuconnect } = stubResources([smartTransaction('ok', { transactions })]);
    expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ status: 'ok' });
  });

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

  test.each(notAnObject)('a wait continues after a read that returns %s', async (_, response) => {
    const { secuconnect } = stubResources([response, smartTransaction('ok')]);
    expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ status: 'ok' });
    const endless = stubResources([response]).secuconnect;
    for (const until of [undefined, ['ok'], () => true])
      expect(await settledAfter(10_000, waitForStatus(endless, 'STX_1', { until, totalTimeout: 5_000 }))).toMatchObject(
        {
          name: 'WaitTimeoutError',
          outcome: 'no-effect',
          transaction: undefined,
          cause: { outcome: 'no-effect' },
        },
      );
  });

  test('a wait rejects when the read returns another transaction, even a paid one', async () => {
    const { secuconnect } = stubResources([json({ id: 'STX_2', status: 'ok' })]);
    expect(await settledAfter(0, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({
      name: 'SecuconnectError',
      outcome: 'no-effect',
      message: expect.stringContaining('responded with another object') as string,
    });
  });

  test('a wait ends when an async function `until` resolves with true, and not before', async () => {
    const { secuconnect, calls } = stubResources([smartTransaction('pending')]);
    const until = async (): Promise<boolean> => calls().length === 3;
    expect(await settledAfter(10_000, waitForStatus(secuconnect, 'STX_1', { until }))).toMatchObject({ id: 'STX_1' });
    expect(calls()).toHaveLength(3);
    const never = waitForStatus(secuconnect, 'STX_1', { until: async () => false, totalTimeout: 5_000 });
    expect(await settledAfter(5_000, never)).toMatchObject({ name: 'WaitTimeoutError' });
  });

  test('a function `until` that does not end cannot extend a wait, and an abort ends it', async () => {
    const { secuconnect } = stubResources([smartTransaction('pending')]);
    const controller = new AbortController();
    const until = (): Promise<boolean> => new Promise(() => undefined);
    const options = { until, totalTimeout: 8_000 };
    expect(await settledAfter(8_000, waitForStatus(secuconnect, 'STX_1', options))).toMatchObject({
      name: 'WaitTimeoutError',
      transaction: { status: 'pending' },
    });
    const wait = waitForStatus(secuconnect, 'STX_1', { ...options, signal: controller.signal });
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(new ConnectionError({ id: 'another.call', safe: true }, new Error('reset')));
    expect(await settledAfter(0, wait)).toMatchObject({ name: 'AbortError', operation: 'smart.transactions.get' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a function `until` that fails ends the wait with its own error, also with one of this client', async () => {
    const { secuconnect } = stubResources([smartTransaction('pending')]);
    for (const failure of [
      new Error('no such order'),
      new ConnectionError({ id: 'another.call', safe: true }, new Error('reset')),
    ])
      for (const until of [
        () => {
          throw failure;
        },
        () => Promise.reject(failure),
      ])
        expect(await settledAfter(0, waitForStatus(secuconnect, 'STX_1', { until }))).toBe(failure);
  });

  test.each<[string, object]>([
    ['no delay', { interval: 0 }],
    ['a negative delay', { interval: -5 }],
    ['a delay that is not a number', { interval: NaN }],
    ['a delay below a millisecond', { interval: 0.001 }],
    ['a string as delay', { interval: '1000' }],
    ['null as delay', { interval: null }],
    ['a total timeout that is not a number', { totalTimeout: NaN }],
    ['a string as total timeout', { totalTimeout: '5000' }],
    ['a string as status', { until: 'ok' }],
  ])('%s throws a TypeError before anything is sent', async (_, options) => {
    const { secuconnect, calls } = stubResources([smartTransaction('pending')]);
    await expect(waitForStatus(secuconnect, 'STX_1', options as WaitOptions)).rejects.toThrow(TypeError);
    expect(calls()).toEqual([]);
  });

  test('a delay that no timer can wait does not become none', async () => {
    const { secuconnect, calls } = stubResources([smartTransaction('pending')]);
    for (const interval of [2 ** 32, Infinity]) {
      const controller = new AbortController();
      const options = { interval, totalTimeout: Infinity, signal: controller.signal };
      const wait = waitForStatus(secuconnect, 'STX_1', options).catch((error: unknown) => error);
      const before = calls().length;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(calls().length - before).toBeLessThanOrEqual(1);
      controller.abort();
      await wait;
    }
  });

  test.each([-3_600_000, 3_600_000])(
    'a wait takes its total timeout when the wall clock is set by %i ms meanwhile',
    async (jump) => {
      const { secuconnect } = stubResources([smartTransaction('pending')]);
      const wait = waitForStatus(secuconnect, 'STX_1', { totalTimeout: 30_000 });
      expect(await settledAfter(1_000, wait)).toBe('still waiting');
      vi.setSystemTime(Date.now() + jump);
      expect(await settledAfter(28_999, wait)).toBe('still waiting');
      expect(await settledAfter(1, wait)).toMatchObject({ name: 'WaitTimeoutError' });
    },
  );
});
