/**
 * Payment link: a payment without a shop. Open a checkout without a customer, and send its link by mail or print it as a QR code; the
 * hosted page asks for everything else.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { isPermissionError, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { checkout } from '@secuconnect/client/flows';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

try {
  const methods = await secuconnect.payment.contracts.getPaymentMethods(contract);
  console.log(`The contract offers ${methods.join(', ')}.`);

  const {
    transaction,
    methods: linked,
    link,
  } = await checkout(secuconnect, {
    is_demo: true,
    intent: 'sale',
    contract: { id: contract },
    customer: {},
    basket: {
      products: [{ id: 1, item_type: 'article', desc: 'Barista course', quantity: 1, priceOne: 8900, tax: 19 }],
    },
    basket_info: { sum: 8900, currency: 'EUR' },
    transactionRef: 'Invoice 2026-0042',
    application_context: {
      checkout_template: 'COT_WD0DE66HN2XWJHW8JM88003YG0NEA2',
      language: 'en',
      return_urls: { url_push: 'https://school.example.com/hooks/secuconnect' },
    },
    payment_context: { auto_capture: true, payment_methods: ['creditcard', 'debit', 'prepaid'] },
  });

  // A payment offers the methods that have a link. `general` lets the payer choose.
  if (!linked.includes('general'))
    throw new Error(`${transaction.id} has no link: ask Secuconnect to enable Smart Checkout for this contract.`);
  console.log(`Mail this link to the payer: ${link()}`);
  for (const method of linked) if (method !== 'general') console.log(`Straight to ${method}: ${link(method)}`);

  console.log(`Keep ${transaction.id} with invoice 2026-0042: pushes and searches refer to it.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isPermissionError(error)) console.error('This contract does not allow it:', error.message);
  else if (error.outcome === 'unknown') console.error('A link may exist already: look for it first.', error.message);
  else console.error('No link was created:', error.message);
  process.exitCode = 1;
}
