import { paymentState, type RemainingAmount } from './payment-state.ts';
import type { RefundState } from './payment-states.ts';
import { normalizedStatus, type StatusInput } from './status-value.ts';

/**
 * Whether the merchant has the money, or Secuconnect guarantees it: a purchase on account counts as paid before the payer has settled it. `false` once
 * the payment is disputed, or its refund in full is under way or done.
 */
export const isPaid = (input: StatusInput): boolean => paymentState(input).paid;

/**
 * Whether the payer has done their part, and money or a check is outstanding: a prepayment waits for the payer's bank transfer
 * (`getTransferInstructions` returns where to), or Secuconnect checks the payment. `false` while the payer or the merchant has to act.
 */
export const isPending = (input: StatusInput): boolean => paymentState(input).pending;

/**
 * Whether the goods may be shipped now: paid, or an approved purchase on account that waits for its shipment. `false` for a Smart Transaction that
 * is already shipped or collected. A payment does not record deliveries: do not ship again because this returns `true` again.
 */
export const canShip = (input: StatusInput): boolean => paymentState(input).canShip;

/**
 * Whether the payment was rejected, cancelled or abandoned: no money came. The payer can retry a failed Smart Transaction. `false` after a refund. A bare
 * simple status 5 counts as cancelled: only an object can show that it was paid before.
 */
export const hasFailed = (input: StatusInput): boolean => paymentState(input).failed;

/**
 * How much of a payment went back to the payer: nothing, a part, or all; `in-progress` while a refund waits for the next bank run.
 *
 * @param remaining The response of `checkStatus` for the same payment, whose `amount` is what is left after all refunds, done or on their way.
 */
export const refundState = (input: StatusInput, remaining?: RemainingAmount): RefundState =>
  paymentState(input, remaining).refund;

/** Whether a refund was made or is under way, in part or in full; `refundState` tells which. */
export const isRefunded = (input: StatusInput): boolean => refundState(input) !== 'none';

/** Whether the payment is disputed after it was accepted, as by a chargeback or a returned direct debit. `false` again when the issue is resolved. */
export const isDisputed = (input: StatusInput): boolean => paymentState(input).disputed;

/** Whether the payment is decided, so that there is nothing to wait for. A refund or a chargeback can still change it later. */
export const isFinal = (input: StatusInput): boolean => paymentState(input).final;

/** The simple status as a number; `undefined` when there is none, or when it is not a number. */
export function getSimpleStatus(input: StatusInput): number | undefined {
  const status = normalizedStatus(input);
  return typeof status === 'number' ? status : undefined;
}
