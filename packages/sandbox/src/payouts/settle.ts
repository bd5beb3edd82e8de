import type { GeneralMerchant, PaymentPayout, PaymentTransaction } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { create, reference } from '../call/objects.ts';
import { contractPushUrl } from '../parties/contracts.ts';
import { nextNumber } from '../payments/open-payment.ts';
import { loadPayment, PAYMENTS, type Payment } from '../payments/payment.ts';
import { stepPayment } from '../payments/step-payment.ts';
import { PAYMENT_STATES, PAYMENT_STEPS } from '../states/payment-steps.ts';
import { findStep } from '../states/steps.ts';
import { PAYOUTS, sumsOf } from './payout.ts';

/** A payment with what its merchant gets of it: the leading payment of a mixed basket has what no part has. In minor units. */
interface Share {
  readonly payment: Payment;
  readonly amount: number;
  readonly left: number;
}

const isPayable = ({ shown, record }: Payment): boolean =>
  findStep(PAYMENT_STEPS, 'pay-out', record.state) !== undefined &&
  !shown.accrual &&
  record.left > 0 &&
  record.payout === undefined;

/** The payments whose money their merchants can have. Parts of mixed baskets come with the leading payment. */
export function payable(engine: Pick<Engine, 'store'>): Payment[] {
  const payments = Array.from(engine.store.all<PaymentTransaction>(PAYMENTS), ({ id }) => loadPayment(engine, id));
  const parts = new Set(payments.flatMap(({ record }) => record.parts ?? []));
  return payments.filter((payment) => isPayable(payment) && !parts.has(payment.shown.id));
}

/**
 * Pays payments out to their merchants: one payout for each contract and currency.
 *
 * @returns The ids of the payouts.
 * @throws ApiException when the money is not there, or is withheld.
 */
export function settle(engine: Engine, payments: readonly Payment[]): string[] {
  const shares = payments.flatMap((payment) => {
    if (!isPayable(payment)) throw notPossible(`${payment.shown.id} cannot be paid out, or is withheld`);
    return sharesOf(engine, payment);
  });
  // Parts before the payment that leads them, which would take them along.
  const payout_date = isoTime(engine.clock.now());
  for (const { payment } of shares) stepPayment(engine, payment.shown.id, 'pay-out', { payout_date });
  const groups = new Map<string, Share[]>();
  for (const share of shares) {
    const { contract, currency } = share.payment.shown;
    const key = `${contract?.id} ${currency}`;
    groups.set(key, [...(groups.get(key) ?? []), share]);
  }
  return Array.from(groups.values(), (group) => payOut(engine, group));
}

function sharesOf(engine: Engine, leading: Payment): Share[] {
  const parts = (leading.record.parts ?? []).map((part) => loadPayment(engine, part));
  const sum = (of: (part: Payment) => number): number => parts.reduce((before, part) => before + of(part), 0);
  const own: Share = {
    payment: leading,
    amount: (leading.shown.amount ?? 0) - sum(({ shown }) => shown.amount ?? 0),
    left: leading.record.left - sum(({ record }) => record.left),
  };
  const others = parts
    .filter(isPayable)
    .map((payment): Share => ({ payment, amount: payment.shown.amount ?? 0, left: payment.record.left }));
  return [...others, own];
}

function payOut(engine: Engine, shares: readonly Share[]): string {
  const { merchant, contract, currency } = shares[0]!.payment.shown;
  const volume = shares.reduce((sum, { amount }) => sum + amount, 0);
  const left = shares.reduce((sum, share) => sum + share.left, 0);
  const number = nextNumber(engine);
  const known = engine.store.get<GeneralMerchant>('general.merchants', merchant?.id ?? '');
  const { status, status_simple, status_simple_text } = PAYMENT_STATES['paid-out'];
  const payout = {
    store_name: null,
    ...(merchant?.id !== undefined && { merchant: reference('general.merchants', merchant.id) }),
    trans_id: number,
    amount: volume,
    currency: currency ?? 'EUR',
    date: isoTime(engine.clock.now()),
    simple_status_id: status_simple,
    simple_status_description: status_simple_text,
    receiver: known?.user?.companyname ?? known?.user?.name ?? null,
    purpose: `TA ${number}`,
    trans_status_id: status,
    documents: [],
    product_id: null,
    ...sumsOf(volume, left),
  } satisfies Partial<PaymentPayout>;
  const { id } = create(engine, PAYOUTS, 'POI_', payout);
  engine.pushes.notify(contractPushUrl(engine, contract?.id ?? ''), PAYOUTS, id, 'added');
  return id;
}
