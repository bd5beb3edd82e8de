/**
 * Purchase on invoice: the payer pays after delivery, so the API must learn of the delivery. `prepare` checks whether the payer is accepted,
 * `startPrepared` buys, `setDelivery` reports the parcel, and `capture` makes the invoice due.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { isPaymentMethodUnavailableError, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { canShip } from '@secuconnect/client/flows';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

try {
  const created = await secuconnect.smart.transactions.create({
    is_demo: true,
    intent: 'order',
    contract: { id: contract },
    // A buyer on invoice is scored: name, address and date of birth must be complete.
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

  // An approved purchase on invoice waits for its shipment.
  const state = await secuconnect.payment.transactions.checkStatus(payment);
  if (!canShip(state)) throw new Error(`Do not ship yet: ${payment} is "${state.status_simple_text}".`);
  console.log(`${payment} is "${state.status_simple_text}": ship order 10051.`);

  // Once per parcel. A call removes the fields that it does not name.
  const parcel = { shipped_at: '2026-03-03T08:55:00+01:00', tracking_code: '00340434161094021501' };
  const shipped = await secuconnect.smart.transactions.setDelivery(created.id, {
    delivery_options: { type: 'shipping', shipped_by: 'DHL', invoice_number: 'INV-2026-0042', ...parcel },
  });
  console.log(`${created.id} is ${shipped.status}: the delivery is reported.`);

  // The last step: from now on the term of payment runs.
  const captured = await secuconnect.payment.transactions.capture(payment, {
    shipping_information: { carrier: 'DHL', tracking_id: parcel.tracking_code, invoice_number: 'INV-2026-0042' },
  });
  console.log(`${payment} is "${captured.details?.status_simple_text ?? captured.status_text}": the invoice is due.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isPaymentMethodUnavailableError(error)) console.error('Not on invoice; offer another method:', error.error_user);
  else if (error.outcome === 'unknown') console.error('Read it before you continue:', error.message);
  else console.error('This step had no effect:', error.message);
  process.exitCode = 1;
}
