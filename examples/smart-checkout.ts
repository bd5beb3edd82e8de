/**
 * Smart Checkout: the hosted payment page. Create a Smart Transaction, send the payer to its link, and when they are back, or when a push has
 * come, read the transaction: the browser coming back says nothing about money.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { isSecuconnectError, optionsFromEnv, Secuconnect, type SmartTransaction } from '@secuconnect/client';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());
const { transactions } = secuconnect.smart;

try {
  const created = await transactions.create({
    is_demo: true,
    intent: 'sale',
    contract: { id: contract },
    // Leave the customer out, and the page asks for it; a half-filled one is refused.
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
  console.log(`${created.id} is ${created.status}: 19.95 EUR for order 10042.`);
  console.log(`Send the payer to ${created.payment_links?.general ?? 'another checkout: this contract has no page'}`);

  const stx = await decided(created.id);
  const payment = stx.transactions?.[0];
  if (stx.status === 'ok') console.log(`Paid by ${stx.payment_method} with ${payment?.id}: ship order 10042.`);
  else if (stx.status === 'pending') console.log(`Waiting for the money of ${payment?.id}: a push will tell.`);
  else console.log(`Not paid (${stx.status}): the payer may try again with the same link.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (error.outcome === 'unknown') console.error('Look for order 10042 before you create it again:', error.message);
  else console.error('No payment was opened:', error.message);
  process.exitCode = 1;
}

/** What a shop learns from pushes, here by asking: the state, once the payer has done something, or after ten seconds. */
async function decided(id: string): Promise<SmartTransaction> {
  let stx = await transactions.get(id);
  for (let left = 5; left > 0 && ['created', 'processing', 'approved'].includes(stx.status ?? ''); left--) {
    await wait(2_000);
    stx = await transactions.get(id);
  }
  return stx;
}
