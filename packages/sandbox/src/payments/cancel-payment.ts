import type { PaymentTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { paymentMethod } from '../states/payment-methods.ts';
import { PAID, PAYMENT_STEPS, type PaymentStateName } from '../states/payment-steps.ts';
import { stepFrom } from '../states/steps.ts';
import { openPayment } from './open-payment.ts';
import { loadPayment, PAYMENTS, savePayment, type Payment } from './payment.ts';
import { setPaymentState, stepPayment } from './step-payment.ts';

/** How the platform marks the link between a payment and its refund. */
const REFUND_LINK = 19;

const isPaid = (state: PaymentStateName): boolean => (PAID as readonly PaymentStateName[]).includes(state);

/**
 * Cancels or refunds a payment, or a part of it: never more than is left.
 * - Before money has moved, its amount is lowered, or it becomes void.
 * - Afterwards, a child payment with a negative amount refunds it, and the amount of the original stays.
 *
 * @param by In minor units; by default, all that is left.
 * @returns The payment, and its refund if there is one.
 * @throws ApiException when nothing is left, or less than `by`.
 */
export function cancelPayment(
  engine: Engine,
  id: string,
  { by, reason }: { readonly by?: number | undefined; readonly reason?: string | undefined } = {},
): PaymentTransaction[] {
  const payment = loadPayment(engine, id);
  const { state, left, payout } = payment.record;
  const amount = by ?? left;
  if (amount <= 0 || amount > left) throw invalid(`${id} has ${left} left; it cannot be reduced by ${amount}`);
  if (payout !== undefined && (isPaid(state) || amount < left))
    throw notPossible(`${id} is a payout: it can be cancelled as a whole, until it is executed`);
  if (isPaid(state)) return refund(engine, payment, amount, reason);
  if (amount === left) return [stepPayment(engine, id, 'void', {}, { left: 0 }).shown];
  return [lower(engine, payment, left - amount).shown];
}

/** A card payment that is only authorised can be lowered once: the bank has reserved the money. */
function lower(engine: Engine, { shown, record }: Payment, left: number): Payment {
  const isOpen = ['open', 'authorised', 'awaiting-transfer', 'awaiting-shipment'].includes(record.state);
  if (!isOpen) throw notPossible(`${shown.id} is ${record.state}: it cannot be reduced`);
  const isReserved = record.state === 'authorised' && record.method === 'creditcard';
  if (isReserved && record.lowered)
    throw notPossible(`${shown.id} was reduced before; an authorisation can be reduced once`);
  return savePayment(engine, {
    shown: { ...shown, amount: left },
    record: { ...record, left, ...(isReserved && { lowered: true }) },
  });
}

function refund(engine: Engine, original: Payment, amount: number, reason: string | undefined): PaymentTransaction[] {
  const { shown, record } = original;
  const method = paymentMethod(record.method)!;
  const text = reason || shown.description || '';
  const made = openPayment(engine, {
    method,
    amount: -amount,
    currency: shown.currency ?? 'EUR',
    contract: shown.contract?.id ?? '',
    merchant: shown.merchant?.id ?? '',
    demo: false,
    description: text,
    fields: {
      product_id: method.refund?.productId ?? null,
      product: `Refund of: ${method.product}`,
      product_raw: method.refund?.productGerman ?? `Erstattung ${method.productGerman}`,
      parents: [{ object: PAYMENTS, id: shown.id, trans_id: shown.trans_id ?? null, ref_type_id: REFUND_LINK }],
      related_transactions: [link(shown, 'parent')],
      ...(shown.order_id != null && { order_id: shown.order_id }),
      ...(shown.customer != null && { customer: shown.customer }),
      ...(shown.payment_data != null && { payment_data: shown.payment_data }),
    },
    record: {
      outcome: 'approve',
      left: -amount,
      ...(record.pushUrl !== undefined && { pushUrl: record.pushUrl }),
    },
  });
  const child = savePayment(engine, { shown: made.shown, record: { ...made.record, state: 'completed' } });
  engine.pushes.notify(record.pushUrl, PAYMENTS, child.shown.id, 'added');
  const left = record.left - amount;
  const related = { related_transactions: [...(shown.related_transactions ?? []), link(child.shown, 'child')] };
  const state = stepFrom(PAYMENT_STEPS, left === 0 ? 'refund-rest' : 'refund-part', record.state, shown.id).to;
  const { refundDelay } = engine.settings;
  const isBooked = left === 0 && refundDelay === 0;
  const refunded = setPaymentState(engine, shown.id, isBooked ? 'refunded' : state, related, { left });
  if (left === 0 && !isBooked) engine.schedule.in(refundDelay, 'book-refund', { payment: shown.id });
  return [refunded.shown, child.shown];
}

const link = ({ id, trans_id }: PaymentTransaction, hierarchy: 'child' | 'parent') => ({
  object: PAYMENTS,
  id,
  trans_id: trans_id ?? null,
  ref_type_id: REFUND_LINK,
  hierarchy,
});
