/**
 * A checkout from the first call to the last: create → list → prepare → start → read → cancel.
 *
 * Reads its settings from the environment, so that the same file runs against the mock and against the testing system:
 * SECUCONNECT_BASE_URL, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { Secuconnect } from '@secuconnect/client';

const { SECUCONNECT_BASE_URL, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID } = process.env;
if (!SECUCONNECT_BASE_URL || !SECUCONNECT_CLIENT_ID || !SECUCONNECT_CLIENT_SECRET || !SECUCONNECT_CONTRACT_ID) {
  throw new Error(
    'Set SECUCONNECT_BASE_URL, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET and SECUCONNECT_CONTRACT_ID.',
  );
}

const secuconnect = new Secuconnect({
  baseUrl: SECUCONNECT_BASE_URL,
  auth: { clientId: SECUCONNECT_CLIENT_ID, clientSecret: SECUCONNECT_CLIENT_SECRET },
});

step('create', 'open a Smart Transaction over 19.95 EUR');
const created = await secuconnect.smart.transactions.create({
  is_demo: true,
  intent: 'sale',
  contract: { id: SECUCONNECT_CONTRACT_ID },
  customer: { contact: { forename: 'Erika', surname: 'Beispiel', email: 'erika@example.com' } },
  basket: {
    products: [{ id: 1, item_type: 'article', desc: 'Espresso beans, 1 kg', quantity: 1, priceOne: 1995, tax: 7 }],
  },
  basket_info: { sum: 1995, currency: 'EUR' },
  transactionRef: 'Order 10042',
});
show(created.id, `is ${created.status}; the payer may go to ${created.payment_links?.general ?? 'no hosted page'}`);

step('list', 'walk over the latest ones with for await');
for await (const one of secuconnect.smart.transactions.list({ sort: 'created:desc' })) {
  show(one.id, `${one.status ?? '?'}, ${money(one.basket_info?.sum)}, ${one.transactionRef ?? 'no reference'}`);
}

step('prepare', 'authorise it by direct debit');
const prepared = await secuconnect.smart.transactions.prepare(created.id, 'debit', {
  container: { type: 'bank_account', private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' } },
});
show(prepared.id, `is ${prepared.status}; payment ${prepared.transactions?.[0]?.id ?? 'not created yet'}`);

step('start', 'capture what was authorised');
const started = await secuconnect.smart.transactions.startPrepared(prepared.id);
show(started.id, `is ${started.status}`);

step('read', 'ask for the state: this, and not the browser coming back, says whether money moved');
const current = await secuconnect.smart.transactions.get(started.id);
show(current.id, `is ${current.status}, paid by ${current.payment_method ?? '?'}: ${money(current.basket_info?.sum)}`);

step('cancel', 'take it back');
const cancelled = await secuconnect.smart.transactions.cancel(current.id);
show(cancelled.id, `is ${cancelled.status}`);

function step(verb: string, purpose: string): void {
  console.log(`\n● ${verb} — ${purpose}`);
}

function show(id: string, what: string): void {
  console.log(`  ${id}  ${what}`);
}

function money(cents: number | null | undefined): string {
  return cents == null ? 'no amount' : `${(cents / 100).toFixed(2)} EUR`;
}
