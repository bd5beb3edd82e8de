import type { Engine } from '../engine/engine.ts';
import { isoTime } from '../engine/clock.ts';
import { loadPayment, type Payment } from '../payments/payment.ts';
import { stepPayment } from '../payments/step-payment.ts';
import { executionDelay, followPayout } from '../payouts/payout.ts';
import { PAYMENT_STEPS, type PaymentStateName, type PaymentStep } from '../states/payment-steps.ts';
import { SMART_STEPS, type SmartStep } from '../states/smart-steps.ts';
import { findStep } from '../states/steps.ts';
import { replaceContainer, takeBackCharge } from '../subscriptions/charge.ts';
import { subscribe } from '../subscriptions/subscribe.ts';
import { loadSmart, paymentsOf, stepSmart, type StoredSmart } from './smart-transaction.ts';

/** What a payment that came into a state means for its sale. */
const STEP_OF: Partial<Readonly<Record<PaymentStateName, SmartStep>>> = {
  authorised: 'approve',
  checking: 'wait',
  'awaiting-transfer': 'wait',
  completed: 'pay',
  'awaiting-shipment': 'pay',
  'invoice-open': 'pay',
  'subscription-approved': 'pay',
  denied: 'fail',
};

/**
 * Brings a Smart Transaction to where its payment is. A payment that was replaced by a later attempt changes nothing.
 *
 * @returns The Smart Transaction; `undefined` for a payment without one.
 */
export function followPayment(engine: Engine, id: string, known?: StoredSmart): StoredSmart | undefined {
  const payment = loadPayment(engine, id);
  const { state, smart: smartId, subscription, payout } = payment.record;
  if (payout !== undefined) followPayout(engine, payment);
  if (subscription !== undefined && state === 'denied') takeBackCharge(engine, subscription);
  if (smartId === undefined) return undefined;
  const smart = known ?? loadSmart(engine, smartId);
  const step = STEP_OF[state];
  const isDecided = !step || !findStep(SMART_STEPS, step, smart.status) || paymentsOf(smart)[0] !== id;
  if (isDecided) return smart;
  const followed = stepSmart(engine, smart, step);
  if (step === 'pay') openSubscriptions(engine, followed, payment);
  return followed;
}

/** What a payer has agreed to pay later begins when the sale is paid. */
function openSubscriptions(engine: Engine, smart: StoredSmart, { record }: Payment): void {
  const { method, pushUrl } = record;
  if (smart.subscription?.id !== undefined)
    replaceContainer(engine, smart.subscription.id, { method, container: smart.container });
  else subscribe(engine, smart, { method, ...(pushUrl !== undefined && { pushUrl }) });
}

/** Takes a step of a payment that happens without a call, and what follows from it. */
export function stepAndFollow(engine: Engine, id: string, step: PaymentStep, fields: object = {}): void {
  const { state } = loadPayment(engine, id).record;
  // It was cancelled, or replaced, while it waited.
  if (!findStep(PAYMENT_STEPS, step, state)) return;
  stepPayment(engine, id, step, fields);
  followPayment(engine, id);
}

/** Does what payments wait for: transfers, checks, chargebacks and bank runs. */
export function schedulePayments(engine: Engine): void {
  const { schedule } = engine;
  const paymentOf = ({ payload }: { readonly payload: Readonly<Record<string, unknown>> }) =>
    payload['payment'] as string;
  schedule.on('transfer', (job) => receiveTransfer(engine, paymentOf(job)));
  schedule.on('decide', (job) => {
    const { outcome } = loadPayment(engine, paymentOf(job)).record;
    stepAndFollow(engine, paymentOf(job), outcome === 'check-fails' ? 'deny' : 'complete');
  });
  schedule.on('execute-payout', (job) =>
    stepAndFollow(engine, paymentOf(job), 'complete', job.payload['fields'] as object),
  );
  schedule.on('charge-back', (job) => stepAndFollow(engine, paymentOf(job), 'charge-back'));
  schedule.on('book-refund', (job) => stepAndFollow(engine, paymentOf(job), 'book-refund'));
}

/**
 * The money of a prepayment arrives. Less than the total does not complete it, and money that nothing waits for changes nothing.
 *
 * @param amount In minor units; by default, what test data say, or all of it.
 */
export function receiveTransfer(engine: Engine, id: string, amount?: number): void {
  const { shown, record } = loadPayment(engine, id);
  const received = amount ?? (record.outcome === 'wrong-amount' ? record.left - 1 : record.left);
  const fields = {
    incoming_payment_purpose: `TA ${shown.trans_id}`,
    incoming_payment_iban: 'DE37503240001000000524',
    incoming_payment_bic: 'FTSBDEFAXXX',
    account_owner: [shown.customer?.forename, shown.customer?.surname].filter(Boolean).join(' ') || null,
  };
  if (record.state !== 'awaiting-transfer' || received < record.left) return;
  cover(engine, id, { ...fields, incoming_payment_date: isoTime(engine.clock.now()) });
}

/** The money for a prepayment or a payout is there. A payout that was ordered for a later day waits for it. */
export function cover(engine: Engine, id: string, fields: object = {}): void {
  const delay = executionDelay(engine, loadPayment(engine, id).record);
  if (delay > 0) engine.schedule.in(delay, 'execute-payout', { payment: id, fields });
  else stepAndFollow(engine, id, 'complete', fields);
}
