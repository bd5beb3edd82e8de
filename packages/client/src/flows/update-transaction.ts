import type { SmartTransaction } from '@secuconnect/api';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Resources } from '../generated/resources.ts';
import type { SmartTransactions } from '../generated/resources/smart-transactions.ts';
import type { RequestOptions } from '../request-options.ts';

/** What can be changed before a payment starts. `application_context` is fixed at creation. */
export type TransactionChange = Omit<SmartTransactions.UpdateParams, 'application_context'>;

/** Started, or over. */
const FIXED = new Set<unknown>([
  'pending',
  'ok',
  'received',
  'collection',
  'shipped',
  'collected',
  'cancelled',
  'canceled',
  'aborted',
]);

/**
 * Changes a Smart Transaction without losing its basket: an update that leaves out `basket` and `basket_info` empties the one and resets
 * the other, so both are read and sent along, unless the change has them.
 *
 * An update never moves money. But it drops an authorisation made before: the status returns to `created`, and the payer has to approve
 * again. When it throws with the outcome `unknown`, that may have happened; read the transaction and update again if needed.
 *
 * Calls `smart.transactions.get` and `smart.transactions.update`.
 *
 * @throws TypeError when the change has only one of `basket` and `basket_info`: with a new basket, the old sum would be wrong.
 * @throws SecuconnectError with the outcome `not-sent` when the payment is started or over; otherwise as the two calls do.
 */
export async function updateTransaction(
  { smart }: Pick<Resources, 'smart'>,
  id: string,
  change: TransactionChange,
  options?: RequestOptions,
): Promise<SmartTransaction> {
  const own = change.basket !== undefined;
  if (own !== (change.basket_info !== undefined))
    throw new TypeError('`basket` and `basket_info` belong together: change both, or neither.');
  const current = await smart.transactions.get(id, {}, options);
  const { status, basket, basket_info } = current;
  if (FIXED.has(status)) throw refusal(id, `it is ${status} already`);
  // What a loyalty card pays stands in the basket, as lines that the update would turn into ordinary ones.
  if (status === 'processing' && !own)
    throw refusal(id, 'it has a loyalty card applied: give `basket` and `basket_info`');
  // After the change: there, `undefined` means that they are to stay, and here it would mean to drop them.
  const kept = own ? {} : { ...(basket && { basket }), ...(basket_info && { basket_info }) };
  return smart.transactions.update(id, { ...change, ...kept }, options);
}

const refusal = (id: string, why: string): SecuconnectError =>
  new SecuconnectError(`${id} was not updated: ${why}.`, {
    outcome: 'not-sent',
    operation: 'smart.transactions.update',
  });
