import type { PaymentContainer, SecupayTransaction, SmartTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { PAYMENT_STATES } from '../states/payment-steps.ts';
import { PAYMENTS, type Payment } from './payment.ts';

/** A payment as the older API shows it: under its hash, with its state as a word. */
export function oldFormat(engine: Pick<Engine, 'store'>, { shown, record }: Payment): SecupayTransaction {
  const smart = engine.store.get<SmartTransaction>('smart.transactions', record.smart ?? '');
  const container = engine.store.get<PaymentContainer>('payment.containers', smart?.container?.id ?? '');
  const products = smart?.basket?.products ?? [];
  return {
    object: PAYMENTS,
    id: shown.transaction_hash ?? shown.id,
    trans_id: shown.trans_id ?? null,
    payment_id: shown.id,
    status: PAYMENT_STATES[record.state].word as SecupayTransaction['status'],
    amount: shown.amount ?? 0,
    currency: shown.currency ?? 'EUR',
    purpose: shown.description ?? null,
    order_id: shown.order_id ?? null,
    transaction_status: shown.status ?? null,
    accrual: shown.accrual ?? false,
    payment_action: record.state === 'authorised' ? 'authorization' : 'sale',
    ...(smart?.customer?.id !== undefined && {
      customer: smart.customer as NonNullable<SecupayTransaction['customer']>,
    }),
    ...(products.length > 0 && {
      basket: products.map(({ item_type, articleNumber, desc, ean, quantity, priceOne, tax }) => ({
        item_type: item_type ?? 'article',
        article_number: articleNumber == null ? null : String(articleNumber),
        name: desc ?? '',
        ean: ean ?? null,
        quantity: quantity ?? 1,
        price: priceOne ?? 0,
        total: (quantity ?? 1) * (priceOne ?? 0),
        tax: String(tax ?? ''),
      })),
    }),
    ...(container?.public && {
      used_payment_instrument: { type: 'bank_account', data: container.public },
    }),
  } as SecupayTransaction;
}
