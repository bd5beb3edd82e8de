import { RESOURCES } from '../spec/resources.ts';
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
  });
}
