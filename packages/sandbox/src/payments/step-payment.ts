import type { PaymentTransaction } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { PAYMENT_STATES, PAYMENT_STEPS, type PaymentStateName, type PaymentStep } from '../states/payment-steps.ts';
import { stepFrom } from '../states/steps.ts';
import { loadPayment, pushPayment, savePayment, type Payment, type PaymentRecord } from './payment.ts';

/** States in which the payment is through. */
const DONE: ReadonlySet<PaymentStateName> = new Set(['completed', 'invoice-open', 'invoice-paid', 'paid-out']);

/**
 * Takes a step of a payment. A changed simple status is pushed.
 *
 * @param fields What else changes in what the API shows.
 * @throws ApiException when the state does not allow the step.
 */
export function stepPayment(
  engine: Engine,
  id: string,
  step: PaymentStep,
  fields: Partial<PaymentTransaction> = {},
  known: Partial<PaymentRecord> = {},
): Payment {
  const { record } = loadPayment(engine, id);
  return setPaymentState(engine, id, stepFrom(PAYMENT_STEPS, step, record.state, id).to, fields, known);
}

/** Puts a payment into a state, from every other one. */
export function setPaymentState(
  engine: Engine,
  id: string,
  state: PaymentStateName,
  fields: Partial<PaymentTransaction> = {},
  known: Partial<PaymentRecord> = {},
): Payment {
  const { shown, record } = loadPayment(engine, id);
  const isDone = DONE.has(state) && shown.completion_date == null;
  const saved = savePayment(engine, {
    shown: { ...shown, ...(isDone && { completion_date: isoTime(engine.clock.now()) }), ...fields },
    record: { ...record, ...known, state },
  });
  if (PAYMENT_STATES[state].status_simple !== PAYMENT_STATES[record.state].status_simple) pushPayment(engine, saved);
  for (const part of record.parts ?? []) followLeading(engine, part, record.state, state);
  return saved;
}

/** A part of a mixed basket goes along with the leading payment, unless it went its own way before. */
function followLeading(engine: Engine, id: string, before: PaymentStateName, after: PaymentStateName): void {
  const { state, left } = loadPayment(engine, id).record;
  if (state === before && state !== after)
    setPaymentState(engine, id, after, {}, { left: after === 'void' || after === 'refunded' ? 0 : left });
}
