import { expect, test } from 'vitest';
import { DEFAULT_DEVICE_PIN, DevicePins } from '../../src/oauth/device-pins.ts';
import { Store } from '../../src/store/store.ts';

const UUID = '/vendor/shop/cashier/1';

function devices(): { store: Store; pins: DevicePins } {
  const store = new Store();
  store.put('smart.devices', {
    id: 'SDV_1',
    vendor_uid: UUID,
    store: { object: 'general.stores', id: 'STO_1' },
    merchant: { object: 'general.merchants', id: 'MRC_1' },
  });
  store.put('smart.devices', { id: 'SDV_2', vendor_uid: null, store: null });
  return { store, pins: new DevicePins(store) };
}

test.each([UUID, 'SDV_1', '/vendor/unknown/1'])('without a PIN, %s has the default one', (uuid) => {
  const { pins } = devices();
  expect(pins.accepts(uuid, DEFAULT_DEVICE_PIN)).toBe(true);
  expect(pins.accepts(uuid, 'wrong')).toBe(false);
});

test('the closest PIN is valid: of the merchant, of the store, of the device', () => {
  const { pins } = devices();
  for (const owner of ['MRC_1', 'STO_1', 'SDV_1']) {
    expect(pins.isSet(owner)).toBe(false);
    pins.set(owner, `pin of ${owner}`);
    expect(pins.isSet(owner)).toBe(true);
    expect(pins.accepts(UUID, `pin of ${owner}`)).toBe(true);
  }
  expect(pins.accepts(UUID, 'pin of MRC_1')).toBe(false);
  expect(pins.accepts(UUID, DEFAULT_DEVICE_PIN)).toBe(false);
  expect(pins.accepts('SDV_1', 'pin of SDV_1')).toBe(true);
  // A device of another merchant.
  expect(pins.accepts('SDV_2', DEFAULT_DEVICE_PIN)).toBe(true);
});

test('a new PIN replaces the old one', () => {
  const { pins } = devices();
  pins.set('SDV_1', '1111');
  pins.set('SDV_1', '2222');
  expect([pins.accepts(UUID, '1111'), pins.accepts(UUID, '2222')]).toEqual([false, true]);
});
