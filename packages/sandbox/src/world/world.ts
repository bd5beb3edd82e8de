import { OPERATIONS } from '../spec/operations.ts';
import { examplesOf, RESOURCES } from '../spec/resources.ts';
import type { Store, Stored } from '../store/store.ts';

/** Kinds that the platform has before a merchant calls it: nobody creates them through the API, or every program expects some. */
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
    for (const { id, description } of merchantCategories())
      store.put('general.merchantcategories', { id: String(id), description } as Stored);
  });
}

/** The platform's whole list is not documented. */
function merchantCategories(): readonly Readonly<Record<string, unknown>>[] {
  const operation = OPERATIONS.find(({ id }) => id === 'general.merchants.getMerchantCategories')!;
  return examplesOf(operation).flat() as readonly Readonly<Record<string, unknown>>[];
}
