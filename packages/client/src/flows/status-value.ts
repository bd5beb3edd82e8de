/**
 * An object of the API that has a status: a Smart Transaction, a Payment Transaction, the response of `checkStatus`, or a payment in the old format.
 * The status decides; where it does not say enough, the other fields do.
 */
export interface StatusCarrier {
  readonly status?: unknown;
  readonly status_simple?: unknown;
  readonly details?: { readonly status_simple?: unknown; readonly cleared?: unknown } | null | undefined;
  /** Old format: the internal status. */
  readonly transaction_status?: unknown;
  readonly amount?: unknown;
  readonly product_id?: unknown;
  readonly incoming_payment_date?: unknown;
  readonly payout_date?: unknown;
  readonly related_transactions?: unknown;
  /** Of a Smart Transaction. */
  readonly payment_method?: unknown;
  readonly payment_instructions?: unknown;
  readonly transactions?: unknown;
}

/** An object that has a status, or the bare value. */
export type StatusInput = StatusCarrier | string | number | null | undefined;

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

/** The simple status, or the word in the `status` of a Smart Transaction. */
export function normalizedStatus(input: StatusInput): number | string | undefined {
  if (typeof input !== 'object' || input === null) return normalize(input);
  const simple = normalize(input.details?.status_simple ?? input.status_simple);
  if (simple !== undefined) return simple;
  const { status } = input;
  return typeof status === 'string' && !isDigits(status) ? normalize(status) : undefined;
}

/** The internal status of a Payment Transaction, of `checkStatus`, or of a payment in the old format. */
export function internalStatus({ status, transaction_status }: StatusCarrier): number | undefined {
  const internal = transaction_status ?? status;
  if (typeof internal === 'number') return internal;
  return typeof internal === 'string' && isDigits(internal) ? Number(internal) : undefined;
}

const isDigits = (text: string): boolean => /^\d+$/.test(text);

/** Numbers stay, digits become numbers, and words of the old format the number they stand for. */
function normalize(value: unknown): number | string | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (isDigits(value)) return Number(value);
  return Object.hasOwn(SIMPLE_STATUS_OF_WORD, value) ? SIMPLE_STATUS_OF_WORD[value] : value;
}
