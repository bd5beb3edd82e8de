import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isWaitTimeoutError, waitForStatus } from '../../src/flows/wait-for-status.ts';
import { json } from '../stub-fetch.ts';
import { broken, platform, stx } from './platform.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The outcome after this many ms, or nothing yet. */
async function after<Value>(ms: number, promise: Promise<Value>): Promise<unknown> {
  let outcome: unknown = 'still waiting';
  promise.then(
    (value) => (outcome = value),
    (error: unknown) => (outcome = error),
  );
  await vi.advanceTimersByTimeAsync(ms);
  return outcome;
}

describe('waiting for a status', () => {
  test('ends with the transaction as soon as it is final', async () => {
    const { secuconnect, calls } = platform([stx('created'), stx('pending'), stx('ok')]);
    expect(await after(10_000, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ id: 'STX_1', status: 'ok' });
    expect(calls()).toEqual(Array.from({ length: 3 }, () => ['GET /Smart/Transactions/STX_1']));
  });

  test.each(['failed', 'cancelled', 'aborted'])(
    'ends with a transaction that is %s, whatever was waited for',
    async (status) => {
      const { secuconnect } = platform([stx('created'), stx(status)]);
      expect(await after(10_000, waitForStatus(secuconnect, 'STX_1', { until: ['shipped'] }))).toMatchObject({
        status,
      });
    },
  );

  test('ends with the status that was asked for, and not with another that is paid', async () => {
    const { secuconnect } = platform([stx('ok'), stx('ok'), stx('shipped')]);
    expect(await after(10_000, waitForStatus(secuconnect, 'STX_1', { until: ['shipped'] }))).toMatchObject({
      status: 'shipped',
    });
  });

  test('ends when a function says so', async () => {
    const { secuconnect } = platform([stx('created'), stx('created', { transactions: [{ id: 'PCI_1' }] })]);
    const until = ({ transactions }: { readonly transactions?: readonly unknown[] | undefined }): boolean =>
      transactions?.length === 1;
    expect(await after(10_000, waitForStatus(secuconnect, 'STX_1', { until }))).toHaveProperty('transactions');
  });

  test('pauses longer and longer, up to a limit, and less by chance', async () => {
    const at: number[] = [];
    const answer = (): Response => {
      at.push(Date.now());
      return stx('pending')();
    };
    const waitWith = async (random: number): Promise<number[]> => {
      at.length = 0;
      vi.spyOn(Math, 'random').mockReturnValue(random);
      await after(700_000, waitForStatus(platform([answer]).secuconnect, 'STX_1', { totalTimeout: 600_000 }));
      return at.slice(1).map((time, index) => time - at[index]!);
    };
    const [longest, shortest] = [await waitWith(1), await waitWith(0)];
    expect(longest.slice(0, 3)).toEqual([1000, 1600, 2560]);
    expect(Math.max(...longest)).toBe(15_000);
    expect(shortest.slice(0, 3)).toEqual([500, 800, 1280]);
  });

  test('gives up at its deadline, after a last read, with the newest state', async () => {
    const { secuconnect, calls } = platform([stx('created'), stx('pending')]);
    const wait = waitForStatus(secuconnect, 'STX_1', { totalTimeout: 30_000 });
    expect(await after(29_999, wait)).toBe('still waiting');
    const reads = calls().length;
    const outcome = await after(1, wait);
    expect(isWaitTimeoutError(outcome)).toBe(true);
    expect(outcome).toMatchObject({ outcome: 'unknown', transaction: { status: 'pending' } });
    expect((outcome as Error).message).toContain('was still "pending" after 30000 ms. It may still be paid');
    expect(calls()).toHaveLength(reads + 1);
  });

  test('is not ended by reads that get no answer, but says so when nothing could be read', async () => {
    const down = json({}, 503);
    const { secuconnect } = platform([broken, down, json({}, 500), json({}, 429), stx('ok')]);
    expect(await after(60_000, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ status: 'ok' });
    const outcome = await after(60_000, waitForStatus(platform([down]).secuconnect, 'STX_1', { totalTimeout: 9_000 }));
    expect(outcome).toMatchObject({ name: 'WaitTimeoutError', transaction: undefined, cause: { name: 'ServerError' } });
    expect((outcome as Error).message).toContain('could not be read');
  });

  test('is not kept beyond its deadline by a read that hangs', async () => {
    const { secuconnect } = platform([stx('created'), () => new Promise<Response>(() => undefined)]);
    const outcome = await after(20_000 + 5_000, waitForStatus(secuconnect, 'STX_1', { totalTimeout: 20_000 }));
    expect(outcome).toMatchObject({ name: 'WaitTimeoutError', transaction: { status: 'created' } });
  });

  test.each([404, 401, 403])('ends at once when the read is refused (%i)', async (status) => {
    const { secuconnect, calls } = platform([json({}, status)]);
    expect(await after(0, waitForStatus(secuconnect, 'STX_1'))).toMatchObject({ status });
    expect(calls()).toHaveLength(1);
  });

  test('ends at once when the caller aborts, in a pause as well as in a read', async () => {
    for (const answers of [[stx('pending')], [() => new Promise<Response>(() => undefined)]]) {
      const controller = new AbortController();
      const wait = waitForStatus(platform(answers).secuconnect, 'STX_1', { signal: controller.signal });
      expect(await after(100, wait)).toBe('still waiting');
      controller.abort('shut down');
      expect(await after(0, wait)).toMatchObject({ name: 'AbortError', cause: 'shut down', outcome: 'unknown' });
      expect(vi.getTimerCount()).toBe(0);
    }
  });
});
