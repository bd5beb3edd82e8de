/**
 * What the platform does with sales and payments, written from its documentation: plain data and small functions, and nothing of the sandbox.
 * The state of a Smart Transaction is here `sale`, that of a Payment Transaction `payment`. Times are in milliseconds, amounts in minor units.
 */
export type SaleStatus =
  | 'created'
  | 'processing'
  | 'approved'
  | 'pending'
  | 'ok'
  | 'received'
  | 'collection'
  | 'shipped'
  | 'collected'
  | 'failed'
  | 'cancelled'
  | 'aborted';

export type PaymentState =
  | 'open'
  | 'authorised'
  | 'checking'
  | 'awaiting transfer'
  | 'awaiting shipment'
  | 'subscription approved'
  | 'paid'
  | 'invoice open'
  | 'invoice paid'
  | 'paid out'
  | 'denied'
  | 'void'
  | 'refunding'
  | 'refunded'
  | 'issue'
  | 'resolved';

/** The simple status of each state. */
export const SIMPLE: Readonly<Record<PaymentState, number>> = {
  open: 0,
  authorised: 2,
  checking: 10,
  'awaiting transfer': 2,
  'awaiting shipment': 14,
  'subscription approved': 11,
  paid: 1,
  'invoice open': 1,
  'invoice paid': 9,
  'paid out': 1,
  denied: 3,
  void: 5,
  refunding: 7,
  refunded: 5,
  issue: 4,
  resolved: 6,
};

export type Outcome = 'approve' | 'decline' | 'passes' | 'fails' | 'charge-back' | 'underpays' | 'never pays';

/** How a bank account answers. */
export type Account = 'good account' | 'declining account';

export interface Sale {
  id: string;
  status: SaleStatus;
  readonly intent: 'sale' | 'order';
  readonly collects: boolean;
  readonly captures: boolean;
  readonly accrual: boolean;
  /** Whether the name and the address of the payer are known. */
  hasPayer: boolean;
  /** What a debit would be taken from: what was said last. */
  account: Account | undefined;
  /** Whether the payer has to confirm elsewhere. */
  waits: boolean;
  sum: number;
  /** The payment that the sale shows; an attempt that another one has replaced is gone from it. */
  payment: Payment | undefined;
  receipt: number | undefined;
  /** Whether the till, until the end of the day, can cancel the receipt. */
  receiptIsOpen: boolean;
}

export interface Payment {
  id: string;
  readonly sale: Sale;
  readonly method: string;
  outcome: Outcome;
  state: PaymentState;
  amount: number;
  left: number;
  accrual: boolean;
  /** Whether it was lowered while it was only authorised. */
  lowered: boolean;
  /** Whether a later attempt has replaced it: no push tells so. */
  replaced: boolean;
  readonly refunds: number[];
}

type Event = 'transfer' | 'decide' | 'charge-back' | 'book-refund';

export interface Model {
  now: number;
  readonly refundDelay: number;
  readonly sales: Sale[];
  /** Every payment, the oldest first; refunds are numbers in theirs. */
  readonly payments: Payment[];
  readonly events: { readonly at: number; readonly event: Event; readonly payment: Payment }[];
}

/** What an operation answers. */
export interface Answer {
  readonly status: number;
  readonly error?: string;
  readonly code?: number;
  /** Whether nothing at all may have changed. */
  readonly rejected: boolean;
}

export const DONE: Answer = { status: 200, rejected: false };
export const NOT_POSSIBLE: Answer = { status: 500, error: 'ProductInternalException', code: 1003, rejected: true };
export const INVALID: Answer = { status: 500, error: 'ProductFormatException', code: 1001, rejected: true };
export const NO_ACCOUNT: Answer = { ...INVALID, code: 1004 };
export const UNAVAILABLE: Answer = { status: 405, error: 'ProductNotAllowedException', code: 1008, rejected: true };
export const UNKNOWN: Answer = { status: 404, error: 'ProductNotFoundException', code: 0, rejected: true };
/** The bank has declined: the answer is an error, and the sale has failed. */
export const DECLINED: Answer = { ...UNAVAILABLE, code: 1005, rejected: false };

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
/** How long the platform, the bank and the payer take. */
export const DELAYS = { check: MINUTE, transfer: DAY, chargeBack: 14 * DAY };

export const newModel = (refundDelay: number): Model => ({ now: 0, refundDelay, sales: [], payments: [], events: [] });

export function later({ now, events }: Model, delay: number, event: Event, payment: Payment): void {
  events.push({ at: now + delay, event, payment });
}

/** Test data of the sandbox: an amount decides how the payment goes. */
const OUTCOMES: Readonly<Record<number, Outcome>> = {
  66651: 'decline',
  66610: 'passes',
  66613: 'fails',
  66669: 'charge-back',
  66604: 'underpays',
  66600: 'never pays',
};
export const AMOUNTS: readonly number[] = [1, 1995, 120_000, ...Object.keys(OUTCOMES).map(Number)];
export const outcomeOf = (amount: number, account: Account | undefined): Outcome =>
  OUTCOMES[amount] ?? (account === 'declining account' ? 'decline' : 'approve');

interface Method {
  readonly prepares?: true;
  readonly starts?: true;
  /** Whether the payer confirms on another page. */
  readonly redirects?: true;
  readonly capturesAtOnce?: true;
  readonly needsPayer?: true;
}

export const METHODS: Readonly<Record<string, Method>> = {
  debit: { prepares: true, starts: true, needsPayer: true },
  invoice: { prepares: true, starts: true, needsPayer: true },
  prepaid: { prepares: true, starts: true },
  creditcard: { prepares: true, redirects: true },
  paypal: { prepares: true, redirects: true },
  sofort: { prepares: true, redirects: true, capturesAtOnce: true, needsPayer: true },
};
