import { expect, test } from 'vitest';
import { merchantAddress, merchantName } from '../../src/parties/merchant-names.ts';
import { fillWorld } from '../../src/world/world.ts';
import { MERCHANT } from '../support/loyalty.ts';
import { Store } from '../../src/store/store.ts';

test('a merchant has a name, and an address of three lines', () => {
  const store = new Store();
  fillWorld(store);
  expect(merchantName({ store }, MERCHANT)).toBe('Example Coffee GmbH');
  expect(merchantAddress({ store }, MERCHANT)).toBe('Example Coffee GmbH\nBeispielring 7\n01896 Pulsnitz');
});

test('an unknown merchant has its id', () => {
  expect(merchantAddress({ store: new Store() }, 'MRC_OTHER')).toBe('MRC_OTHER');
});
