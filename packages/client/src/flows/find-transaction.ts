import type { SmartTransaction } from '@secuconnect/api';
import type { FindTransactionOptions } from '../extensions/smart-transactions.ts';
import type { Resources } from '../generated/resources.ts';
import { searchAgain } from '../internal/search-again.ts';
import { q } from '../query/q.ts';
import { paymentState } from './payment-state.ts';

/** How many matches to look at: a search may match similar references, and a program may have used one twice. */
const MAX_MATCHES = 100;

/**
 * Finds the Smart Transaction with your reference, its `transactionRef`: for the outcome `unknown` of `create` or `checkout`, after which the id of the
 * Smart Transaction is not known, and for a program that has crashed before it saved the id. Give each order its own reference.
 *
 * The search index may lag behind for a moment, so the client searches again after growing delays. `totalTimeout` and `signal` cover all attempts
 * together. If several have the reference, it returns one that is paid or pending, otherwise the newest.
 *
 * Calls `smart.transactions.list`.
 *
 * @param reference As it was sent; upper and lower case differ.
 * @param options Options of each search, and the number of attempts (4, about two seconds).
 * @returns `undefined` when none was found after the last attempt. That is no proof right after a lost response: the API may still be processing it.
 * @throws TypeError when the reference is empty, or `maxAttempts` is invalid.
 * @throws SecuconnectError as `list` does.
 */
export async function findTransaction(
  { smart }: Pick<Resources, 'smart'>,
  reference: string,
  options: FindTransactionOptions = {},
): Promise<SmartTransaction | undefined> {
  // An empty one would find any Smart Transaction without a reference.
  if (typeof reference !== 'string' || reference.trim() === '')
    throw new TypeError('`reference` must be the `transactionRef` of a Smart Transaction.');
  const query = { q: q`transactionRef:${reference}`, sort: 'created:desc' } as const;
  return searchAgain(options, async (searchOptions) => {
    const matches = await smart.transactions.list(query, searchOptions).toArray({ limit: MAX_MATCHES });
    const found = matches.filter(({ transactionRef }) => transactionRef === reference);
    return found.find(hasMoney) ?? found[0];
  });
}

function hasMoney(transaction: SmartTransaction): boolean {
  const { paid, pending } = paymentState(transaction);
  return paid || pending;
}
