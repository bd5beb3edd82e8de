import { describe, expect, test, vi } from 'vitest';
import { ConnectionError } from '../../src/errors/connection-errors.ts';
import type { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { FileTooLargeError } from '../../src/files/file-too-large-error.ts';
import { readBeforeSending, type ReadingLimits } from '../../src/files/read-before-sending.ts';

const OPERATION = 'document.uploads.create';
const stalled = (): Promise<never> => new Promise(() => undefined);
const failure = (read: () => Promise<unknown>, limits: Partial<ReadingLimits> = {}): Promise<SecuconnectError> =>
  readBeforeSending(OPERATION, read, { timeLeft: Infinity, ...limits }).then(
    () => expect.fail('The reading succeeded.'),
    (error: SecuconnectError) => error,
  );
/** An error of this client that says nothing about the upload. */
const foreign = new ConnectionError({ id: 'smart.transactions.start', safe: false }, new Error('reset'));

describe('readBeforeSending()', () => {
  test('a reading that ends in time is the result', async () => {
    await expect(readBeforeSending(OPERATION, async () => 'bytes', { timeout: 100, timeLeft: 100 })).resolves.toBe(
      'bytes',
    );
  });

  test('the timeout that passes first ends the reading', async () => {
    vi.useFakeTimers();
    try {
      for (const [limits, timeout] of [
        [{ timeout: 300, timeLeft: Infinity }, 300],
        [{ timeout: 300, timeLeft: 200, totalTimeout: 5_000 }, 5_000],
        [{ timeout: 0, timeLeft: 200, totalTimeout: 200 }, 200],
        [{ timeLeft: -1, totalTimeout: 100 }, 100],
      ] as const) {
        const ended = failure(stalled, limits);
        await vi.advanceTimersByTimeAsync(300);
        expect(await ended).toMatchObject({ name: 'TimeoutError', timeout, outcome: 'not-sent', operation: OPERATION });
      }
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    ['an error', new Error('enough')],
    ['an error of this client', foreign],
    ['an error of this upload', new FileTooLargeError(OPERATION, 1, 'not-sent')],
    ['a string', 'enough'],
  ])('an abort whose reason is %s is an AbortError, before and during the reading', async (_, reason) => {
    for (const abortsFirst of [true, false]) {
      const controller = new AbortController();
      if (abortsFirst) controller.abort(reason);
      const ended = failure(stalled, { signal: controller.signal });
      controller.abort(reason);
      expect(await ended).toMatchObject({
        name: 'AbortError',
        cause: reason,
        outcome: 'not-sent',
        operation: OPERATION,
      });
    }
  });

  test('the reading gets a signal that ends with it', async () => {
    let end: AbortSignal | undefined;
    await readBeforeSending(OPERATION, async (signal) => (end = signal), { timeLeft: Infinity });
    expect(end!.aborted).toBe(false);
    await failure(stalled, { timeLeft: 0, totalTimeout: 0 });
    const ended = readBeforeSending(OPERATION, (signal) => ((end = signal), stalled()), {
      timeLeft: 1,
      totalTimeout: 1,
    });
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(end!.aborted).toBe(true);
  });

  test.each([
    ['an error', new Error('disk on fire')],
    ['an error of this client with another outcome', foreign],
    ['the limit of a download that is uploaded', new FileTooLargeError('document.uploads.download', 1, 'no-effect')],
    ['a string', 'disk on fire'],
    ['nothing', undefined],
  ])('a source that fails with %s is the cause of an error that says that nothing was sent', async (_, reason) => {
    for (const read of [
      () => Promise.reject(reason as Error),
      () => {
        throw reason as Error;
      },
    ])
      expect(await failure(read)).toMatchObject({
        name: 'SecuconnectError',
        outcome: 'not-sent',
        operation: OPERATION,
        message: expect.stringContaining('the file could not be read') as string,
        ...(reason !== undefined && { cause: reason }),
      });
    expect(foreign.operation).toBe('smart.transactions.start');
  });

  test('the limit of the upload passes through', async () => {
    const limit = new FileTooLargeError(OPERATION, 1, 'not-sent');
    expect(await failure(() => Promise.reject(limit))).toBe(limit);
  });
});
