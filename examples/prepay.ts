/**
 * Prepayment: the payer transfers the money, and you ship when it has arrived. `start` returns the account and the purpose to use; a push
 * reports that the money arrived.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { formatMoney, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { getTransferInstructions, isPaid, isPending } from '@secuconnect/client/flows';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

let stx: string | undefined;
try {
  const created = await secuconnect.smart.transactions.create({
    is_demo: true,
    intent: 'sale',
    contract: { id: contract },
    customer: {
      contact: {
        forename: 'Erika',
        surname: 'Beispiel',
        email: 'erika@example.com',
        address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
      },
    },
    basket: {
      products: [{ id: 1, item_type: 'article', desc: 'Espresso beans, 1 kg', quantity: 1, priceOne: 1995, tax: 7 }],
    },
    basket_info: { sum: 1995, currency: 'EUR' },
    transactionRef: 'Order 10042',
    application_context: { return_urls: { url_push: 'https://shop.example.com/hooks/secuconnect' } },
  });
  stx = created.id;

  const started = await secuconnect.smart.transactions.start(stx, 'prepaid');
  // The response has the account. A later call returns it again, for a reminder.
  const later = await secuconnect.payment.transactions.getPaymentInstructionsForSmartTransaction(stx);
  const to = getTransferInstructions(started) ?? getTransferInstructions(later);
  console.log(`${stx} is ${started.status}. Tell the payer:`);
  console.log(`  transfer ${formatMoney(1995, 'EUR', 'en')} to ${to?.owner}, ${to?.iban}, ${to?.bic}`);
  console.log(`  with the purpose "${to?.purpose}"; without it, the money cannot be assigned to the order`);

  // The push names the payment transaction, not the Smart Transaction: keep both ids with the order.
  const payment = started.transactions?.[0]?.id;
  if (!payment) throw new Error(`${stx} has no payment transaction.`);

  // After the push. Trust the state that is read here, not the push.
  const state = await secuconnect.payment.transactions.checkStatus(payment);
  const amount = formatMoney(state.amount ?? 0, 'EUR', 'en');
  if (isPaid(state)) console.log(`${amount} for ${payment} have arrived: ship order 10042.`);
  else if (isPending(state)) console.log(`${payment} waits for the transfer.`);
  else console.log(`${payment} is "${state.status_simple_text}": do not ship.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (error.outcome === 'unknown' && stx) {
    const { status, payment_instructions } = await secuconnect.smart.transactions.get(stx);
    console.error(`${error.message} It is ${status}, purpose "${payment_instructions?.purpose ?? 'none yet'}".`);
  } else console.error('No prepayment was opened:', error.message);
  process.exitCode = 1;
}
