import type { SmartTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { methodUnavailable, notPossible } from '../engine/exception.ts';
import { isComplete, type Customer } from '../parties/customers.ts';
import type { Outcome } from '../payments/outcomes.ts';
import { loadPayment, savePayment, type Payment } from '../payments/payment.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { assertStep, loadSmart, paymentsOf, type StoredSmart } from './smart-transaction.ts';
import { approve, methodNamed, openAttempt, redirectPayer, type Payer } from './pay-smart.ts';

/** What comes of what the payer does on a page: an outcome, as test data choose it, or the payer gives up. */
export type CheckoutResult = Outcome | 'abort';

/** What the payer does on the hosted checkout. */
export interface CheckoutInput extends Payer {
  /** Such as `debit`. */
  readonly method: string;
  /** By default, test data decide. */
  readonly result?: CheckoutResult;
}

/** Who pays, if neither the sale nor the input says so: the page would have asked. */
const PAYER = {
  contact: {
    forename: 'Erika',
    surname: 'Beispiel',
    email: 'erika@example.com',
    address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
  },
} as const;
const ACCOUNT = {
  type: 'bank_account',
  private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' },
} as const;

/**
 * The payer uses the hosted checkout: chooses a method, enters what is missing, and pays or gives up.
 *
 * @returns Where the page sends the payer; `null` if the sale has no such URL.
 * @throws ApiException when the sale cannot be paid any more, or not by this method.
 */
export function payAtCheckout(engine: Engine, id: string, input: CheckoutInput): { readonly redirect: string | null } {
  if (input.result === 'abort') return { redirect: returnUrl(openSale(engine, id), 'abort') };
  const { smart, payment, method } = openChosen(engine, id, input);
  return finish(engine, smart, payment, method, input.result);
}

/**
 * The payer has chosen a method that is confirmed on a page of the bank or of PayPal, and goes there.
 *
 * @throws ApiException as {@link payAtCheckout}.
 */
export function leaveForBank(engine: Engine, id: string, input: CheckoutInput): void {
  redirectPayer(engine, openChosen(engine, id, input).smart);
}

function openSale(engine: Engine, id: string): StoredSmart {
  const smart = loadSmart(engine, id);
  assertStep(smart, 'approve');
  return smart;
}

function openChosen(engine: Engine, id: string, input: CheckoutInput) {
  const smart = openSale(engine, id);
  const method = methodNamed(input.method);
  if (!smart.payment_links?.[method.name]) throw methodUnavailable(`${id} does not offer ${method.name}`);
  return { method, ...openAttempt(engine, id, method, withDefaults(smart, method, input)) };
}

/**
 * The payer confirms, or declines, on a page of the bank or of PayPal, to which `iframe_url` has led.
 *
 * @throws ApiException when nothing waits for a confirmation.
 */
export function confirmPayment(
  engine: Engine,
  id: string,
  result?: CheckoutResult,
): { readonly redirect: string | null } {
  const { iframe_url, ...smart } = loadSmart(engine, id);
  const [waiting] = paymentsOf(smart);
  if (!iframe_url || waiting === undefined) throw notPossible(`${id} does not wait for a confirmation`);
  const payment = loadPayment(engine, waiting);
  if (payment.record.state !== 'open') throw notPossible(`${waiting} is ${payment.record.state}`);
  const { redirect } = finish(engine, smart, payment, methodNamed(smart.payment_method), result);
  const { success_url, failure_url } = payment.record.returnUrls ?? {};
  return { redirect: (loadSmart(engine, id).status === 'failed' ? failure_url : success_url) ?? redirect };
}

/** What the payer does decides before test data. */
export function outcomeWith(result: CheckoutResult | undefined, known: Outcome): Outcome {
  if (result === undefined) return known;
  return result === 'abort' ? 'decline' : result;
}

function finish(
  engine: Engine,
  smart: StoredSmart,
  payment: Payment,
  method: PaymentMethod,
  result: CheckoutResult | undefined,
): { readonly redirect: string | null } {
  const outcome = outcomeWith(result, payment.record.outcome);
  const decided = savePayment(engine, { ...payment, record: { ...payment.record, outcome } });
  approve(engine, smart, decided, method);
  const after = loadSmart(engine, smart.id);
  return { redirect: returnUrl(after, after.status === 'failed' ? 'error' : 'success') };
}

function withDefaults(smart: StoredSmart, method: PaymentMethod, input: CheckoutInput): Payer {
  const known = (smart.customer as Customer | undefined)?.contact;
  return {
    ...(input.customer ? { customer: input.customer } : !isComplete(known) && { customer: PAYER }),
    ...(input.container
      ? { container: input.container }
      : method.name === 'debit' && !smart.container && { container: ACCOUNT }),
  };
}

/** Where a page sends the payer. Without a URL for giving up, the platform uses that for failures. */
export function returnUrl(
  { application_context }: SmartTransaction,
  kind: 'success' | 'error' | 'abort',
): string | null {
  const { url_success, url_error, url_abort } = application_context?.return_urls ?? {};
  if (kind === 'success') return url_success ?? null;
  return (kind === 'abort' ? (url_abort ?? url_error) : url_error) ?? null;
}
