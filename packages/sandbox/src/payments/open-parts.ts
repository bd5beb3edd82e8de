import type { SecupayTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { reference } from '../call/objects.ts';
import { adoptContract } from '../parties/contracts.ts';
import { paymentMethod } from '../states/payment-methods.ts';
import { openPayment } from './open-payment.ts';
import { PAYMENTS, savePayment, type Payment } from './payment.ts';

/** A part of a mixed basket, which another contract is paid for. */
export interface BasketPart {
  /** In minor units. */
  readonly amount: number;
  readonly contract?: string | null | undefined;
  /** The merchant's key of the part. */
  readonly key?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** Opens a payment for each part of a mixed basket, linked to the leading one. */
export function openParts(engine: Engine, leading: Payment, baskets: readonly BasketPart[]): Payment {
  if (baskets.length === 0) return leading;
  const parts = baskets.map((basket) => openPart(engine, leading, basket).record.id);
  return savePayment(engine, { ...leading, record: { ...leading.record, parts } });
}

function openPart(engine: Engine, { shown, record }: Payment, basket: BasketPart): Payment {
  const { amount, contract: contractId, key, description } = basket;
  const contract = adoptContract(engine, contractId ?? undefined);
  const part = openPayment(engine, {
    method: paymentMethod(record.method)!,
    amount,
    currency: shown.currency ?? 'EUR',
    contract: contract.id,
    merchant: contract.merchant?.id ?? shown.merchant!.id,
    demo: record.demo,
    description: description ?? shown.description ?? '',
    fields: {
      parents: [{ object: PAYMENTS, id: shown.id, trans_id: shown.trans_id ?? null }],
      related_transactions: [{ object: PAYMENTS, id: shown.id, trans_id: shown.trans_id ?? null, hierarchy: 'parent' }],
      ...(key != null && { reference_id: key }),
      ...(shown.customer != null && { customer: shown.customer }),
      ...(shown.order_id != null && { order_id: shown.order_id }),
      ...(shown.payment_data != null && { payment_data: shown.payment_data }),
    },
    record: { outcome: record.outcome, ...(record.pushUrl !== undefined && { pushUrl: record.pushUrl }) },
  });
  // In the old format, a part is known by the hash of the whole and its own number.
  const transaction_hash = `${shown.transaction_hash}_${part.shown.trans_id}`;
  const { pushAs, old } = record;
  return savePayment(engine, {
    shown: { ...part.shown, transaction_hash },
    record: {
      ...part.record,
      ...(pushAs && { pushAs: reference(pushAs.object, transaction_hash) }),
      ...(old && { old: oldPart(old) }),
    },
  });
}

/** What a part has in common with the whole. */
const oldPart = ({ object, customer, payment_action }: Partial<SecupayTransaction>): Partial<SecupayTransaction> => ({
  ...(object !== undefined && { object }),
  ...(customer && { customer }),
  ...(payment_action !== undefined && { payment_action }),
});
