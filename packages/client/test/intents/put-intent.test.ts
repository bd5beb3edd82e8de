import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Intent, Journal } from '../../src/intents/journal.ts';
import { memoryJournal } from '../../src/intents/memory-journal.ts';
import { JOURNAL_TIMEOUT_MS, putIntent } from '../../src/intents/put-intent.ts';
import { ScopeEnded } from '../../src/internal/timeout.ts';

const INTENT: Intent = {
  reference: 'a',
  operation: 'smart.transactions.create',
  state: 'open',
  idempotencyKey: 'key',
  hiddenFor: 1,
  facts: {},
};
/** The driver of a database that waits for its connection. */
const HANGING: Journal = { ...memoryJournal(), put: () => new Promise(() => {}) };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('putIntent()', () => {
  test('returns what the journal returns, and leaves no timer', async () => {
    const journal = memoryJournal();
    expect(await putIntent(journal, INTENT, 0)).toBeUndefined();
    expect(await putIntent(journal, INTENT, 0)).toMatchObject({ reference: 'a', version: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('waits 10 s at most', async () => {
    expect(JOURNAL_TIMEOUT_MS).toBe(10_000);
    const late = vi.fn();
    const put = putIntent(HANGING, INTENT, 0).catch(late);
    await vi.advanceTimersByTimeAsync(JOURNAL_TIMEOUT_MS - 1);
    expect(late).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await put;
    expect(late).toHaveBeenCalledWith(expect.objectContaining({ message: 'The journal took longer than 10000 ms.' }));
  });

  test('ends with the signal of the caller, and leaves no timer', async () => {
    const controller = new AbortController();
    const put = putIntent(HANGING, INTENT, 0, controller.signal);
    controller.abort('closing');
    await expect(put).rejects.toEqual(new ScopeEnded(false, 'closing'));
    expect(vi.getTimerCount()).toBe(0);
  });

  test('rejects with the failure of the journal, also one that it throws', async () => {
    const failure = new Error('connection refused');
    for (const put of [
      () => Promise.reject(failure),
      () => {
        throw failure;
      },
    ])
      await expect(putIntent({ ...HANGING, put }, INTENT, 0)).rejects.toBe(failure);
  });
});
