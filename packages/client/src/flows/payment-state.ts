import { isRecord } from '../internal/json.ts';
import {
  PAYMENT_STATES,
  stateOfInternalStatus,
  stateOfStatus,
  type PaymentState,
  type PaymentStateName,
} from './payment-states.ts';
import { internalStatus, normalizedStatus, type StatusCarrier, type StatusInput } from './status-value.ts';

/** Payment products that the payer pays by transfer in advance. */
const PREPAYMENT_PRODUCTS: ReadonlySet<unknown> = new Set([36, 310]);
const PREPAYMENT_METHODS: ReadonlySet<unknown> = new Set(['prepaid', 'prepay']);
/** What relates a payment to its refund. */
const REFUND_RELATION = 19;

/** What `checkStatus` and `refund` say is left of a payment. */
export interface RemainingAmount {
  /** In minor units. */
  readonly amount?: number | null | undefined;
}

/**
 * The state of a payment with all that follows from it: whether it is paid, pending, to be shipped, failed, refunded, disputed, final. One state has one
 * set of answers, so they cannot contradict each other. It never throws: an unknown value has the state `unknown`, and every answer is no.
 *
 * - A Smart Transaction shows the state of the sale, and its `transactions` that of the money: a chargeback or a refund there counts.
 * - Of a Payment Transaction the simple status decides. Its `status` is an internal number with other meanings, and decides only what the simple status
 *   leaves open, or when there is none.
 * - **Simple status 5 is both cancelled and refunded in full.** It counts as refunded if the object shows that money had arrived (a refund in
 *   `related_transactions`, a date of payment or payout), and as `cancelled` otherwise: also the bare value, and the response of `checkStatus`.
 * - A refund itself, with a negative amount, is `outgoing`: it is no payment to ship for.
 *
 * @param remaining The response of `checkStatus` for this Payment Transaction. With it, refunds of which the transaction says nothing count too.
 */
export function paymentState(input: StatusInput, remaining?: RemainingAmount): PaymentState {
  const carrier = isRecord(input) ? (input as StatusCarrier) : {};
  const state = newerState(remaining) ?? refined(baseState(input), carrier);
  const left = leftOf(carrier, remaining);
  const isNothingLeft = (left !== undefined && left <= 0) || isRefundedInSale(carrier);
  return answersOf(state, isPartlyRefunded(carrier, remaining) ? 'partial' : 'none', isNothingLeft);
}

/** States that the response of `checkStatus` reports after the payment itself was read. */
const LATER: ReadonlySet<PaymentStateName> = new Set(['disputed', 'refunding', 'failed', 'cancelled']);

function newerState(remaining: RemainingAmount | undefined): PaymentStateName | undefined {
  const state = isRecord(remaining) && 'status_simple' in remaining ? baseState(remaining) : 'unknown';
  return LATER.has(state) ? state : undefined;
}

/** States in which nothing is paid yet: with nothing left of the amount, they are over. */
const UNPAID: ReadonlySet<PaymentStateName> = new Set(['pending', 'awaiting-transfer', 'awaiting-shipment']);

function answersOf(state: PaymentStateName, refund: 'none' | 'partial', isNothingLeft: boolean): PaymentState {
  if (isNothingLeft && UNPAID.has(state)) return { state: 'cancelled', ...PAYMENT_STATES.cancelled };
  if (state !== 'paid' && state !== 'delivered') return { state, ...PAYMENT_STATES[state] } as PaymentState;
  if (isNothingLeft) return { state: 'refunded', ...PAYMENT_STATES.refunded };
  return { state, ...PAYMENT_STATES[state], refund } as PaymentState;
}

/** What the status says on its own. The internal status decides only if there is no other. */
function baseState(input: StatusInput): PaymentStateName {
  const status = normalizedStatus(input);
  const isSilent = status === undefined || status === 'internal_server_status';
  if (!isSilent) return stateOfStatus(status) ?? 'unknown';
  const internal = isRecord(input) ? stateOfInternalStatus(internalStatus(input)) : undefined;
  return internal ?? (status === undefined ? 'unknown' : 'open');
}

/** The state with what the other fields say about it. */
function refined(state: PaymentStateName, carrier: StatusCarrier): PaymentStateName {
  switch (state) {
    case 'open':
    case 'authorised':
    case 'pending':
      return notOutgoing(outstanding(state, carrier), carrier);
    case 'awaiting-shipment':
    case 'awaiting-transfer':
      return notOutgoing(state, carrier);
    case 'cancelled':
      return hadMoney(carrier) ? 'refunded' : (moneyState(carrier) ?? state);
    case 'paid':
    case 'delivered':
      return isNegative(carrier.amount) ? 'outgoing' : (moneyState(carrier) ?? state);
    default:
      return state;
  }
}

/** A refund is neither awaited from the payer nor to be shipped. */
const notOutgoing = (state: PaymentStateName, { amount }: StatusCarrier): PaymentStateName =>
  UNPAID.has(state) && isNegative(amount) ? 'outgoing' : state;

/** What a payment waits for that is not decided yet. */
function outstanding(state: 'open' | 'authorised' | 'pending', carrier: StatusCarrier): PaymentStateName {
  const internal = stateOfInternalStatus(internalStatus(carrier));
  if (internal === 'awaiting-transfer' || internal === 'awaiting-shipment') return internal;
  if (state !== 'open' && PREPAYMENT_PRODUCTS.has(carrier.product_id)) return 'awaiting-transfer';
  if (state !== 'pending') return state;
  const { payment_method: method, payment_instructions: instructions } = carrier;
  if (method) return PREPAYMENT_METHODS.has(method) ? 'awaiting-transfer' : state;
  const hasAccount = isRecord(instructions) && Boolean(instructions['iban']);
  const isAwaited = paymentsIn(carrier.transactions).some((one) => paymentState(one).state === 'awaiting-transfer');
  return hasAccount || isAwaited ? 'awaiting-transfer' : state;
}

/** What the payments of a Smart Transaction say about its money, if that is not what its own status says. */
function moneyState({ transactions }: StatusCarrier): PaymentStateName | undefined {
  // Attempts that failed say nothing about the one that succeeded.
  const states = paymentsIn(transactions)
    .map((payment) => paymentState(payment).state)
    .filter((state) => state !== 'failed' && state !== 'cancelled');
  if (states.includes('disputed')) return 'disputed';
  if (states.length > 0 && states.every((state) => state === 'refunded')) return 'refunded';
  return states.includes('refunding') ? 'refunding' : undefined;
}

/** Whether a void payment had been paid. */
const hadMoney = (carrier: StatusCarrier): boolean =>
  hasRefund(carrier) ||
  Boolean(carrier.incoming_payment_date) ||
  Boolean(carrier.payout_date) ||
  carrier.details?.cleared === 'cleared';

const hasRefund = ({ related_transactions }: StatusCarrier): boolean =>
  recordsIn(related_transactions).some(
    ({ hierarchy, ref_type_id }) => hierarchy === 'child' && ref_type_id === REFUND_RELATION,
  );

function isPartlyRefunded(carrier: StatusCarrier, remaining: RemainingAmount | undefined): boolean {
  const left = leftOf(carrier, remaining);
  if (hasRefund(carrier) || (typeof carrier.amount === 'number' && left !== undefined && left < carrier.amount))
    return true;
  if (sumOf(carrier.transactions, isNegative) < 0) return true;
  return paymentsIn(carrier.transactions).some((payment) => {
    const { refund } = paymentState(payment);
    return refund === 'partial' || refund === 'full';
  });
}

/** What is left of the amount. The amount of a Payment Transaction is that of the sale; only `checkStatus` returns what is left. */
function leftOf(carrier: StatusCarrier, remaining: RemainingAmount | undefined): number | undefined {
  const left = isRecord(remaining) ? remaining['amount'] : 'status_simple' in carrier ? carrier.amount : undefined;
  return typeof left === 'number' ? left : undefined;
}

const isNegative = (amount: unknown): boolean =>
  (typeof amount === 'number' || typeof amount === 'string') && Number(amount) < 0;

/** Whether the refunds among the transactions of a sale are as large as its payments. */
function isRefundedInSale({ transactions }: StatusCarrier): boolean {
  const refunded = -sumOf(transactions, isNegative);
  return refunded > 0 && refunded >= sumOf(transactions, (amount) => !isNegative(amount));
}

const sumOf = (transactions: unknown, isCounted: (amount: unknown) => boolean): number =>
  recordsIn(transactions)
    .filter(({ object, amount }) => object === 'payment.transactions' && isCounted(amount))
    .reduce((sum, { amount }) => sum + (typeof amount === 'number' ? amount : 0), 0);

const recordsIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** The payments among the transactions of a sale, without loyalty bookings and refunds. */
const paymentsIn = (transactions: unknown): StatusCarrier[] =>
  recordsIn(transactions)
    .filter(({ object, amount }) => (object === undefined || object === 'payment.transactions') && !isNegative(amount))
    // A payment has none itself. A value that claims to would be read level by level.
    .map((payment) => ({ ...payment, transactions: undefined }));
