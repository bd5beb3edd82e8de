import type { SmartTransaction } from '@secuconnect/api';
import { sleep } from '../internal/abort.ts';
import { RateLimitError, ServerError } from '../errors/api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Resources } from '../generated/resources.ts';
import { hasFailed, isFinal } from './status.ts';

export interface WaitOptions {
  /**
   * What to wait for: some values of `status`, or a function that knows; `isFinal` when left out. A failed or cancelled payment ends the
   * wait in any case.
   */
  readonly until?: readonly string[] | ((transaction: SmartTransaction) => boolean) | undefined;
  /** How long to wait, in ms; 120,000 when left out. */
  readonly deadline?: number | undefined;
  /** The first pause between two reads, in ms; 1,000 when left out. Pauses grow up to 15 times as long. */
  readonly interval?: number | undefined;
  /** Ends the wait at once. */
  readonly signal?: AbortSignal | undefined;
}

const DEADLINE = 120_000;
const INTERVAL = 1_000;
const GROWTH = 1.6;
const LONGEST = 15;
/** How long the last read may take when the time is up, in ms. */
const LAST_READ = 5_000;

/**
 * The time is up before the status that was waited for. Nothing is decided: the payer may still pay in the next moment. Go by the push, or
 * wait again; do not open a second Smart Transaction for the same order before this one is final or cancelled.
 */
export class WaitTimeoutError extends SecuconnectError {
  static override readonly kind = 'WaitTimeoutError';
  /** The newest state that could be read. */
  readonly transaction: SmartTransaction | undefined;

  constructor(id: string, deadline: number, transaction: SmartTransaction | undefined, cause: unknown) {
    const state = transaction ? `was still ${JSON.stringify(transaction.status ?? null)}` : 'could not be read';
    super(`${id} ${state} after ${deadline} ms. It may still be paid: wait for the push, or wait again.`, {
      outcome: 'unknown',
      operation: OPERATION,
      cause,
    });
    this.transaction = transaction;
  }
}

export const isWaitTimeoutError = (value: unknown): value is WaitTimeoutError => value instanceof WaitTimeoutError;

const OPERATION = 'smart.transactions.get';

/**
 * Reads a Smart Transaction again and again until its status is the one to wait for, or a failed one, and returns it as it is then. **It may
 * have failed**: ask `isPaid`.
 *
 * - Pauses grow, and are shortened at random, so that many waiting programs do not ask at the same moment.
 * - A read without an answer does not end the wait; being refused (no such transaction, not allowed) does.
 * - It only reads. Whatever it throws, the payment goes on as if nobody had waited.
 *
 * Calls `smart.transactions.get`.
 *
 * @throws WaitTimeoutError when the time is up, with the newest state.
 * @throws AbortError when the signal ends the wait.
 * @throws ApiError when the read is refused.
 */
export async function waitForStatus(
  { smart }: Pick<Resources, 'smart'>,
  id: string,
  { until = isFinal, deadline = DEADLINE, interval = INTERVAL, signal }: WaitOptions = {},
): Promise<SmartTransaction> {
  const end = Date.now() + deadline;
  const isAwaited = (transaction: SmartTransaction): boolean =>
    hasFailed(transaction) ||
    (typeof until === 'function' ? until(transaction) : until.includes(String(transaction.status)));
  let newest: SmartTransaction | undefined;
  for (let pause = interval; ; pause = Math.min(pause * GROWTH, interval * LONGEST)) {
    let failure: unknown;
    try {
      const left = Math.max(end - Date.now(), LAST_READ);
      newest = await smart.transactions.get(id, {}, { signal, deadline: left });
      if (isAwaited(newest)) return newest;
    } catch (error) {
      if (!isPassing(error)) throw error;
      failure = error;
    }
    const left = end - Date.now();
    if (left <= 0) throw new WaitTimeoutError(id, deadline, newest, failure);
    await sleep(Math.min(left, pause * (0.5 + Math.random() / 2)), signal).catch((reason: unknown) => {
      throw new AbortError({ id: OPERATION, repeatSafe: true, object: id }, reason, 'unknown');
    });
  }
}

/** Whether the next read may well succeed. */
const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof TimeoutError ||
  error instanceof DecodeError ||
  error instanceof ServerError ||
  error instanceof RateLimitError;
