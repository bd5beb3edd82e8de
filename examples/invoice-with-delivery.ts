/**
 * Purchase on invoice: the payer pays after delivery, so the platform has to be told of it. `prepare` asks whether the payer is accepted,
 * `startPrepared` buys, the parcel is reported, and `capture` makes the invoice due.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { isPaymentMethodUnavailableError, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

/** Bought on invoice, and waiting for the delivery to be reported. */
const WAITING_FOR_SHIPMENT = 14;

try {
  const created = await secuconnect.smart.transactions.create({
    is_demo: true,
    intent: 'order',
    contract: { id: contract },
    // Who buys on invoice is scored: name, address and date of birth have to be complete.
    customer: {
      contact: {
        forename: 'Erika',
        surname: 'Beispiel',
        dob: '1984-05-17',
        email: 'erika@example.com',
        address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
      },
    },
    basket: { products: [{ id: 1, item_type: 'article', desc: 'Grinder', quantity: 1, priceOne: 12900, tax: 19 }] },
    basket_info: { sum: 12900, currency: 'EUR' },
    transactionRef: 'Order 10051',
  });

  const prepared = await secuconnect.smart.transactions.prepare(created.id, 'invoice');
  console.log(`${created.id} is ${prepared.status}: the payer may buy on invoice.`);
  const started = await secuconnect.smart.transactions.startPrepared(created.id);
  const payment = started.transactions?.[0]?.id;
  if (!payment) throw new Error(`${created.id} is ${started.status} and has no payment transaction.`);

  const { status_simple, status_simple_text } = await secuconnect.payment.transactions.checkStatus(payment);
  if (status_simple !== WAITING_FOR_SHIPMENT) console.log(`${payment} is "${status_simple_text}" so far.`);

  // Once for each parcel. Fields that are left out are removed.
  const parcel = { shipped_at: '2026-03-03T08:55:00+01:00', tracking_code: '00340434161094021501' };
  const shipped = await secuconnect.smart.transactions.setDelivery(created.id, {
    delivery_options: { type: 'shipping', shipped_by: 'DHL', invoice_number: 'INV-2026-0042', ...parcel },
  });
  console.log(`${created.id} is ${shipped.status}: the delivery is reported.`);

  // The last word: from now on the term of payment runs.
  const captured = await secuconnect.payment.transactions.capture(payment, {
    shipping_information: { carrier: 'DHL', tracking_id: parcel.tracking_code, invoice_number: 'INV-2026-0042' },
  });
  console.log(`${payment} is "${captured.details?.status_simple_text ?? captured.status_text}": the invoice is due.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isPaymentMethodUnavailableError(error)) console.error('Not on invoice; offer another method:', error.error_user);
  else if (error.outcome === 'unknown') console.error('Read it before you go on:', error.message);
  else console.error('This step has not happened:', error.message);
  process.exitCode = 1;
}
