import type { PaymentPayout, SecupayPayoutListItem, SecupayTransactionListItem } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { load, save } from '../call/objects.ts';
import type { Payment, PaymentRecord } from '../payments/payment.ts';
import { PAYMENT_STATES } from '../states/payment-steps.ts';
import type { Stored } from '../store/store.ts';

export const PAYOUTS = 'payment.payouts';
const ORDERS = '_payouts';

/** What a merchant has ordered to be paid out. */
export interface PayoutOrder extends Stored {
  readonly transaction_list?: readonly SecupayTransactionListItem[];
  readonly payout_list?: readonly SecupayPayoutListItem[];
  /** In milliseconds since 1970. */
  readonly executionTime?: number;
}

export const saveOrder = ({ store }: Pick<Engine, 'store'>, order: PayoutOrder): void => store.put(ORDERS, order);

/** @throws ApiException 404 */
export const loadOrder = (engine: Pick<Engine, 'store'>, id: string): PayoutOrder =>
  load<PayoutOrder>(engine, ORDERS, id);

/** How long a payout that is covered has to wait for the day it was ordered for, in milliseconds. */
export function executionDelay(engine: Pick<Engine, 'store' | 'clock'>, { payout }: PaymentRecord): number {
  const { executionTime = 0 } = payout === undefined ? {} : loadOrder(engine, payout);
  return Math.max(0, executionTime - engine.clock.now());
}

/** What the payout shows of the state of its payment. */
export function statusOf({ shown, record }: Payment): Partial<PaymentPayout> {
  const { status_simple, status_simple_text } = PAYMENT_STATES[record.state];
  const isWaiting = record.state === 'awaiting-transfer';
  return {
    simple_status_id: isWaiting ? 10 : status_simple,
    simple_status_description: isWaiting ? 'pending' : status_simple_text,
    trans_status_id: shown.status ?? null,
  };
}

/** Brings a payout to where its payment is. */
export function followPayout(engine: Engine, payment: Payment): void {
  const { payout, left } = payment.record;
  const { completion_date } = payment.shown;
  save(engine, PAYOUTS, {
    ...load<PaymentPayout>(engine, PAYOUTS, payout!),
    ...statusOf(payment),
    payout_amount: left,
    ...(completion_date != null && { date: completion_date }),
  });
}

/**
 * The sums of a payout, in minor units: the sandbox deducts nothing but refunds.
 *
 * @param left Of the volume, after refunds.
 */
export const sumsOf = (volume: number, left = volume) => ({
  transaction_volume: volume,
  refund_amount: volume - left,
  stakeholder_amount: 0,
  claim_amount: 0,
  invoice_amount: 0,
  misc_amount: 0,
  payout_amount: left,
});
