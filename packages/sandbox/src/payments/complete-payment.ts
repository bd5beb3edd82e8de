import type { PaymentTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import type { Payment, PaymentRecord } from './payment.ts';
import { stepPayment } from './step-payment.ts';

/**
 * Takes the money of a payment. If test data say so, it is charged back later.
 *
 * @param fields What else changes in what the API shows.
 * @throws ApiException when the state does not allow it.
 */
export function completePayment(
  engine: Engine,
  id: string,
  fields: Partial<PaymentTransaction> = {},
  known: Partial<PaymentRecord> = {},
): Payment {
  const completed = stepPayment(engine, id, 'complete', fields, known);
  if (completed.record.outcome === 'charge-back')
    engine.schedule.in(engine.settings.chargebackDelay, 'charge-back', { payment: id });
  return completed;
}
