import type { PrepaidContractMappingZvtInput, PrepaidContractMappingZvtResult, PrepaidItem } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { PREPAID_ITEMS } from './sales.ts';

/** Product numbers of the documented examples. Every other product has its `vtc_id` as its number. */
const NUMBERS: ReadonlyMap<string, string> = new Map([['12345', '100482']]);

/**
 * The product that a contract sells under the number of a cash register.
 *
 * @param input The number may have leading zeros; the price has to be that of the product, in minor units.
 */
export function productNumbered(
  { store }: Pick<Engine, 'store'>,
  { product_id = '', amount }: PrepaidContractMappingZvtInput,
): PrepaidContractMappingZvtResult {
  const number = product_id.replace(/^0+/, '');
  const wanted = NUMBERS.get(number) ?? number;
  for (const { id, vtc_id, retail_price, enabled } of store.all<PrepaidItem>(PREPAID_ITEMS))
    if (vtc_id === wanted && retail_price === amount && enabled !== false) return { item: { id }, vtc_id };
  return { result: false };
}
