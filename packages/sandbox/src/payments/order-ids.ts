import type { Engine } from '../engine/engine.ts';
import { ApiException } from '../engine/exception.ts';
import type { Stored } from '../store/store.ts';

const KIND = '_order-ids';

/**
 * Takes an order number of a contract, for a payment or a payout.
 *
 * @throws ApiException 500 `ProductDuplicateException` when it was taken before, if order numbers are unique.
 */
export function takeOrderId(
  { store, settings }: Pick<Engine, 'store' | 'settings'>,
  contract: string,
  orderId: string | null | undefined,
): void {
  if (orderId == null) return;
  const id = `${contract} ${orderId}`;
  if (settings.uniqueOrderIds && store.has(KIND, id))
    throw new ApiException('ProductDuplicateException', `The order_id ${orderId} was used before`);
  store.put<Stored>(KIND, { id });
}
