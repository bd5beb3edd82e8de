import { Secuconnect } from '@secuconnect/client';
import { referenceOf, REFUND, SUM } from './order-steps.ts';

/** The orders that are not as ordered, by number. */
export interface OrderProblems {
  /** Orders with more than one payment. */
  readonly paidTwice: readonly number[];
  /** Orders from which more was refunded than once. */
  readonly refundedTwice: readonly number[];
  /** Orders without a payment, a capture or a refund. */
  readonly lost: readonly number[];
}

/** Compares what the sandbox has with what was ordered. */
export async function checkOrders(baseUrl: string, orders: number): Promise<OrderProblems> {
  const secuconnect = new Secuconnect({ baseUrl, auth: { clientId: 'shop', clientSecret: 'a-secret-of-tests' } });
  const sales = await secuconnect.smart.transactions.list({ count: 1000 }).toArray({ limit: 4 * orders + 1000 });
  const paidTwice: number[] = [];
  const refundedTwice: number[] = [];
  const lost: number[] = [];
  for (let order = 0; order < orders; order += 1) {
    const own = sales.filter(({ transactionRef }) => transactionRef === referenceOf(order));
    const payments = own.flatMap(({ transactions = [] }) => transactions);
    // A second Smart Transaction would be a payment that can be made twice, although it has not been made.
    if (own.length > 1 || payments.length > 1) paidTwice.push(order);
    const [payment] = payments;
    if (!payment) {
      lost.push(order);
      continue;
    }
    const { amount, status_simple } = await secuconnect.payment.transactions.checkStatus(payment.id);
    if (Number(amount) < SUM - REFUND) refundedTwice.push(order);
    // 1: accepted, which an invoice is once it was captured.
    if (status_simple !== 1 || amount !== SUM - REFUND) lost.push(order);
  }
  return { paidTwice, refundedTwice, lost };
}
