/**
 * An object of the API that has a status: a Smart Transaction, a Payment Transaction, the response of `checkStatus`, or a payment in the old format.
 * The functions of this module say what its status means for an order; they also accept the bare value.
 * - Enumerations are open: with an unknown value they all return `false`, and none throws.
 * - Of a Payment Transaction only the simple status counts. Its `status` is an internal number with another meaning: there, 6 is completed; as a
 *   simple status, it is a solved problem.
 * - A Smart Transaction shows the state of the sale, a Payment Transaction that of its money: a chargeback changes only the latter.
 */
export interface StatusCarrier {
  readonly status?: unknown;
  readonly status_simple?: unknown;
  readonly details?: { readonly status_simple?: unknown } | null | undefined;
}

type StatusInput = StatusCarrier | string | number | null | undefined;

/** The simple status for each word of the old format. */
const SIMPLE_STATUS_OF_WORD: Readonly<Record<string, number>> = {
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
/** Decided without money: the merchant asked for an authorisation. */
const AUTHORISED = new Set<unknown>([11, 15]);

/** Whether the merchant has the money, or Secuconnect guarantees it: a purchase on account counts as paid before the payer has settled it. */
export const isPaid = (input: StatusInput): boolean => PAID.has(normalizedStatus(input));

/**
 * Whether the goods may be shipped now: paid, or an approved purchase on account that waits for its shipment. `false` for a Smart Transaction that
 * is already shipped or collected. A payment does not record deliveries: do not ship again because this returns `true` again.
 */
export const canShip = (input: StatusInput): boolean => SHIPPABLE.has(normalizedStatus(input));

/** Whether the payment was rejected, cancelled or abandoned. The payer can retry a failed Smart Transaction. */
export const hasFailed = (input: StatusInput): boolean => FAILED.has(normalizedStatus(input));

/** Whether the payment is decided, so that there is nothing to wait for. A refund or a chargeback can still change it later. */
export const isFinal = (input: StatusInput): boolean => {
  const status = normalizedStatus(input);
  return PAID.has(status) || FAILED.has(status) || AUTHORISED.has(status);
};

/** The simple status as a number; `undefined` when there is none, or when it is not a number. */
export function getSimpleStatus(input: StatusInput): number | undefined {
  const status = normalizedStatus(input);
  return typeof status === 'number' ? status : undefined;
}

/** The simple status, or the word in the `status` of a Smart Transaction. */
function normalizedStatus(input: StatusInput): number | string | undefined {
  if (typeof input !== 'object' || input === null) return normalize(input);
  const simple = normalize(input.details?.status_simple ?? input.status_simple);
  if (simple !== undefined) return simple;
  const { status } = input;
  return typeof status === 'string' && Number.isNaN(Number(status)) ? normalize(status) : undefined;
}

/** Numbers stay, digits become numbers, and words of the old format the number they stand for. */
function normalize(value: unknown): number | string | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  return Object.hasOwn(SIMPLE_STATUS_OF_WORD, value) ? SIMPLE_STATUS_OF_WORD[value] : value;
}
