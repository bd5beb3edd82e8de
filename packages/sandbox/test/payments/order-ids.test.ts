import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { takeOrderId } from '../../src/payments/order-ids.ts';
import { Store } from '../../src/store/store.ts';

test('an order number is remembered, also from before it has to be unique', () => {
  const store = new Store();
  const settings = { ...DEFAULT_SETTINGS };
  takeOrderId({ store, settings }, 'GCR_1', '10042');
  takeOrderId({ store, settings }, 'GCR_1', '10042');
  settings.uniqueOrderIds = true;
  expect(() => takeOrderId({ store, settings }, 'GCR_1', '10042')).toThrow('ProductDuplicateException');
  expect(() => takeOrderId({ store, settings }, 'GCR_2', '10042')).not.toThrow();
  expect(() => takeOrderId({ store, settings }, 'GCR_1', undefined)).not.toThrow();
});
