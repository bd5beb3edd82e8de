import type { IdArgument, SmartTransaction } from '@secuconnect/api';
import { RateLimitError, ServerError } from '../errors/api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import type { CallContext } from '../errors/outcome.ts';
import type { Resources } from '../generated/resources.ts';
import { sleep } from '../internal/abort.ts';
import { monotonicNow } from '../internal/clock.ts';
import { ScopeEnded, TimeoutScope } from '../internal/timeout.ts';
import { assertLimits } from '../request-options.ts';
import { expectObject, isApiObject, notAnObjectError } from './expect-object.ts';
import { paymentState } from './payment-state.ts';

/** Options of {@link waitForStatus}. */
export interface WaitOptions {
  /**
   * What to wait for: some values of `status`, or a function, which may be async. A failed, cancelled or refunded payment ends the wait in any case. An
   * exception of the function ends it too.
   *
   * @default decided, or a prepayment that waits for the payer's transfer; `isFinal` also waits for the transfer
   */
  readonly until?: readonly string[] | ((transaction: SmartTransaction) => boolean | Promise<boolean>) | undefined;
  /**
   * How long to wait, in ms.
   *
   * @default 120_000
   */
  readonly totalTimeout?: number | undefined;
  /**
   * The first delay between two reads, in ms, at least 1. Delays grow up to 15 times as long.
   *
   * @default 1_000
   */
  readonly interval?: number | undefined;
  /** Ends the wait at once, with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
}

const TOTAL_TIMEOUT_MS = 120_000;
const INTERVAL_MS = 1_000;
/** Each delay is this many times as long as the one before, up to the maximum times the first. */
const GROWTH = 1.6;
const MAX_GROWTH = 15;
/** How long the last read may take once the total timeout has passed, in ms. */
const LAST_READ_MS = 5_000;
/** A timer cannot wait longer than some weeks, in ms. */
const MAX_DELAY_MS = 24 * 60 * 60 * 1_000;

const contextOf = (id: string): CallContext => ({ id: 'smart.transactions.get', safe: true, object: id });

/**
 * The total timeout passed before the awaited status. Nothing is decided: the payer may still pay. Rely on the push, or wait again; do not open a second
 * Smart Transaction for the same order before this one is final or cancelled.
 */
export class WaitTimeoutError extends TimeoutError {
  static override readonly kind = 'WaitTimeoutError';
  /** The newest state that could be read. */
  readonly transaction: SmartTransaction | undefined;

  constructor(id: string, totalTimeout: number, transaction: SmartTransaction | undefined, cause: unknown) {
    const state = transaction ? `was still ${JSON.stringify(transaction.status ?? null)}` : 'could not be read';
    super(contextOf(id), totalTimeout, 'no-effect', {
      message: `${id} ${state} after ${totalTimeout} ms. It may still be paid: wait for the push, or wait again.`,
      cause,
    });
    this.transaction = transaction;
  }
}

/** Whether a value is a `WaitTimeoutError`, also one of another copy of this package. */
export const isWaitTimeoutError = (value: unknown): value is WaitTimeoutError => value instanceof WaitTimeoutError;

/**
 * Whether there is nothing to wait for by default. A transfer takes days, and a program that waits for it has nothing to tell the payer: the instructions
 * are what the payer needs now.
 */
export function endsWait(transaction: SmartTransaction): boolean {
  const { state, final, disputed, refund } = paymentState(transaction);
  return final || disputed || refund !== 'none' || state === 'awaiting-transfer';
}

/** Whether the payment is over without money for the merchant. */
function isLost(transaction: SmartTransaction): boolean {
  const { final, paid } = paymentState(transaction);
  return final && !paid;
}

/**
 * Reads a Smart Transaction until its status is the awaited or a failed one, and returns it as it is then. **It may have failed**: ask `isPaid`. **It may
 * be pending**, if the payer chose prepayment: ask `isPending`, show `getTransferInstructions`, and rely on the push for the money.
 *
 * - Delays grow, with jitter, so that many waiting programs do not read at the same moment.
 * - A read without a response, or with one that is not an object of the API, does not end the wait; an error response does (unknown transaction, no
 *   permission).
 * - It only reads: an error does not affect the payment.
 *
 * Calls `smart.transactions.get`.
 *
 * @throws WaitTimeoutError when `totalTimeout` has passed, with the newest state.
 * @throws AbortError when the signal ends the wait.
 * @throws ApiError when the API rejects the read.
 * @throws SecuconnectError when the read returns another transaction.
 * @throws TypeError when an option is invalid.
 */
export async function waitForStatus<Own extends string = 'STX'>(
  { smart }: Pick<Resources, 'smart'>,
  id: IdArgument<Own, 'STX'>,
  { until = endsWait, totalTimeout = TOTAL_TIMEOUT_MS, interval = INTERVAL_MS, signal }: WaitOptions = {},
): Promise<SmartTransaction> {
  assertLimits({ totalTimeout });
  if (!(typeof interval === 'number' && interval >= 1))
    throw new TypeError(`\`interval\` must be at least 1 millisecond; got ${String(interval)}.`);
  if (typeof until !== 'function' && !Array.isArray(until))
    throw new TypeError('`until` must be an array of statuses, or a function.');
  const context = contextOf(id);
  const end = monotonicNow() + totalTimeout;
  let newest: SmartTransaction | undefined;
  for (let delay = interval; ; delay = Math.min(delay * GROWTH, interval * MAX_GROWTH)) {
    const readTimeout = Math.max(end - monotonicNow(), LAST_READ_MS);
    let failure: unknown;
    let response: unknown;
    try {
      response = await smart.transactions.get(id, {}, { signal, totalTimeout: readTimeout });
    } catch (error) {
      if (!isTransient(error)) throw error;
      failure = error;
    }
    if (isApiObject(response)) {
      newest = expectObject(context, response as SmartTransaction);
      if (isLost(newest) || (await isAwaited(newest, until, readTimeout, signal))) return newest;
    } else failure ??= notAnObjectError(context);
    const left = end - monotonicNow();
    if (left <= 0) throw new WaitTimeoutError(id, totalTimeout, newest, failure);
    const nextDelay = Math.min(left, delay * (0.5 + Math.random() / 2), MAX_DELAY_MS);
    await sleep(nextDelay, signal).catch((reason: unknown) => {
      throw new AbortError(context, reason, 'no-effect');
    });
  }
}

/** Whether a transaction is what the caller waits for. A function that does not end within `timeout` has not returned true. */
async function isAwaited(
  transaction: SmartTransaction,
  until: NonNullable<WaitOptions['until']>,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (typeof until !== 'function') return until.includes(String(transaction.status));
  const scope = new TimeoutScope(timeout, signal);
  try {
    return Boolean(await scope.race(Promise.resolve(until(transaction))));
  } catch (reason) {
    if (!(reason instanceof ScopeEnded)) throw reason;
    if (reason.timedOut) return false;
    throw new AbortError(contextOf(transaction.id), reason.reason, 'no-effect');
  } finally {
    scope.release();
  }
}

/** Whether the next read may succeed. */
const isTransient = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof TimeoutError ||
  error instanceof DecodeError ||
  error instanceof ServerError ||
  error instanceof RateLimitError;
