import type { IdArgument, SmartTransaction } from '@secuconnect/api';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Resources } from '../generated/resources.ts';
import type { SmartTransactions } from '../generated/resources/smart-transactions.ts';
import type { RequestOptions } from '../request-options.ts';
import { expectObject, isApiObject } from './expect-object.ts';

/** What can be changed before a payment starts. `application_context` is fixed at creation. */
export type TransactionChange = Omit<SmartTransactions.UpdateParams, 'application_context'>;

const UPDATE = 'smart.transactions.update';

/** The status of a Smart Transaction whose payment has started or is final. */
const STARTED_OR_FINAL = new Set<unknown>([
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
 * Updates a Smart Transaction without losing its basket. An update without `basket` and `basket_info` would empty the one and reset the other, so
 * both are read and sent again, unless `change` has them.
 *
 * An update never moves money, but it drops an earlier authorisation: the status returns to `created`, and the payer has to approve again. When it
 * throws with the outcome `unknown`, that may have happened; read the transaction and update again if needed.
 *
 * Calls `smart.transactions.get`, then `smart.transactions.update`. The API does not detect that something else has changed the transaction in between:
 * of two updates at the same time, the later one may restore the basket of the earlier one's read. Update one transaction in one place at a time.
 *
 * @throws TypeError when `change` has only one of `basket` and `basket_info`: with a new basket, the old sum would be wrong.
 * @throws SecuconnectError with the outcome `not-sent` when the payment has started or is final, or when the read does not return this transaction;
 * otherwise as the two calls do.
 */
export async function updateTransaction<Own extends string = 'STX'>(
  { smart }: Pick<Resources, 'smart'>,
  id: IdArgument<Own, 'STX'>,
  change: TransactionChange,
  options?: RequestOptions,
): Promise<SmartTransaction> {
  const hasNewBasket = change.basket !== undefined;
  if (hasNewBasket !== (change.basket_info !== undefined))
    throw new TypeError('`basket` and `basket_info` belong together: change both, or neither.');
  const current = await smart.transactions.get(id, {}, options);
  if (!isApiObject(current) || current.id !== id)
    throw notUpdatedError(id, 'the response to its read is not this transaction');
  const { status, basket, basket_info } = current;
  if (STARTED_OR_FINAL.has(status)) throw notUpdatedError(id, `it is already ${status}`);
  // The basket has a line for what the loyalty card pays, which the update would turn into an ordinary one.
  if (status === 'processing' && !hasNewBasket)
    throw notUpdatedError(id, 'a loyalty card is applied; pass `basket` and `basket_info`');
  // Comes last: an `undefined` in the change means to keep the basket, but in the body it would drop it.
  const keptBasket = hasNewBasket ? {} : { ...(basket && { basket }), ...(basket_info && { basket_info }) };
  const updated = await smart.transactions.update(id, { ...change, ...keptBasket }, options);
  return expectObject({ id: UPDATE, safe: false, object: id }, updated);
}

const notUpdatedError = (id: string, reason: string): SecuconnectError =>
  new SecuconnectError(`${id} was not updated: ${reason}.`, {
    outcome: 'not-sent',
    operation: UPDATE,
  });
