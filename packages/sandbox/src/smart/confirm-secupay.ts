import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { findPayment, savePayment } from '../payments/payment.ts';
import { approveSecupay } from '../payments/secupay.ts';
import { paymentMethod } from '../states/payment-methods.ts';
import { followPayment } from './follow-payment.ts';
import { outcomeWith, type CheckoutResult } from './hosted-checkout.ts';

/**
 * The payer approves a payment without a Smart Transaction on the page that its `iframe_url` leads to, or declines.
 *
 * @returns Where the page sends the payer; `null` if the payment has no such URL.
 * @throws ApiException when the payment does not wait for its payer.
 */
export function confirmSecupay(
  engine: Engine,
  id: string,
  result?: CheckoutResult,
): { readonly redirect: string | null } {
  const { shown, record } = findPayment(engine, id);
  if (record.state !== 'open' || !record.old?.iframe_url) throw notPossible(`${id} does not wait for a confirmation`);
  const outcome = outcomeWith(result, record.outcome);
  savePayment(engine, { shown, record: { ...record, outcome } });
  const { state } = approveSecupay(engine, shown.id, paymentMethod(record.method)!).record;
  followPayment(engine, shown.id);
  const { url_success, url_failure } = record.old.redirect_url ?? {};
  return { redirect: (state === 'denied' ? url_failure : url_success) ?? null };
}
