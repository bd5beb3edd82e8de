import type { PaymentTransaction } from '@secuconnect/api';
import type { Resources } from '../generated/resources.ts';
import type { RequestOptions } from '../request-options.ts';

export interface RefundParams {
  /** How much to take back, in minor currency units. Everything that is left if this is left out; `undefined` is refused. */
  readonly amount?: number;
  /** For the bank statement of the payer: up to 100 letters without umlauts, digits, spaces and `. , + - : ? ( ) / '`. */
  readonly reason?: string | undefined;
  /** Mixed baskets: whether the shares of the stakeholders shrink in proportion; `false` when left out. */
  readonly reduce_stakeholder_payment?: boolean | undefined;
  /** Payment Container (`PCT_…`) whose account gets the money, if not the one that paid. */
  readonly container_id?: string | undefined;
}

export interface Refund {
  /** The payment that was taken back from, if the answer has it. Its `amount` stays as it was when money is paid back. */
  readonly original: PaymentTransaction | undefined;
  /** The payments that bring the money back, with negative amounts. Empty if no money had come in: then the original was lowered. */
  readonly refunds: readonly PaymentTransaction[];
  /** What is left of the payment, in minor currency units; `undefined` if it could not be read, which says nothing about the refund. */
  readonly remaining: number | undefined;
}

const REASON = /^[A-Za-z0-9 .,+\-:?()/']*$/;
const LONGEST_REASON = 100;

/**
 * Takes back a payment or a part of it. Tells the original from the refund, whether the platform answers with one payment or with several.
 *
 * **Never repeated by itself: each call takes back once more.** When it throws, look at `outcome`:
 * - `not-sent`, `rejected`: nothing was taken back.
 * - `unknown`: it may have been. Compare `payment.transactions.checkStatus(id)` with what was left before, and call again only if it is
 *   unchanged.
 *
 * Calls `payment.transactions.cancel`, and then `payment.transactions.checkStatus`, whose failure is not one of the refund.
 *
 * @param id Id of the Payment Transaction (`PCI_…`), not of the Smart Transaction.
 * @throws TypeError before anything is sent, when the amount or the reason cannot be right.
 * @throws SecuconnectError as `cancel` does.
 */
export async function refund(
  { payment }: Pick<Resources, 'payment'>,
  id: string,
  refundOptions: RefundParams = {},
  options: RequestOptions = {},
): Promise<Refund> {
  const { amount, ...rest } = refundOptions;
  if ('amount' in refundOptions && !(Number.isSafeInteger(amount) && amount! > 0)) {
    throw new TypeError(
      `The amount of a refund is a number of minor currency units above 0, not ${String(amount)}; leave it out to take back everything.`,
    );
  }
  assertReason(rest.reason);
  const body = { ...rest, ...(amount !== undefined && { reduce_amount_by: amount }) };
  const answer: unknown = await payment.transactions.cancel(id, body, { ...options, maxRetries: 0 });
  const touched = [answer].flat().filter((one): one is PaymentTransaction => typeof one === 'object' && one !== null);
  const isOriginal = (one: PaymentTransaction): boolean => one.id === id || one.transaction_hash === id;
  const state = await payment.transactions.checkStatus(id, options).catch(() => undefined);
  return {
    original: touched.find(isOriginal),
    refunds: touched.filter((one) => !isOriginal(one)),
    remaining: state?.amount ?? undefined,
  };
}

function assertReason(reason: string | undefined): void {
  if (reason === undefined) return;
  if (reason.length > LONGEST_REASON)
    throw new TypeError(`The reason of a refund has at most ${LONGEST_REASON} characters, not ${reason.length}.`);
  const wrong = [...new Set(reason)].filter((character) => !REASON.test(character));
  if (wrong.length) {
    throw new TypeError(
      `The reason of a refund cannot have ${wrong.map((one) => JSON.stringify(one)).join(', ')}: write ae for ä, ss for ß, and no other special characters.`,
    );
  }
}
