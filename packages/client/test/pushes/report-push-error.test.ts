import { afterEach, describe, expect, test, vi } from 'vitest';
import { CALLBACK_TIMEOUT_MS, guardPush, reportPushError } from '../../src/pushes/report-push-error.ts';
import { never, paymentChanged } from './push-receiver.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('reportPushError()', () => {
  test('passes the error and the event to onError', async () => {
    const onError = vi.fn();
    const event = paymentChanged();
    await reportPushError(onError, 'the error', event);
    expect(onError.mock.calls).toEqual([['the error', event]]);
  });

  test('prints the error when onError fails', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    const failing = () => {
      throw new Error('disk full');
    };
    await reportPushError(failing, 'the error', undefined);
    expect(print.mock.calls).toEqual([['the error']]);
  });

  test('waits for onError, but not indefinitely', async () => {
    vi.useFakeTimers();
    const reported = reportPushError(() => never, 'the error', undefined);
    await vi.advanceTimersByTimeAsync(CALLBACK_TIMEOUT_MS);
    await expect(reported).resolves.toBeUndefined();
  });
});

test('guardPush() reports what a function throws, or rejects with, and never rejects', async () => {
  const onError = vi.fn();
  await guardPush(onError, () => Promise.reject(new Error('rejected')), undefined);
  await guardPush(onError, () => undefined, undefined);
  expect(onError.mock.calls).toEqual([[new Error('rejected'), undefined]]);
});
