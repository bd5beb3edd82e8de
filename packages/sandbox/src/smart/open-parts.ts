import type { SmartTransaction, SmartTransactionBasketProduct } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { adoptContract } from '../parties/contracts.ts';
import { openPayment } from '../payments/open-payment.ts';
import { PAYMENTS, savePayment, type Payment } from '../payments/payment.ts';
import { paymentMethod } from '../states/payment-methods.ts';

/** Opens a payment for each sub-basket of a mixed basket, linked to the leading one. */
export function openParts(engine: Engine, smart: SmartTransaction, leading: Payment): void {
  const baskets = (smart.basket?.products ?? []).filter(({ item_type }) => item_type === 'sub_transaction');
  if (baskets.length === 0) return;
  const parts = baskets.map((basket) => openPart(engine, leading, basket).record.id);
  savePayment(engine, { ...leading, record: { ...leading.record, parts } });
}

function openPart(engine: Engine, { shown, record }: Payment, basket: SmartTransactionBasketProduct): Payment {
  const { sum, contract_id, reference_id, desc } = basket;
  const contract = adoptContract(engine, contract_id ?? undefined);
  const part = openPayment(engine, {
    method: paymentMethod(record.method)!,
    amount: sum ?? 0,
    currency: shown.currency ?? 'EUR',
    contract: contract.id,
    merchant: contract.merchant?.id ?? shown.merchant!.id,
    demo: record.demo,
    description: desc ?? shown.description ?? '',
    fields: {
      parents: [{ object: PAYMENTS, id: shown.id, trans_id: shown.trans_id ?? null }],
      related_transactions: [{ object: PAYMENTS, id: shown.id, trans_id: shown.trans_id ?? null, hierarchy: 'parent' }],
      ...(reference_id != null && { reference_id }),
      ...(shown.customer != null && { customer: shown.customer }),
      ...(shown.order_id != null && { order_id: shown.order_id }),
      ...(shown.payment_data != null && { payment_data: shown.payment_data }),
    },
    record: { outcome: record.outcome, ...(record.pushUrl !== undefined && { pushUrl: record.pushUrl }) },
  });
  // In the old format, a part is known by the hash of the whole and its own number.
  const transaction_hash = `${shown.transaction_hash}_${part.shown.trans_id}`;
  return savePayment(engine, { ...part, shown: { ...part.shown, transaction_hash } });
}
