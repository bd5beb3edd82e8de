import type { SmartTransaction } from '@secuconnect/api';
import type { Resources } from '../generated/resources.ts';
import type { SmartTransactions } from '../generated/resources/smart-transactions.ts';
import { isRecord } from '../internal/json.ts';
import type { RequestOptions } from '../request-options.ts';
import { expectObject } from './expect-object.ts';
import { endsWait, waitForStatus, type WaitOptions } from './wait-for-status.ts';

/** A Smart Transaction that waits for its payer. */
export interface Checkout {
  /** The Smart Transaction as it was created, or read. Save its `id` with the order before the payer leaves. */
  readonly transaction: SmartTransaction;
  /** The methods that `link` accepts, such as `debit`; `general` is the page on which the payer chooses one. */
  readonly methods: readonly string[];
  /**
   * Returns the URL to send the payer to.
   *
   * @param method One of `methods`; `general` by default.
   * @throws RangeError when the contract does not offer the method.
   */
  link(method?: string): string;
  /**
   * Waits until the payment is decided and returns the Smart Transaction. **It may have failed**: ask `isPaid`. A payer who chooses prepayment also ends
   * the wait: `isPending` is true then, and `getTransferInstructions` returns what to show to the payer. Without `auto_capture`, so does the payer's
   * approval; money moves only with `startPrepared` then.
   *
   * @param options Those of {@link waitForStatus}.
   * @throws WaitTimeoutError and others, as `waitForStatus` does.
   */
  waitForResult(options?: WaitOptions): Promise<SmartTransaction>;
}

/**
 * Opens a hosted checkout: creates the Smart Transaction, returns the link for each payment method, and can wait until the payment is decided. A
 * returning browser proves nothing, and it may never return: rely on `waitForResult`, or on the push.
 *
 * Calls `smart.transactions.create`, and `smart.transactions.get` while it waits.
 *
 * ```ts
 * const { transaction, link, waitForResult } = await checkout(secuconnect, { intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } });
 * ```
 *
 * @param body As for `smart.transactions.create`; amounts in minor units.
 * @throws SecuconnectError as `create` does, and with the outcome `unknown` when the response is not a Smart Transaction. No money moves, because no
 * payer has been sent to the checkout; with the outcome `unknown`, an unused Smart Transaction may be left behind.
 */
export async function checkout(
  secuconnect: Pick<Resources, 'smart'>,
  body: SmartTransactions.CreateParams,
  options?: RequestOptions,
): Promise<Checkout> {
  // Before the write: what fails after it must not look as if nothing had been sent.
  const isAutoCaptureRequested = body.payment_context?.auto_capture ?? false;
  const response = await secuconnect.smart.transactions.create(body, options);
  const transaction = expectObject({ id: 'smart.transactions.create', safe: false }, response);
  return checkoutOf(secuconnect, transaction, isAutoCaptureRequested);
}

/**
 * The checkout of a Smart Transaction that exists: one that was read again because the payer returns later, or that was found because the response to
 * {@link checkout} was lost. It sends nothing.
 *
 * ```ts
 * const { link } = resumeCheckout(secuconnect, await secuconnect.smart.transactions.get('STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4'));
 * ```
 *
 * @param transaction As it was read. Its links are for a payment that is still open, or has failed: check `paymentState` first.
 */
export const resumeCheckout = (secuconnect: Pick<Resources, 'smart'>, transaction: SmartTransaction): Checkout =>
  checkoutOf(secuconnect, transaction, false);

function checkoutOf(
  secuconnect: Pick<Resources, 'smart'>,
  transaction: SmartTransaction,
  isAutoCaptureRequested: boolean,
): Checkout {
  const links = linksByMethod(transaction);
  const isAutoCapture = transaction.payment_context?.auto_capture ?? isAutoCaptureRequested;
  const isDecided = (current: SmartTransaction): boolean =>
    endsWait(current) || (!isAutoCapture && current.status === 'approved');
  return {
    transaction,
    methods: [...links.keys()],
    link(method = 'general') {
      const url = links.get(method);
      if (url === undefined)
        throw new RangeError(
          `${transaction.id} does not offer ${method}; it offers ${[...links.keys()].join(', ') || 'no method'}.`,
        );
      return url;
    },
    waitForResult: (waitOptions) =>
      waitForStatus(secuconnect, transaction.id, { ...waitOptions, until: waitOptions?.until ?? isDecided }),
  };
}

/** Older responses have a single link, in another field. */
function linksByMethod({ payment_links, checkout_links }: SmartTransaction): Map<string, string> {
  const links = isRecord(payment_links) ? payment_links : {};
  const entries = Object.entries({ ...links, general: links['general'] ?? checkout_links?.url_checkout });
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''));
}
