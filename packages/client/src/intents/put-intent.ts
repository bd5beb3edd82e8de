import { ScopeEnded, TimeoutScope } from '../internal/timeout.ts';
import type { Intent, Journal, StoredIntent } from './journal.ts';

/** How long a journal may take to store an intent, in ms. A driver without a connection may wait for minutes. */
export const JOURNAL_TIMEOUT_MS = 10_000;

/**
 * Stores an intent, as `put` of its journal does. What comes too late may be stored all the same.
 *
 * @param signal Of the caller, who may give up.
 * @throws ScopeEnded if the signal is aborted, an Error if it takes too long, and what the journal rejects with.
 */
export async function putIntent(
  journal: Journal,
  intent: Intent,
  version: number,
  signal?: AbortSignal,
): Promise<StoredIntent | undefined> {
  const scope = new TimeoutScope(JOURNAL_TIMEOUT_MS, signal);
  try {
    return await scope.race(journal.put(intent, version));
  } catch (error) {
    const hangs = error instanceof ScopeEnded && error.timedOut;
    throw hangs ? new Error(`The journal took longer than ${JOURNAL_TIMEOUT_MS} ms.`) : error;
  } finally {
    scope.release();
  }
}
