import type { PaymentTransaction } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { reference } from '../call/objects.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { isNumberTaken, PAYMENTS, savePayment, type Payment, type PaymentRecord } from './payment.ts';

/** The first number of a transaction, as in documented responses. */
const FIRST_NUMBER = 40817264;

/** What a payment is about. */
export interface NewPayment {
  readonly method: PaymentMethod;
  /** In minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly contract: string;
  readonly merchant: string;
  readonly demo: boolean;
  readonly description: string;
  /** Known since the Smart Transaction was created, or new. */
  readonly number?: number | undefined;
  readonly fields?: Partial<PaymentTransaction>;
  readonly record: Pick<PaymentRecord, 'outcome'> & Partial<PaymentRecord>;
}

/** The next number of a transaction: the purpose of a transfer is `TA` and this number. */
export function nextNumber(engine: Pick<Engine, 'ids' | 'store'>): number {
  const number = engine.ids.number('transactions', FIRST_NUMBER);
  // Payments that were there from the start have theirs.
  return isNumberTaken(engine, number) ? nextNumber(engine) : number;
}

/** Opens a payment: nothing is approved yet. */
export function openPayment(engine: Engine, opened: NewPayment): Payment {
  const { method, amount, currency, demo, description, number = nextNumber(engine) } = opened;
  const id = engine.ids.id('PCI_');
  const shown: PaymentTransaction = {
    object: PAYMENTS,
    id,
    created: isoTime(engine.clock.now()),
    merchant: reference('general.merchants', opened.merchant),
    contract: reference('general.contracts', opened.contract),
    related_transactions: [],
    trans_id: number,
    product_id: (demo ? method.demoProductId : undefined) ?? method.productId,
    product: demo ? `${method.product} (demo)` : method.product,
    product_raw: demo ? `${method.productGerman} Demo` : method.productGerman,
    zahlungsmittel_id: 0,
    amount,
    currency,
    description,
    description_raw: description,
    accrual: false,
    transaction_hash: `${engine.ids.hash(12)}${number}`,
    ...opened.fields,
  };
  const record: PaymentRecord = { id, state: 'open', left: amount, method: method.name, demo, ...opened.record };
  return savePayment(engine, { shown, record });
}
