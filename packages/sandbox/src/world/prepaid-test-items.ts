import type { Stored } from '../store/store.ts';

const GROUP = {
  object: 'prepaid.itemgroups',
  id: 'OBJ_TEST',
  description: 'Test vouchers',
  logo: null,
  enabled: true,
};

/** Products whose price, in minor units, is a test datum of payments: their sale is denied, takes its time, or fails. */
export const PREPAID_TEST_ITEMS: readonly (Stored & Readonly<Record<string, unknown>>)[] = [
  testItem('PIT_DENIED', '900051', 66651, 'Test voucher, denied'),
  testItem('PIT_LATE', '900010', 66610, 'Test voucher, delivered later'),
  testItem('PIT_FAILED', '900013', 66613, 'Test voucher, failed later'),
  { ...testItem('PIT_DISABLED', '900000', 1000, 'Test voucher, not for sale'), enabled: false },
];

function testItem(id: string, vtc_id: string, retail_price: number, description: string) {
  return {
    object: 'prepaid.items',
    id,
    commission: 0,
    itemgroup: GROUP,
    stock_limit_max: null,
    stock_limit_min: null,
    taxable: false,
    enabled: true,
    retail_price,
    currency: 'EUR',
    description,
    displaytext: description,
    logo: null,
    vtc_config: [],
    vtc_id,
    type: 'PP',
  };
}
