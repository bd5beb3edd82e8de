import type { PaymentStateName } from '../states/payment-steps.ts';
import type { SmartStatus } from '../states/smart-steps.ts';

/** Column and row of each state. */
export type Layout<State extends string> = Readonly<Record<State, readonly [column: number, row: number]>>;

export const SMART_LAYOUT: Layout<SmartStatus> = {
  created: [0, 1],
  processing: [1, 0],
  failed: [1, 2],
  aborted: [1, 3],
  approved: [2, 0],
  pending: [2, 1.5],
  ok: [3, 0],
  received: [3, 1],
  collection: [3, 2],
  cancelled: [3, 3],
  shipped: [4, 1],
  collected: [4, 2],
};

export const PAYMENT_LAYOUT: Layout<PaymentStateName> = {
  open: [0, 2],
  'subscription-approved': [1, 0],
  authorised: [1, 1],
  denied: [1, 4],
  checking: [2, 0],
  'on-hold': [2, 1],
  'awaiting-transfer': [2, 2],
  'awaiting-shipment': [2, 3],
  void: [2, 4],
  completed: [3, 1],
  'invoice-open': [3, 3],
  'charged-back': [4, 0],
  'paid-out': [4, 1],
  refunding: [4, 2],
  'invoice-paid': [4, 3],
  resolved: [5, 0],
  refunded: [5, 2],
};
