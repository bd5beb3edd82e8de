import type { Resources } from '../generated/resources.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { RequestOptions } from '../request-options.ts';
import { refund, type RefundParams } from './refund.ts';

/** What to refund, and what was left before. */
export interface RefundOnceParams extends RefundParams {
  /** The amount to refund, in minor units. */
  readonly amount: number;
  /**
   * What was left of the payment before the first attempt, in minor units: the `amount` that `payment.transactions.checkStatus` returned. Save it with the
   * refund before you call, and pass the same value whenever you call again.
   */
  readonly before: number;
}

/** The result of {@link refundOnce}. */
export interface RefundOnce {
  /** What is left of the payment, in minor units. */
  readonly remaining: number;
  /** Whether this call made the refund; `false` if an earlier one had made it. */
  readonly isNew: boolean;
}

/**
 * Refunds a part of a payment, and no more than once, however often it is called with the same parameters: also after a lost response, or after a
 * restart. It compares what is left of the payment with what was left `before`: it sends the refund only if that is the same, and after a lost
 * response it succeeds if exactly this refund is missing.
 *
 * It cannot tell calls for one payment apart that are made at the same time, also with the same parameters: start the next one when the one before has
 * ended. A `remaining` that is lower than expected shows that it happened. When it throws,
 * check `outcome`:
 * - `not-sent`, `no-effect`: this call refunded nothing.
 * - `unknown`: the API may still be processing the refund. Call again after some minutes, with the same parameters.
 *
 * Calls `payment.transactions.checkStatus`, then `payment.transactions.cancel`.
 *
 * @param id Id of the Payment Transaction (`PCI_…`), not of the Smart Transaction.
 * @throws TypeError before anything is sent, when an amount or the reason is invalid, or a parameter is unknown.
 * @throws SecuconnectError as `refund` and `checkStatus` do; with the outcome `not-sent` when something else has been refunded meanwhile.
 */
export async function refundOnce(
  secuconnect: Pick<Resources, 'payment'>,
  id: string,
  { before, ...params }: RefundOnceParams,
  options: RequestOptions = {},
): Promise<RefundOnce> {
  const { amount } = params;
  if (!Number.isSafeInteger(before) || !Number.isSafeInteger(amount) || amount < 1 || amount > before)
    throw new TypeError(
      `\`amount\` and \`before\` must be integers in minor units, \`amount\` from 1 to \`before\`; got ${String(amount)} and ${String(before)}.`,
    );
  const remaining = before - amount;
  const readLeft = async (): Promise<unknown> => {
    const state: { amount?: unknown; id?: unknown } =
      (await secuconnect.payment.transactions.checkStatus(id, options)) ?? {};
    // The response has no id. One that has another is about another payment.
    return state.id === undefined || state.id === id ? state.amount : undefined;
  };
  const left = await readLeft();
  if (left === remaining) return { remaining, isNew: false };
  if (left !== before)
    throw new SecuconnectError(
      `${String(left)} of ${id} are left, neither ${before} nor ${remaining}: something else was refunded. Decide again.`,
      { outcome: 'not-sent', operation: 'payment.transactions.cancel' },
    );
  try {
    const made = await refund(secuconnect, id, params, options);
    // Less is left than this refund explains: another one was made at the same time.
    if (made.remaining !== undefined && made.remaining < remaining) return { remaining: made.remaining, isNew: true };
  } catch (error) {
    const isUnclear = error instanceof SecuconnectError && error.outcome === 'unknown';
    if (!isUnclear || (await readLeft().catch(() => undefined)) !== remaining) throw error;
  }
  return { remaining, isNew: true };
}
