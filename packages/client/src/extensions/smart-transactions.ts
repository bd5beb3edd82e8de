import { SmartTransactions, type SmartTransaction } from '@secuconnect/api';
import { sleep } from '../internal/abort.ts';
import type { RequestOptions } from '../request-options.ts';

const ATTEMPTS = 4;
/** How long to wait after the first attempt, in ms; twice as long after each further one. */
const PAUSE = 300;

export interface FindTransactionOptions extends RequestOptions {
  /** How often to look before giving up; 4 when left out, which takes some two seconds. */
  readonly maxAttempts?: number | undefined;
}

export class SmartTransactionsExtension extends SmartTransactions<RequestOptions> {
  /**
   * Find the Smart Transaction that a Payment Transaction belongs to, such as the one that a push is about. The search index may lag
   * a moment behind, so it looks again after short pauses. `deadline` and `signal` limit all of it together.
   *
   * @param paymentTransactionId Id of the Payment Transaction (`PCI_…`).
   * @returns `undefined` when there is none after the last attempt.
   * @throws TypeError when it cannot be an id.
   * @see `GET /Smart/Transactions`
   */
  async findByPaymentTransaction(
    paymentTransactionId: string,
    options: FindTransactionOptions = {},
  ): Promise<SmartTransaction | undefined> {
    // It becomes part of a query, where other characters could mean something else.
    if (!/^\w+$/.test(paymentTransactionId)) throw new TypeError('This is no id of a Payment Transaction.');
    const { maxAttempts = ATTEMPTS, totalTimeout, signal } = options;
    const until = Date.now() + (totalTimeout ?? Infinity);
    for (let attempt = 1, pause = PAUSE; ; attempt++, pause *= 2) {
      const { data } = await this.list(
        { q: `transactions.id:"${paymentTransactionId}"`, count: 1 },
        { ...options, totalTimeout: totalTimeout && until - Date.now() },
      );
      if (data[0] || attempt >= maxAttempts || Date.now() + pause >= until) return data[0];
      // After an abort the next call is not sent, and says so in the way that all calls do.
      await sleep(pause, signal).catch(() => {});
    }
  }
}
