/**
 * Smart Checkout: the hosted payment page. Open a checkout, send the payer to its link, and read the state when the payer returns or a push
 * arrives: the returning browser says nothing about money.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { formatMoney, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import {
  canShip,
  checkout,
  getTransferInstructions,
  hasFailed,
  isPending,
  isWaitTimeoutError,
} from '@secuconnect/client/flows';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

try {
  const order = await checkout(secuconnect, {
    is_demo: true,
    intent: 'sale',
    contract: { id: contract },
    // Complete, or empty: the API rejects an incomplete customer, and the page asks for a missing one.
    customer: {
      contact: {
        forename: 'Erika',
        surname: 'Beispiel',
        email: 'erika@example.com',
        address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
      },
    },
    basket: {
      products: [
        { id: 1, item_type: 'article', desc: 'Espresso beans, 1 kg', quantity: 1, priceOne: 1595, tax: 7 },
        { id: 2, item_type: 'shipping', desc: 'Parcel', quantity: 1, priceOne: 400, tax: 19 },
      ],
    },
    basket_info: { sum: 1995, currency: 'EUR' },
    transactionRef: 'Order 10042',
    application_context: {
      checkout_template: 'COT_WD0DE66HN2XWJHW8JM88003YG0NEA2',
      language: 'en',
      return_urls: {
        url_success: 'https://shop.example.com/checkout/done',
        url_error: 'https://shop.example.com/checkout/failed',
        url_abort: 'https://shop.example.com/checkout/basket',
        url_push: 'https://shop.example.com/hooks/secuconnect',
      },
    },
    payment_context: { auto_capture: true },
  });
  const { id, status } = order.transaction;
  console.log(`${id} is ${status}: ${formatMoney(1995, 'EUR', 'en')} for order 10042.`);
  console.log(`Send the payer to ${order.link()}, or to one of: ${order.methods.join(', ')}.`);

  // A shop waits for the push. This program waits here, for ten seconds.
  const stx = await order.waitForResult({ totalTimeout: 10_000 });
  const payment = stx.transactions?.[0]?.id;
  if (canShip(stx)) console.log(`Paid by ${stx.payment_method} with ${payment}: ship order 10042.`);
  else if (hasFailed(stx)) console.log(`Not paid (${stx.status}): the payer may try again with the same link.`);
  else if (isPending(stx)) {
    const to = getTransferInstructions(stx);
    console.log(
      `Prepayment: ask the payer to transfer the money to ${to?.iban}, purpose "${to?.purpose}"; a push reports it.`,
    );
  } else console.log(`Decided (${stx.status}), but not to be shipped.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isWaitTimeoutError(error)) console.log('Not decided yet:', error.message);
  else {
    const unknown = error.outcome === 'unknown';
    console.error(unknown ? 'Look for order 10042 before you retry:' : 'No checkout was opened:', error.message);
    process.exitCode = 1;
  }
}
