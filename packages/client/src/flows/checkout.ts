import type { SmartTransaction } from '@secuconnect/api';
import type { Resources } from '../generated/resources.ts';
import type { SmartTransactions } from '../generated/resources/smart-transactions.ts';
import type { RequestOptions } from '../request-options.ts';
import { isFinal } from './status.ts';
import { waitForStatus, type WaitOptions } from './wait-for-status.ts';

/** A Smart Transaction that waits for its payer. */
export interface Checkout {
  /** As it was created. Keep its `id` with the order before the payer leaves. */
  readonly transaction: SmartTransaction;
  /** The methods that `link` knows, such as `debit`; `general` is the page on which the payer picks one. */
  readonly methods: readonly string[];
  /**
   * Where to send the payer.
   *
   * @param method `general` when left out.
   * @throws RangeError when the contract does not offer the method.
   */
  link(method?: string): string;
  /**
   * Waits until the payment is decided and returns the Smart Transaction: ask `isPaid`. Without `auto_capture`, the payer's approval ends
   * the wait too: money moves only with `startPrepared` then. See `waitForStatus`.
   */
  waitForResult(options?: WaitOptions): Promise<SmartTransaction>;
}

/**
 * Opens a hosted checkout: creates the Smart Transaction, gives the link per payment method, and waits until the payment is decided. That
 * the payer's browser comes back proves nothing, and may never happen: `settled`, or the push, decides.
 *
 * Calls `smart.transactions.create`, and `smart.transactions.get` while it waits.
 *
 * @throws SecuconnectError as `create` does. Nothing is charged in any case, because nobody has been sent to pay; with the outcome
 * `unknown`, a Smart Transaction that nobody will use may be left behind.
 */
export async function checkout(
  secuconnect: Pick<Resources, 'smart'>,
  body: SmartTransactions.CreateParams,
  options?: RequestOptions,
): Promise<Checkout> {
  const transaction = await secuconnect.smart.transactions.create(body, options);
  const links = linksOf(transaction);
  const captures = transaction.payment_context?.auto_capture ?? body.payment_context?.auto_capture ?? false;
  const isDecided = (now: SmartTransaction): boolean => isFinal(now) || (!captures && now.status === 'approved');
  return {
    transaction,
    methods: [...links.keys()],
    link(method = 'general') {
      const url = links.get(method);
      if (url === undefined)
        throw new RangeError(
          `${transaction.id} offers no ${method}, but ${[...links.keys()].join(', ') || 'nothing'}.`,
        );
      return url;
    },
    waitForResult: (wait) => waitForStatus(secuconnect, transaction.id, { until: isDecided, ...wait }),
  };
}

/** The links by method. Older answers have a single one, in another place. */
function linksOf({ payment_links, checkout_links }: SmartTransaction): Map<string, string> {
  const links = { ...payment_links, general: payment_links?.general ?? checkout_links?.url_checkout };
  return new Map(Object.entries(links).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
