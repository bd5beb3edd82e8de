import type { Engine } from '../engine/engine.ts';
import { ApiException } from '../engine/exception.ts';
import { merchantName } from '../parties/merchant-names.ts';
import { findPayment, loadPayment, type Payment } from '../payments/payment.ts';
import { confirmSecupay } from '../smart/confirm-secupay.ts';
import { confirmPayment, type CheckoutResult } from '../smart/hosted-checkout.ts';
import { paymentsOf } from '../smart/smart-transaction.ts';
import { PAYMENT_METHODS, paymentMethod, type PaymentMethod } from '../states/payment-methods.ts';
import type { PaymentStateName } from '../states/payment-steps.ts';
import type { End } from './end-page.ts';
import type { Paid } from './layout.ts';
import { money } from './money.ts';
import { findSale, paidFor } from './sale.ts';
import { endOf } from './sale-ends.ts';
import { ENGLISH } from './texts/english.ts';

/** A payment that the payer confirms on a page of the bank or of PayPal. */
export interface Confirmation {
  /** In the path of the page: that of the Smart Transaction, or the hash of a payment without one. */
  readonly id: string;
  /** Id of the payment. */
  readonly payment: string;
  readonly paid: Paid;
  readonly method: PaymentMethod;
  readonly testData: Payment['record']['outcome'];
  readonly isWaiting: boolean;
  readonly end: End;
  /** @returns Where the payer returns to. */
  readonly confirm: (result?: CheckoutResult) => { readonly redirect: string | null };
}

/** @returns `undefined` for an id without a payment. */
export function findConfirmation(engine: Engine, id: string): Confirmation | undefined {
  return confirmationOfSale(engine, id) ?? confirmationOfPayment(engine, id);
}

function confirmationOfSale(engine: Engine, id: string): Confirmation | undefined {
  const sale = findSale(engine, id);
  const [payment] = sale ? paymentsOf(sale.smart) : [];
  if (!sale || payment === undefined) return undefined;
  const { shown, record } = loadPayment(engine, payment);
  const { success_url, failure_url } = record.returnUrls ?? {};
  const paid = paidFor(sale);
  const end = endOf(engine, sale);
  const returnUrl = (sale.wasDeclined ? failure_url : success_url) ?? end.returnUrl;
  return {
    id,
    payment,
    paid: {
      ...paid,
      amount: money(shown.amount ?? 0, sale.currency, sale.texts.language),
      returnUrls: [...paid.returnUrls, success_url, failure_url],
    },
    method: methodOf(record.method),
    testData: record.outcome,
    isWaiting: Boolean(sale.smart.iframe_url) && record.state === 'open',
    end: { ...end, returnUrl },
    confirm: (result) => confirmPayment(engine, id, result),
  };
}

function confirmationOfPayment(engine: Engine, id: string): Confirmation | undefined {
  const payment = paymentWithHash(engine, id);
  if (!payment?.record.old?.iframe_url) return undefined;
  const { shown, record } = payment;
  const { url_success, url_failure } = record.old?.redirect_url ?? {};
  const merchant = merchantName(engine, shown.merchant?.id ?? '');
  const amount = money(shown.amount ?? 0, shown.currency ?? 'EUR', ENGLISH.language);
  return {
    id,
    payment: shown.id,
    paid: {
      texts: ENGLISH,
      merchant,
      amount,
      isDemo: record.demo,
      returnUrls: [url_success, url_failure],
    },
    method: methodOf(record.method),
    testData: record.outcome,
    isWaiting: record.state === 'open',
    end: isUnpaid(record.state)
      ? { title: ENGLISH.declinedTitle, text: ENGLISH.declined, returnUrl: url_failure }
      : { ...successOf(record.state, amount, merchant), returnUrl: url_success },
    confirm: (result) => confirmSecupay(engine, shown.id, result),
  };
}

const isUnpaid = (state: PaymentStateName): boolean => state === 'open' || state === 'denied' || state === 'void';

function successOf(state: PaymentStateName, amount: string, merchant: string): End {
  if (state === 'authorised') return { title: ENGLISH.approvedTitle, text: ENGLISH.approved(amount, merchant) };
  if (state === 'checking') return { title: ENGLISH.checkTitle, text: ENGLISH.check(merchant) };
  return { title: ENGLISH.paidTitle, text: ENGLISH.paid(amount, merchant) };
}

/** Only by its hash, which cannot be guessed: its number leads to no page. */
function paymentWithHash(engine: Engine, hash: string): Payment | undefined {
  try {
    const payment = findPayment(engine, hash);
    return payment.shown.transaction_hash === hash ? payment : undefined;
  } catch (error) {
    if (error instanceof ApiException && error.status === 404) return undefined;
    throw error;
  }
}

const methodOf = (name: string): PaymentMethod => paymentMethod(name) ?? PAYMENT_METHODS[0]!;
