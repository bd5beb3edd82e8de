import type { Engine } from '../engine/engine.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { completePayment } from './complete-payment.ts';
import { loadPayment, type Payment } from './payment.ts';
import { stepPayment } from './step-payment.ts';

/** Takes the money of a payment that was approved, or begins to wait for it. Without an amount, only later payments are approved. */
export function executePayment(engine: Engine, id: string, { execution }: PaymentMethod): Payment {
  const { outcome, left } = loadPayment(engine, id).record;
  const { settings, schedule } = engine;
  if (left === 0) return stepPayment(engine, id, 'approve-subscription');
  if (execution === 'await-transfer') {
    if (outcome !== 'never-pays') schedule.in(settings.transferDelay, 'transfer', { payment: id });
    return stepPayment(engine, id, 'await-transfer');
  }
  if (execution === 'approve-invoice') return stepPayment(engine, id, 'approve-invoice');
  if (outcome === 'check-passes' || outcome === 'check-fails') {
    schedule.in(settings.checkDuration, 'decide', { payment: id });
    return stepPayment(engine, id, 'check');
  }
  return completePayment(engine, id);
}
