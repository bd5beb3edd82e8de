/** How much of a payment went back to the payer. */
export type RefundState = 'none' | 'partial' | 'full' | 'in-progress';

/** The answers to what a shop asks about a payment. */
interface Answers {
  /** Whether the merchant has the money, or Secuconnect guarantees it. */
  readonly paid: boolean;
  /** Whether the payer has done their part, and a bank transfer or a check is outstanding. */
  readonly pending: boolean;
  readonly canShip: boolean;
  /** Whether it was rejected, cancelled or abandoned. */
  readonly failed: boolean;
  readonly refund: RefundState;
  /** Whether the payer or the bank disputes it, as by a chargeback. */
  readonly disputed: boolean;
  /** Whether there is nothing to wait for. */
  readonly final: boolean;
}

const NO = { paid: false, pending: false, canShip: false, failed: false, refund: 'none', disputed: false } as const;
const OPEN = { ...NO, final: false } as const;
const DECIDED = { ...NO, final: true } as const;
/** A paid sale stays one when a part of it is refunded. */
const KEPT = 'none' as 'none' | 'partial';

/** The states of a payment. Every status has one of them, so that no two answers about a payment can contradict each other. */
export const PAYMENT_STATES = {
  /** A value that this version does not know, or none. */
  unknown: OPEN,
  /** Nothing is approved yet. */
  open: OPEN,
  /** Approved; the merchant has to capture or start it. */
  authorised: OPEN,
  /** A check, or the payment itself, is under way. */
  pending: { ...OPEN, pending: true },
  /** The payer has to transfer the money: a prepayment. */
  'awaiting-transfer': { ...OPEN, pending: true },
  /** An approved purchase on account: ship, and report the delivery. */
  'awaiting-shipment': { ...OPEN, canShip: true },
  paid: { ...DECIDED, paid: true, canShip: true, refund: KEPT },
  /** Paid, and shipped or collected. */
  delivered: { ...DECIDED, paid: true, refund: KEPT },
  failed: { ...DECIDED, failed: true },
  /** Cancelled or abandoned. */
  cancelled: { ...DECIDED, failed: true },
  refunding: { ...OPEN, refund: 'in-progress' },
  refunded: { ...DECIDED, refund: 'full' },
  disputed: { ...OPEN, disputed: true },
  /** Decided without money: the payer has approved later payments. */
  'authorised-for-later': DECIDED,
  /** Not a payment of the payer: money that was sent back. */
  outgoing: DECIDED,
} as const satisfies Readonly<Record<string, Answers>>;

export type PaymentStateName = keyof typeof PAYMENT_STATES;

/** The state of a payment, and what follows from it. */
export type PaymentState = {
  readonly [Name in PaymentStateName]: { readonly state: Name } & (typeof PAYMENT_STATES)[Name];
}[PaymentStateName];

type StatesOf<Value extends string | number> = Readonly<Record<Value, PaymentStateName>>;

/** By simple status. */
const BY_SIMPLE_STATUS: StatesOf<number> = {
  0: 'open',
  1: 'paid',
  2: 'authorised',
  3: 'failed',
  4: 'disputed',
  5: 'cancelled',
  6: 'paid',
  7: 'refunding',
  8: 'open',
  9: 'paid',
  10: 'pending',
  11: 'authorised-for-later',
  12: 'failed',
  13: 'pending',
  14: 'awaiting-shipment',
  15: 'authorised-for-later',
  16: 'failed',
  99: 'open',
};

/** By the words of Smart Transactions, and by those of the old format that stand for no simple status. */
const BY_WORD: StatesOf<string> = {
  created: 'open',
  processing: 'open',
  scored: 'open',
  approved: 'authorised',
  pending: 'pending',
  ok: 'paid',
  received: 'paid',
  collection: 'paid',
  shipped: 'delivered',
  collected: 'delivered',
  failed: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  aborted: 'cancelled',
};

/** By the internal status of a Payment Transaction, and by `transaction_status` of the old format. */
const BY_INTERNAL_STATUS: StatesOf<number> = {
  1: 'open',
  6: 'paid',
  9: 'authorised',
  11: 'paid',
  17: 'paid',
  25: 'awaiting-transfer',
  59: 'cancelled',
  69: 'disputed',
  85: 'awaiting-shipment',
  86: 'paid',
  103: 'paid',
  115: 'authorised-for-later',
};

const entryOf = (
  states: StatesOf<string | number>,
  value: string | number | undefined,
): PaymentStateName | undefined => (value !== undefined && Object.hasOwn(states, value) ? states[value] : undefined);

/** The state that a simple status, or a word, stands for on its own. */
export const stateOfStatus = (status: string | number | undefined): PaymentStateName | undefined =>
  entryOf(typeof status === 'number' ? BY_SIMPLE_STATUS : BY_WORD, status);

/** The state that an internal status stands for on its own. */
export const stateOfInternalStatus = (status: number | undefined): PaymentStateName | undefined =>
  entryOf(BY_INTERNAL_STATUS, status);
