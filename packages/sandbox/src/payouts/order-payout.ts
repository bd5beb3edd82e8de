import type { PaymentPayout, SecupayPayout, SecupayTransaction } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { reference } from '../call/objects.ts';
import { contractPushUrl, type Contract } from '../parties/contracts.ts';
import { executePayment } from '../payments/execute-payment.ts';
import { openPayment } from '../payments/open-payment.ts';
import { takeOrderId } from '../payments/order-ids.ts';
import { outcomeOf } from '../payments/outcomes.ts';
import { savePayment, type Payment } from '../payments/payment.ts';
import { OLD_TRANSFER_ACCOUNT } from '../payments/transfer-instructions.ts';
import { paymentMethod } from '../states/payment-methods.ts';
import { PAYMENT_STATES } from '../states/payment-steps.ts';
import { loadOrder, PAYOUTS, saveOrder, statusOf, sumsOf, type PayoutOrder } from './payout.ts';

const MOST_ITEMS = 200;

export interface NewPayout {
  readonly contract: Contract;
  /** In minor units; the sum of all items. */
  readonly amount: number;
  readonly currency: string;
  readonly purpose: string;
  /** Of the transaction. @default the next one */
  readonly number?: number;
  readonly orderId?: string | undefined;
  readonly demo?: boolean;
  readonly pushUrl?: string | undefined;
  /** Whom it goes to, if it is only one. */
  readonly receiver?: string | null | undefined;
  readonly order: Omit<PayoutOrder, 'id'>;
}

/** @throws ApiException when the items do not make up the amount. */
export function checkItems(amounts: readonly (number | undefined)[], total: number | undefined): number {
  if (amounts.length === 0) throw invalid('A payout needs an item');
  if (amounts.length > MOST_ITEMS) throw invalid(`A payout has up to ${MOST_ITEMS} items, not ${amounts.length}`);
  if (amounts.some((amount = 0) => amount <= 0)) throw invalid('Each item must be more than 0');
  const sum = amounts.reduce<number>((before, amount = 0) => before + amount, 0);
  if (sum !== total) throw invalid(`The items add up to ${sum}, which is not the amount ${total}`);
  return sum;
}

/**
 * Opens a payout, which waits for the money that covers it.
 *
 * @throws ApiException for an order number that was used before.
 */
export function orderPayout(engine: Engine, input: NewPayout): Payment {
  const { contract, amount, currency, purpose, orderId, demo = false, receiver = null } = input;
  takeOrderId(engine, contract.id, orderId);
  const id = engine.ids.id('POI_');
  const method = paymentMethod('payout')!;
  const pushUrl = input.pushUrl ?? contractPushUrl(engine, contract.id);
  saveOrder(engine, { id, ...input.order });
  const { shown } = openPayment(engine, {
    method,
    amount,
    currency,
    contract: contract.id,
    merchant: contract.merchant?.id ?? '',
    demo,
    description: purpose,
    number: input.number,
    fields: {
      product: method.product,
      product_raw: method.productGerman,
      ...(orderId !== undefined && { order_id: orderId }),
    },
    record: {
      payout: id,
      outcome: outcomeOf({ amount }),
      pushAs: reference(PAYOUTS, id),
      old: { object: 'payment.secupaypayout' } as Partial<SecupayTransaction>,
    },
  });
  // The merchant who orders it knows that it waits: the first push says that it is executed.
  const waiting = executePayment(engine, shown.id, method);
  const payout: Partial<PaymentPayout> = {
    object: PAYOUTS,
    id,
    store_name: null,
    ...(contract.merchant && { merchant: reference(contract.merchant.object, contract.merchant.id) }),
    trans_id: waiting.shown.trans_id ?? null,
    amount,
    currency,
    date: isoTime(input.order.executionTime ?? engine.clock.now()),
    ...statusOf(waiting),
    receiver,
    purpose,
    documents: [],
    product_id: method.productId,
    ...sumsOf(amount),
  };
  engine.store.put(PAYOUTS, payout as PaymentPayout);
  return savePayment(engine, {
    ...waiting,
    record: { ...waiting.record, ...(pushUrl !== undefined && { pushUrl }) },
  });
}

/** A payout as the older resource shows it. */
export function showSecupayPayout(engine: Pick<Engine, 'store'>, { shown, record }: Payment): SecupayPayout {
  const { transaction_list } = loadOrder(engine, record.payout!);
  return {
    object: 'payment.secupaypayout',
    id: shown.transaction_hash ?? shown.id,
    trans_id: shown.trans_id ?? null,
    payment_id: shown.id,
    status: record.state === 'awaiting-transfer' ? 'pending' : PAYMENT_STATES[record.state].word,
    amount: shown.amount ?? null,
    currency: shown.currency ?? 'EUR',
    purpose: shown.description ?? null,
    order_id: shown.order_id ?? null,
    transaction_status: shown.status ?? null,
    ...(transaction_list && { transaction_list: [...transaction_list] }),
    transfer_purpose: `TA ${shown.trans_id}`,
    transfer_account: OLD_TRANSFER_ACCOUNT,
  };
}
