/**
 * Custom checkout: a custom payment page, from the first call to the last: create → list → prepare → start → read → cancel.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { formatMoney, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { hasFailed, isPaid, waitForStatus } from '@secuconnect/client/flows';

const secuconnect = new Secuconnect(optionsFromEnv());

try {
  step('create', 'open a Smart Transaction over 19.95 EUR');
  const { id, status, payment_links } = await secuconnect.smart.transactions.create({
    is_demo: true,
    intent: 'sale',
    contract: { id: process.env['SECUCONNECT_CONTRACT_ID'] },
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
  });
  show(id, `is ${status}; the payer may also go to ${payment_links?.general ?? 'no hosted page'}`);

  step('list', 'show the newest five');
  const newest = secuconnect.smart.transactions.list({ sort: 'created:desc', count: 5 });
  for (const one of await newest.toArray({ limit: 5, truncate: true }))
    show(one.id, `${one.status ?? '?'}, ${money(one.basket_info?.sum)}, ${one.transactionRef ?? 'no reference'}`);

  step('prepare', 'authorise it by direct debit');
  const prepared = await secuconnect.smart.transactions.prepare(id, 'debit', {
    container: { type: 'bank_account', private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' } },
  });
  show(id, `is ${prepared.status}; payment ${prepared.transactions?.[0]?.id ?? 'not created yet'}`);

  step('start', 'capture what was authorised');
  const started = await secuconnect.smart.transactions.startPrepared(id);
  show(id, `is ${started.status}`);

  step('read', 'wait for the decision: only this state says whether money moved, not the returning browser');
  const decided = await waitForStatus(secuconnect, id, { totalTimeout: 30_000 });
  const result = isPaid(decided) ? 'paid' : hasFailed(decided) ? 'not paid' : 'not decided';
  show(id, `is ${decided.status}: ${result}, ${money(decided.basket_info?.sum)} by ${decided.payment_method ?? '?'}`);

  step('cancel', 'give the money back');
  const cancelled = await secuconnect.smart.transactions.cancel(id);
  show(id, `is ${cancelled.status}`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  // The message says what may have happened, and what to read before you retry.
  console.error(error.message);
  process.exitCode = 1;
}

function step(verb: string, purpose: string): void {
  console.log(`\n● ${verb} — ${purpose}`);
}

function show(id: string, what: string): void {
  console.log(`  ${id}  ${what}`);
}

function money(sum: number | null | undefined): string {
  return sum == null ? 'no amount' : formatMoney(sum, 'EUR', 'en');
}
