import type { StatusCarrier } from '../../src/flows/status-value.ts';

/** What is true of a payment. What is not listed is false: not refunded, not disputed, not final. */
export type Answer =
  'paid' | 'pending' | 'ship' | 'failed' | 'refunding' | 'partly refunded' | 'refunded' | 'disputed' | 'final';

/** A list of statuses in the spec, and the answers for each of its values. */
export interface StatusList {
  title: string;
  /** The schema in `openapi.json` that has the values. */
  schema: readonly string[];
  /** Objects with a value of the list, and the bare value where it can be passed. */
  inputs: (value: string) => readonly (StatusCarrier | string | number)[];
  answers: Readonly<Record<string, readonly Answer[]>>;
}

/**
 * The answers for every status value of the spec. `payment-state.test.ts` fails for a value without a row, checks the functions against each row, and
 * writes the table in `docs/guides/payments.md` from it.
 */
export const STATUS_LISTS: readonly StatusList[] = [
  {
    title: 'status of a Smart Transaction',
    schema: ['SmartTransaction', 'properties', 'status'],
    inputs: (status) => [{ status }, status],
    answers: {
      created: [],
      processing: [],
      approved: [],
      pending: ['pending'],
      ok: ['paid', 'ship', 'final'],
      received: ['paid', 'ship', 'final'],
      collection: ['paid', 'ship', 'final'],
      collected: ['paid', 'final'],
      shipped: ['paid', 'final'],
      failed: ['failed', 'final'],
      cancelled: ['failed', 'final'],
      aborted: ['failed', 'final'],
    },
  },
  {
    title: 'simple status of a Payment Transaction and of checkStatus',
    schema: ['PaymentTransactionSimpleStatus'],
    inputs: (value) => [
      Number(value),
      value,
      { status_simple: Number(value) },
      { status_simple: value },
      { status: 998, details: { status_simple: Number(value) } },
    ],
    answers: {
      0: [],
      1: ['paid', 'ship', 'final'],
      2: [],
      3: ['failed', 'final'],
      4: ['disputed'],
      5: ['failed', 'final'],
      6: ['paid', 'ship', 'final'],
      7: ['refunding'],
      8: [],
      9: ['paid', 'ship', 'final'],
      10: ['pending'],
      11: ['final'],
      12: ['failed', 'final'],
      13: ['pending'],
      14: ['ship'],
      15: ['final'],
      16: ['failed', 'final'],
      99: [],
    },
  },
  {
    title: 'status in the old format',
    schema: ['SecupayTransaction', 'properties', 'status'],
    inputs: (status) => [{ status }, status],
    answers: {
      accepted: ['paid', 'ship', 'final'],
      authorized: [],
      denied: ['failed', 'final'],
      issue: ['disputed'],
      issue_resolved: ['paid', 'ship', 'final'],
      void: ['failed', 'final'],
      refund: ['refunding'],
      pending: ['pending'],
      proceed: [],
      scored: [],
      internal_server_status: [],
    },
  },
  {
    title: 'internal status, without a simple one',
    schema: ['PaymentTransactionInternalStatus'],
    inputs: (value) => [
      { status: Number(value) },
      { status: value },
      { status: 'internal_server_status', transaction_status: value },
    ],
    answers: {
      1: [],
      6: ['paid', 'ship', 'final'],
      9: [],
      11: ['paid', 'ship', 'final'],
      17: ['paid', 'ship', 'final'],
      25: ['pending'],
      59: ['failed', 'final'],
      69: ['disputed'],
      85: ['ship'],
      86: ['paid', 'ship', 'final'],
      103: ['paid', 'ship', 'final'],
      115: ['final'],
    },
  },
];

/** What other fields of an object change. */
export const OBJECTS: readonly {
  title: string;
  input: StatusCarrier;
  remaining?: { amount: number };
  answers: readonly Answer[];
}[] = [
  {
    title: 'Smart Transaction `pending`, paid by `prepaid`',
    input: { status: 'pending', payment_method: 'prepaid' },
    answers: ['pending'],
  },
  {
    title: 'Payment Transaction 2, internal status 25: a prepayment',
    input: { status: 25, details: { status_simple: 2 } },
    answers: ['pending'],
  },
  {
    title: '`authorized` in the old format, `transaction_status` 25: a prepayment',
    input: { status: 'authorized', transaction_status: '25' },
    answers: ['pending'],
  },
  {
    title: '`authorized` in the old format, `transaction_status` 85: a purchase on account',
    input: { status: 'authorized', transaction_status: 85 },
    answers: ['ship'],
  },
  {
    title: 'Payment Transaction 1, with a refund in `related_transactions`',
    input: {
      amount: 1995,
      details: { status_simple: 1 },
      related_transactions: [{ hierarchy: 'child', ref_type_id: 19 }],
    },
    answers: ['paid', 'ship', 'partly refunded', 'final'],
  },
  {
    title: 'Payment Transaction 1, with a `checkStatus` of less',
    input: { amount: 1995, details: { status_simple: 1 } },
    remaining: { amount: 1495 },
    answers: ['paid', 'ship', 'partly refunded', 'final'],
  },
  {
    title: '`checkStatus` 1, nothing left',
    input: { status_simple: 1, amount: 0 },
    answers: ['refunded', 'final'],
  },
  {
    title: 'Payment Transaction 5, with a refund, or a date at which money arrived',
    input: { amount: 1995, details: { status_simple: 5 }, incoming_payment_date: '2026-03-02T10:16:24+01:00' },
    answers: ['refunded', 'final'],
  },
  {
    title: 'Smart Transaction `cancelled`, its payment refunded',
    input: {
      status: 'cancelled',
      transactions: [
        { details: { status_simple: 5 }, related_transactions: [{ hierarchy: 'child', ref_type_id: 19 }] },
      ],
    },
    answers: ['refunded', 'final'],
  },
  {
    title: 'Smart Transaction `ok`, a payment of which is disputed (4)',
    input: { status: 'ok', transactions: [{ details: { status_simple: 4 } }] },
    answers: ['disputed'],
  },
  {
    title: 'Payment Transaction with a negative amount: a refund itself',
    input: { amount: -500, details: { status_simple: 1 } },
    answers: ['final'],
  },
];
