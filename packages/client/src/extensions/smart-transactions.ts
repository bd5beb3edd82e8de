import { SmartTransactions, type IdArgument, type SmartTransaction } from '@secuconnect/api';
import { isRecord } from '../internal/json.ts';
import { searchAgain } from '../internal/search-again.ts';
import { toPage } from '../pagination/page.ts';
import { PagingError } from '../pagination/paging-errors.ts';
import type { RequestOptions } from '../request-options.ts';

export interface FindTransactionOptions extends RequestOptions {
  /**
   * How often to search before giving up. The default takes about two seconds.
   *
   * @default 4
   */
  readonly maxAttempts?: number | undefined;
}

export class SmartTransactionsExtension extends SmartTransactions<RequestOptions> {
  /**
   * Find the Smart Transaction of a Payment Transaction, for example of the one in a push.
   *
   * The search index may lag behind for a moment, so the client searches again after growing delays. `totalTimeout` and `signal` cover all attempts
   * together.
   *
   * @param paymentTransactionId Id of the Payment Transaction (`PCI_…`).
   * @param options Options of each search, and the number of attempts.
   * @returns `undefined` when no Smart Transaction was found after the last attempt.
   * @throws TypeError when the id or `maxAttempts` is invalid.
   * @throws PagingError when the search returns a Smart Transaction with other payments, as it does without its query.
   * @see `GET /Smart/Transactions`
   */
  async findByPaymentTransaction<Own extends string = 'PCI'>(
    paymentTransactionId: IdArgument<Own, 'PCI'>,
    options: FindTransactionOptions = {},
  ): Promise<SmartTransaction | undefined> {
    // The id becomes part of a query, in which other characters can be special.
    if (!/^\w+$/.test(paymentTransactionId))
      throw new TypeError('The id of a Payment Transaction consists of letters, digits and `_`, such as PCI_….');
    return searchAgain(options, async (searchOptions) => {
      const response = await this.list({ q: `transactions.id:"${paymentTransactionId}"`, count: 1 }, searchOptions);
      const [found] = toPage<SmartTransaction>(response).data;
      if (found != null && !mayContain(found, paymentTransactionId))
        throw new PagingError('The search returned something else than the Smart Transaction of this payment.');
      return found;
    });
  }
}

/** Whether a Smart Transaction may have this payment: responses may lack the payments, but not list others only. */
const mayContain = (found: unknown, paymentTransactionId: string): boolean =>
  isRecord(found) &&
  typeof found['id'] === 'string' &&
  (!Array.isArray(found['transactions']) ||
    found['transactions'].some((payment: unknown) => isRecord(payment) && payment['id'] === paymentTransactionId));
