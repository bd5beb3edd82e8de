/**
 * Direct debit in a custom checkout: check the IBAN, keep it in a payment container, have the mandate signed, authorise with `prepare`,
 * and collect the money with `startPrepared`.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import {
  isPaymentMethodUnavailableError,
  isSecuconnectError,
  optionsFromEnv,
  Secuconnect,
  uploadFile,
} from '@secuconnect/client';
import { canShip, hasFailed } from '@secuconnect/client/flows';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());
const account = { owner: 'Erika Beispiel', iban: 'DE37 5032 4000 1000 0005 24'.replaceAll(' ', '') };
const contact = {
  forename: 'Erika',
  surname: 'Beispiel',
  email: 'erika@example.com',
  address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
};

/** The Smart Transaction, once it exists: read it when a later call fails. */
let stx: string | undefined;
try {
  const { valid, bankname } = await secuconnect.payment.containers.validateSingleIban({ iban: account.iban });
  if (!valid) throw new Error('Ask the payer for another IBAN.');
  console.log(`The account is at ${bankname}.`);

  const customer = await secuconnect.payment.customers.create({ contact });
  const container = await secuconnect.payment.containers.create({
    customer_id: customer.id,
    type: 'bank_account',
    private: account,
  });
  const { mandate_url } = await secuconnect.payment.containers.mandate(container.id, { customer_id: customer.id });
  console.log(`Show the mandate to the payer and have it signed: ${mandate_url}`);
  const scan = await uploadFile(secuconnect, new File(['%PDF-1.7 signed'], 'mandate.pdf', { type: 'application/pdf' }));
  await secuconnect.payment.containers.uploadMandate(container.id, { document_id: scan.id });
  console.log(`${container.id} holds the account and the signed mandate.`);

  const created = await secuconnect.smart.transactions.create({
    is_demo: true,
    intent: 'sale',
    contract: { id: contract },
    customer: { contact },
    basket: { products: [{ id: 1, item_type: 'article', desc: 'Grinder', quantity: 1, priceOne: 12900, tax: 19 }] },
    basket_info: { sum: 12900, currency: 'EUR' },
    transactionRef: 'Order 10050',
  });
  stx = created.id;
  const prepared = await secuconnect.smart.transactions.prepare(stx, 'debit', { container: { id: container.id } });
  console.log(`${stx} is ${prepared.status}; no money has moved yet. The payer confirms the order now.`);

  const started = await secuconnect.smart.transactions.startPrepared(stx);
  if (canShip(started)) console.log(`${stx} is ${started.status}: ship order 10050.`);
  else if (hasFailed(started)) console.log(`${stx} is ${started.status}: offer another payment method.`);
  else console.log(`${stx} is ${started.status}: wait for the push with the result of the check.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isPaymentMethodUnavailableError(error)) console.error('Offer another payment method:', error.error_user);
  else if (error.outcome === 'unknown' && stx) {
    const { status } = await secuconnect.smart.transactions.get(stx);
    console.error(`${error.message} It is ${status}.`);
  } else console.error('Not paid:', error.message);
  process.exitCode = 1;
}
