import type { RequestOptions } from '../request-options.ts';
import { interceptorOf, withInterceptor } from '../transport/intercept.ts';
import type { Journal } from './journal.ts';
import { IntentRun } from './run-intent.ts';

/** What {@link withIntent} needs. */
export interface IntentParams {
  /** Where the intent is stored: `memoryJournal()`, `fileJournal(directory)`, `redisJournal(…)` or `postgresJournal(…)`. */
  readonly journal: Journal;
  /** Your own name for what is to happen, unique in the journal: `order 10042: refund 1`. The same name means the same effect. */
  readonly reference: string;
  /**
   * Whether the journal keeps the response, which another call with the same reference then gets. A response may hold data of a person.
   *
   * @default true
   */
  readonly keepResponse?: boolean | undefined;
}

/** The result of {@link withIntent}. */
export interface IntentResult<Result> {
  /**
   * What `call` resolved with. `undefined` if it took effect, but the response was lost, or not kept, and no operation of the API returns it again.
   */
  readonly value: Result | undefined;
  /** Whether this call made the write; `false` if an earlier one had made it. */
  readonly isNew: boolean;
  /** Why the journal could not record the result, if it could not. The result is right all the same; the intent stays open until it is settled. */
  readonly journalError?: unknown;
}

/**
 * Makes one write that takes effect once, however often it is called with the same reference: after a lost response, after a crash, in another process
 * that has the same journal.
 *
 * ```ts
 * const { value } = await withIntent({ journal, reference: 'order 10042: refund 1' }, (options) =>
 *   secuconnect.payment.transactions.cancel(id, { reduce_amount_by: 500 }, options),
 * );
 * ```
 *
 * - What is about to be sent is stored before the first byte: one write to the journal before the call, and one after it.
 * - If an earlier call has taken effect, `call` gets its response, and nothing is sent. If its outcome is unknown, it is settled first
 *   ({@link settle}); while that is undecided, it is not sent again.
 * - Where states before and after the call are compared, two reads come before the call, and two intents for the same object do not run at the same
 *   time.
 *
 * @param call Makes one write, with the options that it gets; without them, the write is made outside of the intent, and may be made twice. It may read
 *   before and after that, with the same options. If the write fails, `withIntent` rejects, also if `call` does not.
 * @param options Of the call. `totalTimeout` is 90 s, and six minutes for calls that wait for a terminal, unless given here.
 * @throws IntentOpenError if an earlier call is undecided, or another intent for the same object is open.
 * @throws TypeError if the reference belongs to a different call, or if `call` makes no write or two, or if `options` are those of an intent.
 * @throws SecuconnectError as the call does. With the outcome `unknown` the intent stays open: call again at any time. With `not-sent` if the journal
 *   fails, or takes longer than 10 s.
 */
export async function withIntent<Result>(
  { journal, reference, keepResponse = true }: IntentParams,
  call: (options: RequestOptions) => PromiseLike<Result>,
  options: RequestOptions = {},
): Promise<IntentResult<Result>> {
  if (typeof reference !== 'string' || reference.trim() === '')
    throw new TypeError('`reference` must be your own name for what is to happen once.');
  if (typeof journal?.put !== 'function')
    throw new TypeError('`journal` must be a journal, such as `memoryJournal()`.');
  if (interceptorOf(options)) throw new TypeError('An intent cannot be part of another one: each write has one.');
  const run = new IntentRun(journal, reference, keepResponse);
  const optionsOfCall = withInterceptor(options, (intercepted) => run.make(intercepted));
  let value: Result | undefined;
  try {
    value = await call(optionsOfCall);
  } catch (error) {
    run.abandon();
    // `call` cannot go on without the response.
    if (!run.isLost) throw error;
    return { value: undefined, ...run.end };
  }
  await run.close();
  return { value, ...run.end };
}
