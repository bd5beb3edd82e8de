/**
 * What a status means for an order. Takes what the API answers with (a Smart Transaction, a Payment Transaction, the answer of
 * `checkStatus`, a payment in the old format) or the bare value.
 * - Lists of values are open: a value that is not known here means `false` everywhere, and nothing throws.
 * - Of a Payment Transaction only the simple status counts. Its `status` is an internal number with other meanings: 6 is completed there,
 *   and a solved problem here.
 * - A Smart Transaction tells how the sale goes, a Payment Transaction how its money does: after a chargeback, only the latter changes.
 */
export interface StatusCarrier {
  readonly status?: unknown;
  readonly status_simple?: unknown;
  readonly details?: { readonly status_simple?: unknown } | null | undefined;
}

type Subject = StatusCarrier | string | number | null | undefined;

/** The words of the old format, by the simple status they stand for. */
const WORDS: Readonly<Record<string, number>> = {
  proceed: 0,
  accepted: 1,
  authorized: 2,
  denied: 3,
  issue: 4,
  void: 5,
  issue_resolved: 6,
  refund: 7,
};

const PAID = new Set<unknown>([1, 6, 9, 'ok', 'received', 'collection', 'shipped', 'collected']);
const SHIPPABLE = new Set<unknown>([1, 6, 9, 14, 'ok', 'received', 'collection']);
const FAILED = new Set<unknown>([3, 5, 12, 16, 'failed', 'cancelled', 'canceled', 'aborted']);
/** Decided without money: what was asked for is an authorisation. */
const AUTHORISED = new Set<unknown>([11, 15]);

/** Whether the money is the merchant's, or guaranteed by the platform: a purchase on account is paid before the payer has settled it. */
export const isPaid = (subject: Subject): boolean => PAID.has(statusOf(subject));

/**
 * Whether the goods may go out now: paid, or an approved purchase on account that waits for its shipment. `false` for a Smart Transaction
 * that is shipped or collected already. A payment does not know of deliveries: that it says so twice is no reason to ship twice.
 */
export const canShip = (subject: Subject): boolean => SHIPPABLE.has(statusOf(subject));

/** Whether the payment was refused, cancelled or abandoned. A failed Smart Transaction can be paid once more. */
export const hasFailed = (subject: Subject): boolean => FAILED.has(statusOf(subject));

/** Whether waiting is over: the payment is decided, one way or the other. What people do later (refund, chargeback) still can change it. */
export const isFinal = (subject: Subject): boolean => {
  const status = statusOf(subject);
  return PAID.has(status) || FAILED.has(status) || AUTHORISED.has(status);
};

/** The simple status as a number; `undefined` when there is none, or when it is no number. */
export function getSimpleStatus(subject: Subject): number | undefined {
  const status = statusOf(subject);
  return typeof status === 'number' ? status : undefined;
}

/** The simple status, or the word that a Smart Transaction has for it. */
function statusOf(subject: Subject): number | string | undefined {
  if (typeof subject !== 'object' || subject === null) return read(subject);
  const simple = read(subject.details?.status_simple ?? subject.status_simple);
  if (simple !== undefined) return simple;
  const word = read(subject.status);
  return typeof subject.status === 'string' && Number.isNaN(Number(subject.status)) ? word : undefined;
}

function read(value: unknown): number | string | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  return Object.hasOwn(WORDS, value) ? WORDS[value] : value;
}
