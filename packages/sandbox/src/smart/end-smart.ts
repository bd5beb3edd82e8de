import type { Engine } from '../engine/engine.ts';
import { unbookCards } from '../loyalty/point-of-sale.ts';
import { cancelPayment } from '../payments/cancel-payment.ts';
import { dropPayment } from '../payments/drop-payment.ts';
import { loadPayment } from '../payments/payment.ts';
import { loadSmart, paymentsOf, stepSmart, type StoredSmart } from './smart-transaction.ts';

/** Cancels the sale, and gives back what is left of its payments. */
export function cancelSmart(engine: Engine, id: string): StoredSmart {
  const smart = loadSmart(engine, id);
  const cancelled = stepSmart(engine, smart, 'cancel');
  for (const payment of paymentsOf(smart))
    if (loadPayment(engine, payment).record.left > 0) cancelPayment(engine, payment);
  unbookCards(engine, smart);
  return cancelled;
}

/** Gives up a sale before a payment has started. */
export function abortSmart(engine: Engine, id: string): StoredSmart {
  const smart = loadSmart(engine, id);
  for (const payment of paymentsOf(smart)) dropPayment(engine, payment);
  return stepSmart(engine, smart, 'abort');
}
