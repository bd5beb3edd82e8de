import type { Engine } from '../engine/engine.ts';
import { PAYMENT_STEPS } from '../states/payment-steps.ts';
import { findStep } from '../states/steps.ts';
import { loadPayment } from './payment.ts';
import { setPaymentState } from './step-payment.ts';

/** Voids a payment that a later attempt replaces. No push says so, because no program waits for it any more. */
export function dropPayment(engine: Engine, id: string): void {
  if (!findStep(PAYMENT_STEPS, 'void', loadPayment(engine, id).record.state)) return;
  setPaymentState({ ...engine, pushes: { notify: () => undefined } }, id, 'void', {}, { left: 0 });
}
