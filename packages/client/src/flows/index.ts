export { checkout, type Checkout } from './checkout.ts';
export { refund, type Refund, type RefundParams } from './refund.ts';
export { canShip, hasFailed, isFinal, isPaid, getSimpleStatus, type StatusCarrier } from './status.ts';
export { updateTransaction, type TransactionChange } from './update-transaction.ts';
export { isWaitTimeoutError, waitForStatus, WaitTimeoutError, type WaitOptions } from './wait-for-status.ts';
