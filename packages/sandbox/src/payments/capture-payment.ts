import type { Engine } from '../engine/engine.ts';
import { invalid, methodUnavailable, notPossible } from '../engine/exception.ts';
import { paymentMethod } from '../states/payment-methods.ts';
import { completePayment } from './complete-payment.ts';
import { loadPayment, savePayment, type Payment } from './payment.ts';
import { stepPayment } from './step-payment.ts';

/**
 * Takes the money of an authorised payment, or says that an invoice is delivered.
 *
 * @param amount In minor units; by default, all of it.
 * @throws ApiException when there is nothing to capture, or less than `amount`.
 */
export function capturePayment(
  engine: Engine,
  id: string,
  { amount, invoiceNumber }: { readonly amount?: number | undefined; readonly invoiceNumber?: string | undefined },
): Payment {
  const { record } = loadPayment(engine, id);
  const fields = { ...(invoiceNumber !== undefined && { invoice_number: invoiceNumber }) };
  if (record.state === 'awaiting-shipment') {
    if (amount !== undefined && amount !== record.left) throw invalid('An invoice is captured in full');
    return stepPayment(engine, id, 'capture', fields);
  }
  // A prepayment is paid by its transfer, and an invoice is approved by its start.
  if (record.state !== 'authorised' || paymentMethod(record.method)?.execution !== undefined)
    throw notPossible(`${id} is ${record.state}: there is nothing to capture`);
  if (amount !== undefined && (amount <= 0 || amount > record.left))
    throw invalid(`Only ${record.left} are authorised`);
  const captured = amount ?? record.left;
  return completePayment(engine, id, { ...fields, amount: captured }, { left: captured });
}

/** @throws ApiException 405 for a payment that does not wait for a shipment. */
export function reportShipping(engine: Engine, { shown, record }: Payment, invoiceNumber: string | undefined): Payment {
  if (record.state !== 'awaiting-shipment') throw methodUnavailable(`${shown.id} does not wait for a shipment`);
  return savePayment(engine, {
    shown: { ...shown, ...(invoiceNumber !== undefined && { invoice_number: invoiceNumber }) },
    record,
  });
}
