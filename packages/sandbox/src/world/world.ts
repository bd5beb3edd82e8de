import { adoptPayment } from '../payments/payment.ts';
import { OPERATIONS } from '../spec/operations.ts';
import { examplesOf, RESOURCES } from '../spec/resources.ts';
import type { Store, Stored } from '../store/store.ts';
import { PREPAID_TEST_ITEMS } from './prepaid-test-items.ts';

/** Kinds that the platform has before a merchant calls it: no call creates them, or every program expects some. */
const RESOURCES_AT_START = [
  'general.contracts',
  'payment.contracts',
  'general.merchants',
  'general.stores',
  'smart.devices',
  'smart.routings',
  'loyalty.cardGroups',
  'loyalty.cards',
  'loyalty.customers',
  'loyalty.merchantCards',
  'prepaid.items',
  'payment.invoices',
  'cardprocessing.invoices',
  'cardprocessing.transactions',
];

/**
 * Puts the objects of the documented examples into an empty store, so that ids from the documentation exist. The first contract is that of
 * the caller.
 */
export function fillWorld(store: Store): void {
  store.transaction(() => {
    for (const id of RESOURCES_AT_START) {
      const { kind, examples } = RESOURCES.get(id)!;
      for (const example of examples) {
        const object = example as Readonly<Record<string, unknown>> & Stored;
        // Several examples may show one object at different times; the first is its start. Views of one kind complete each other.
        store.put(kind, { ...object, ...store.get(kind, object.id) });
      }
    }
    for (const item of PREPAID_TEST_ITEMS) store.put('prepaid.items', item);
    for (const { id, description } of merchantCategories())
      store.put('general.merchantcategories', { id: String(id), description } as Stored);
  });
}

/** The platform's whole list is not documented. */
function merchantCategories(): readonly Readonly<Record<string, unknown>>[] {
  const operation = OPERATIONS.find(({ id }) => id === 'general.merchants.getMerchantCategories')!;
  return examplesOf(operation).flat() as readonly Readonly<Record<string, unknown>>[];
}

/**
 * Adds a sale that was paid by debit, with its payer, account and payment: `Order 10042` of the documentation, under the ids that it has
 * there.
 */
export function fillHistory(store: Store): void {
  const example = (id: string) => RESOURCES.get(id)!.examples[0] as Readonly<Record<string, unknown>> & Stored;
  const smart = example('smart.transactions') as { readonly transactions?: readonly Stored[] } & Stored;
  const payment = example('payment.transactions');
  store.transaction(() => {
    store.put('payment.customers', example('payment.customers'));
    store.put('payment.containers', example('payment.containers'));
    const links = [{ object: 'payment.transactions', id: payment.id }];
    store.put('smart.transactions', { ...smart, status: 'ok', transactions: links } as Stored);
    adoptPayment(store, payment as never, { smart: smart.id, state: 'completed', method: 'debit' });
  });
}
