import type { PaymentTransaction, SecupayTransaction, SmartTransactionCallbackUrlsInput } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { notFound } from '../engine/exception.ts';
import { load, save, type Reference } from '../call/objects.ts';
import { PAYMENT_METHODS } from '../states/payment-methods.ts';
import { COMPLETED_DEMO, PAYMENT_STATES, type PaymentStateName, type PaymentShow } from '../states/payment-steps.ts';
import type { Store, Stored } from '../store/store.ts';
import type { Outcome } from './outcomes.ts';

export const PAYMENTS = 'payment.transactions';
const RECORDS = '_payments';
/** Other names of payments: their hash and their number. */
const NAMES = '_payment-names';

/** What the sandbox knows of a payment beside what the API shows. */
export interface PaymentRecord extends Stored {
  readonly state: PaymentStateName;
  /** What is left after refunds, in minor units. */
  readonly left: number;
  readonly method: string;
  readonly outcome: Outcome;
  /** Whether it is a demo: a completed one has a number of its own. */
  readonly demo: boolean;
  /** The Smart Transaction that it pays. */
  readonly smart?: string;
  /** The payments that were split off for parts of a mixed basket. */
  readonly parts?: readonly string[];
  /** Where its pushes go. */
  readonly pushUrl?: string;
  /** What its pushes name; by default, the Payment Transaction. */
  readonly pushAs?: Reference;
  /** Whether it was lowered while it was only authorised, which is possible once. */
  readonly lowered?: true;
  /** Where a page of the bank sends the payer back to. */
  readonly returnUrls?: SmartTransactionCallbackUrlsInput;
  /** IBAN or number of what was paid with; never shown as it is. */
  readonly account?: string;
  /** What only the old format shows. Objects are links here. */
  readonly old?: Partial<SecupayTransaction>;
  /** Id of the invoice that is attached. */
  readonly invoice?: string;
  /** The payout that it pays. */
  readonly payout?: string;
  /** The subscription that it is a charge of. */
  readonly subscription?: string;
}

/** A payment and what the sandbox knows of it. */
export interface Payment {
  readonly shown: PaymentTransaction;
  readonly record: PaymentRecord;
}

/** @throws ApiException 404 */
export function loadPayment(engine: Pick<Engine, 'store'>, id: string): Payment {
  const shown = load<PaymentTransaction>(engine, PAYMENTS, id);
  return { shown, record: engine.store.get<PaymentRecord>(RECORDS, id) ?? recordFrom(shown) };
}

/** What follows from what is shown, for a payment that was seeded. */
function recordFrom({ id, amount, product_id, status, details }: PaymentTransaction): PaymentRecord {
  const states = Object.entries(PAYMENT_STATES) as [PaymentStateName, PaymentShow][];
  const [state] =
    states.find(([, shown]) => shown.status_simple === details?.status_simple && shown.status === status) ??
    states.find(([, shown]) => shown.status_simple === details?.status_simple) ??
    states.find(([, shown]) => shown.status === status) ??
    states[0]!;
  const method = PAYMENT_METHODS.find(
    (one) => product_id != null && [one.productId, one.demoProductId].includes(product_id),
  );
  const left = state === 'void' || state === 'refunded' || state === 'denied' ? 0 : (amount ?? 0);
  return { id, state, left, method: method?.name ?? 'debit', outcome: 'approve', demo: status === 11 };
}

/**
 * A payment by its id, its hash of the old format, or its number.
 *
 * @throws ApiException 404
 */
export function findPayment(engine: Pick<Engine, 'store'>, id: string): Payment {
  if (engine.store.has(PAYMENTS, id)) return loadPayment(engine, id);
  const named =
    engine.store.get<{ payment: string }>(NAMES, id) ?? engine.store.get<{ payment: string }>(NAMES, `number ${id}`);
  if (!named) throw notFound(PAYMENTS, id);
  return loadPayment(engine, named.payment);
}

/** @throws ApiException 404 */
export function paymentByNumber(engine: Pick<Engine, 'store'>, number: number | undefined): Payment {
  return findPayment(engine, String(number));
}

/** Whether a payment has this number. */
export const isNumberTaken = ({ store }: Pick<Engine, 'store'>, number: number): boolean =>
  store.has(NAMES, `number ${number}`);

/** Stores a payment: what it shows follows from its state. */
export function savePayment(engine: Engine, { shown, record }: Payment): Payment {
  const { word: _word, ...texts } = PAYMENT_STATES[record.state];
  const status = texts.status === 6 && record.demo && record.state === 'completed' ? COMPLETED_DEMO : texts.status;
  const { amount = 0 } = shown;
  const saved = save(engine, PAYMENTS, {
    ...shown,
    status,
    status_text: texts.status_text,
    details: {
      amount,
      cleared: (shown.incoming_payment_date ?? shown.payout_date) == null ? 'open' : 'cleared',
      status,
      status_text: texts.status_text,
      status_simple: texts.status_simple,
      status_simple_text: texts.status_simple_text,
      description: shown.description ?? null,
      description_raw: shown.description_raw ?? null,
    },
  });
  keep(engine.store, saved, record);
  return { shown: saved, record };
}

/** Tells the merchant about a payment, under the name that they know. */
export function pushPayment(engine: Pick<Engine, 'pushes'>, { shown, record }: Payment, type?: 'added'): void {
  const { object, id } = record.pushAs ?? { object: PAYMENTS, id: shown.id };
  engine.pushes.notify(record.pushUrl, object, id, type);
}

/** Stores a payment that exists already, as it is shown. */
export function adoptPayment(
  store: Store,
  shown: PaymentTransaction,
  known: Pick<PaymentRecord, 'state' | 'method' | 'smart'>,
): void {
  store.put(PAYMENTS, shown);
  keep(store, shown, { id: shown.id, left: shown.amount ?? 0, outcome: 'approve', demo: true, ...known });
}

/** Keeps what the API does not show, and the other names of the payment. */
function keep(store: Store, { id, transaction_hash, trans_id }: PaymentTransaction, record: PaymentRecord): void {
  store.put(RECORDS, record);
  for (const name of [transaction_hash, `number ${trans_id}`])
    if (name != null) store.put(NAMES, { id: name, payment: id } as Stored);
}
