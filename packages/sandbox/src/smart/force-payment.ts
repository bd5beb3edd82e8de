import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { loadPayment, pushPayment, type Payment } from '../payments/payment.ts';
import { setPaymentState } from '../payments/step-payment.ts';
import { COMPLETED_DEMO, PAYMENT_STATES, type PaymentStateName } from '../states/payment-steps.ts';
import { followPayment } from './follow-payment.ts';

const STATES = Object.keys(PAYMENT_STATES) as PaymentStateName[];

/**
 * Puts a payment into a state, whether or not a step leads there, and sends the push.
 *
 * @param state Its name, such as `charged-back`, or its detailed number, such as 69.
 * @throws ApiException for a state that does not exist.
 */
export function forcePayment(engine: Engine, id: string, state: PaymentStateName | number): Payment {
  const name = typeof state === 'number' ? numbered(state) : state;
  if (name === undefined || !STATES.includes(name))
    throw invalid(`${String(state)} is no state of a payment: use ${STATES.join(', ')}, or a documented number`);
  const before = loadPayment(engine, id).record.state;
  const forced = setPaymentState(engine, id, name);
  if (PAYMENT_STATES[before].status_simple === PAYMENT_STATES[name].status_simple) pushPayment(engine, forced);
  followPayment(engine, id);
  return forced;
}

const numbered = (status: number): PaymentStateName | undefined =>
  status === COMPLETED_DEMO ? 'completed' : STATES.find((name) => PAYMENT_STATES[name].status === status);
