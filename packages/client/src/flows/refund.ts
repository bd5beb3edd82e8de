import type { IdArgument, PaymentTransaction, PaymentTransactionCancelInput } from '@secuconnect/api';
import type { Resources } from '../generated/resources.ts';
import { isRecord } from '../internal/json.ts';
import type { RequestOptions } from '../request-options.ts';
import { isApiObject, unexpectedResponseError } from './expect-object.ts';

/** What to refund. */
export interface RefundParams {
  /**
   * The amount to refund, in minor units. `undefined` throws, so that an unset variable cannot trigger a full refund.
   *
   * @default the rest of the payment
   */
  readonly amount?: number;
  /** For the payer's bank statement: up to 100 letters without umlauts, digits, spaces and `. , + - : ? ( ) / '`. */
  readonly reason?: string | undefined;
  /**
   * Mixed baskets: whether the shares of the stakeholders shrink in proportion.
   *
   * @default false
   */
  readonly reduce_stakeholder_payment?: boolean | undefined;
  /**
   * Payment Container (`PCT_…`) whose account gets the money.
   *
   * @default the container that paid
   */
  readonly container_id?: string | undefined;
}

/** The result of {@link refund}. */
export interface Refund {
  /** The payment that was refunded, if the response has it. Its `amount` does not change when money is paid back. */
  readonly original: PaymentTransaction | undefined;
  /** The payments that return the money, with negative amounts. Empty if no money had arrived: the original was reduced instead. */
  readonly refunds: readonly PaymentTransaction[];
  /** What is left of the payment, in minor units. `undefined` if it could not be read, which says nothing about the refund. */
  readonly remaining: number | undefined;
}

const ALLOWED_IN_REASON = /^[A-Za-z0-9 .,+\-:?()/']*$/;
const MAX_REASON_LENGTH = 100;

/** Complete by its type, so that a field that the API takes cannot be missing here. */
const PARAMS: ReadonlySet<string> = new Set(
  Object.keys({
    amount: true,
    reason: true,
    reduce_stakeholder_payment: true,
    container_id: true,
  } satisfies Record<keyof RefundParams | Exclude<keyof PaymentTransactionCancelInput, 'reduce_amount_by'>, true>),
);

/**
 * Refunds a payment or a part of it. Tells the original payment from its refunds, whether the API responds with one payment or with several.
 *
 * **Never retried automatically: each call refunds again.** When it throws, check `outcome`:
 * - `not-sent`, `no-effect`: nothing was refunded.
 * - `unknown`: the payment may have been refunded; also if the response is about something else. Compare `payment.transactions.checkStatus(id)` with what was left before, and call again only if
 *   it is unchanged.
 *
 * Calls `payment.transactions.cancel`, then `payment.transactions.checkStatus`. If only the latter fails, `refund` still resolves.
 *
 * @param id Id of the Payment Transaction (`PCI_…`), not of the Smart Transaction.
 * @throws TypeError before anything is sent, when the amount or the reason is invalid, or a parameter is unknown: a misspelt `amount` would
 * refund everything.
 * @throws SecuconnectError as `cancel` does.
 */
export async function refund<Own extends string = 'PCI'>(
  { payment }: Pick<Resources, 'payment'>,
  id: IdArgument<Own, 'PCI'>,
  params: RefundParams = {},
  options: RequestOptions = {},
): Promise<Refund> {
  assertParams(params);
  const { amount, ...rest } = params;
  if ('amount' in params && !(Number.isSafeInteger(amount) && amount! > 0)) {
    throw new TypeError(
      `\`amount\` must be a positive integer in minor units; got ${typeof amount === 'string' ? JSON.stringify(amount) : String(amount)}. Without this field, the whole rest is refunded.`,
    );
  }
  assertReason(rest.reason);
  const body = { ...rest, ...(amount !== undefined && { reduce_amount_by: amount }) };
  const response: unknown = await payment.transactions.cancel(id, body, { ...options, maxRetries: 0 });
  const payments = [response].flat().filter((entry): entry is PaymentTransaction => isApiObject(entry));
  const isOriginal = (transaction: PaymentTransaction): boolean =>
    transaction.id === id || transaction.transaction_hash === id;
  if (!payments.some((transaction) => isOriginal(transaction) || isRefundOf(transaction, id)))
    throw unexpectedResponseError(
      { id: 'payment.transactions.cancel', safe: false, object: id },
      'nothing about this payment',
    );
  const state = await payment.transactions.checkStatus(id, options).catch(() => undefined);
  return {
    original: payments.find(isOriginal),
    refunds: payments.filter((transaction) => !isOriginal(transaction)),
    remaining: typeof state?.amount === 'number' ? state.amount : undefined,
  };
}

/** Whether a payment returns the money of another one: it names it, or, if it names none, takes no money. */
function isRefundOf({ parents, amount }: PaymentTransaction, id: string): boolean {
  return Array.isArray(parents) && parents.length > 0
    ? parents.some((parent) => parent?.id === id)
    : typeof amount === 'number' && amount <= 0;
}

function assertParams(params: RefundParams): void {
  const names = isRecord(params) ? Object.keys(params) : undefined;
  // A promise that was not awaited, or a `Map`, has no fields, and would refund everything.
  if (!names || (names.length === 0 && !isPlainObject(params)))
    throw new TypeError('The parameters of a refund must be an object such as { amount: 500 }; {} refunds the rest.');
  const unknown = names.filter((name) => !PARAMS.has(name));
  if (unknown.length > 0)
    throw new TypeError(`A refund has no parameter ${unknown.join(', ')}; it has ${[...PARAMS].join(', ')}.`);
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function assertReason(reason: string | undefined): void {
  if (reason === undefined) return;
  if (reason.length > MAX_REASON_LENGTH)
    throw new TypeError(`\`reason\` must have at most ${MAX_REASON_LENGTH} characters; got ${reason.length}.`);
  const invalid = [...new Set(reason)].filter((character) => !ALLOWED_IN_REASON.test(character));
  if (invalid.length > 0) {
    throw new TypeError(
      `\`reason\` must not contain ${invalid.map((character) => JSON.stringify(character)).join(', ')}: write ae for ä, ss for ß, and no other special characters.`,
    );
  }
}
