import { expect, test } from 'vitest';
import { sellingDevice } from '../../src/prepaid/devices.ts';
import { Store } from '../../src/store/store.ts';

const store = new Store();
store.put('smart.devices', { id: 'SDV_1', vendor_uid: '/till/1', products: {} } as { id: string });
store.put('smart.devices', { id: 'SDV_2', products: { prepaid: { enabled: true } } } as { id: string });

test('the device that has signed in sells', () => {
  expect(sellingDevice({ store }, '/till/1')?.id).toBe('SDV_1');
  expect(sellingDevice({ store }, 'SDV_1')?.id).toBe('SDV_1');
});

test('without one, it is the first that may sell prepaid products', () => {
  expect(sellingDevice({ store }, undefined)?.id).toBe('SDV_2');
  expect(sellingDevice({ store: new Store() }, undefined)).toBeUndefined();
});
