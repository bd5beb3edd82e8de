export { checkout, type Checkout } from './checkout.ts';
export { refund, type Refund, type RefundOptions } from './refund.ts';
export { canShip, hasFailed, isFinal, isPaid, simpleStatusOf, type StatusCarrier } from './status.ts';
export { updateTransaction, type TransactionChange } from './update-transaction.ts';
export { isWaitTimeoutError, waitForStatus, WaitTimeoutError, type WaitOptions } from './wait-for-status.ts';
