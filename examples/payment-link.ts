/**
 * Payment Link: a payment without a shop. Create a Smart Transaction without a customer, and send its link by mail or print it as a QR code;
 * the page asks for everything else.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { isPermissionError, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

try {
  const methods = await secuconnect.payment.contracts.getPaymentMethods(contract);
  console.log(`The contract offers ${methods.join(', ')}.`);

  const created = await secuconnect.smart.transactions.create({
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

  // A method whose link is missing is not offered for this payment. `general` lets the payer choose.
  const { general, ...single } = created.payment_links ?? {};
  if (!general) throw new Error(`${created.id} has no link: have the contract enabled for Smart Checkout.`);
  console.log(`Mail this link to the payer: ${general}`);
  for (const [method, link] of Object.entries(single)) if (link) console.log(`Straight to ${method}: ${link}`);

  console.log(`Note ${created.id} with invoice 2026-0042: pushes and searches lead back to it.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isPermissionError(error)) console.error('This contract may not do that:', error.message);
  else if (error.outcome === 'unknown') console.error('A link may exist already: look for it first.', error.message);
  else console.error('No link was made:', error.message);
  process.exitCode = 1;
}
