export { checkout, resumeCheckout, type Checkout } from './checkout.ts';
export { refundOnce, type RefundOnce, type RefundOnceParams } from './refund-once.ts';
export { refund, type Refund, type RefundParams } from './refund.ts';
export { paymentState, type RemainingAmount } from './payment-state.ts';
export type { PaymentState, PaymentStateName, RefundState } from './payment-states.ts';
export {
  canShip,
  getSimpleStatus,
  hasFailed,
  isDisputed,
  isFinal,
  isPaid,
  isPending,
  isRefunded,
  refundState,
} from './status.ts';
export type { StatusCarrier, StatusInput } from './status-value.ts';
export { findTransaction } from './find-transaction.ts';
export { getTransferInstructions, type TransferInput, type TransferInstructions } from './transfer-instructions.ts';
export { updateTransaction, type TransactionChange } from './update-transaction.ts';
export { isWaitTimeoutError, waitForStatus, WaitTimeoutError, type WaitOptions } from './wait-for-status.ts';
export { settle } from './settle.ts';
export type { Settlement } from '../settle/settle-facts.ts';
export { withIntent, type IntentParams, type IntentResult } from '../intents/with-intent.ts';
export { settleOpen, type SettledIntent } from '../intents/settle-open.ts';
export { IntentOpenError, isIntentOpenError } from '../intents/intent-open-error.ts';
export { memoryJournal } from '../intents/memory-journal.ts';
export type { Intent, IntentState, Journal, StoredIntent } from '../intents/journal.ts';
export type { Json } from '../internal/json.ts';
