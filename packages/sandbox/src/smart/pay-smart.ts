import type { PaymentContainer, SmartTransaction, SmartTransactionStartInput } from '@secuconnect/api';
import { ApiException, invalid, methodUnavailable, notPossible } from '../engine/exception.ts';
import type { Engine } from '../engine/engine.ts';
import { Answer, type Call } from '../call/call.ts';
import { chargeable, containerOf, groupedIban, type ContainerInput, type Instrument } from '../parties/containers.ts';
import { adoptContract, contractPushUrl } from '../parties/contracts.ts';
import { customerOf, isComplete, nameOf, type Customer } from '../parties/customers.ts';
import { dropPayment } from '../payments/drop-payment.ts';
import { executePayment } from '../payments/execute-payment.ts';
import { openParts, type BasketPart } from '../payments/open-parts.ts';
import { openPayment } from '../payments/open-payment.ts';
import { outcomeOf } from '../payments/outcomes.ts';
import type { Payment } from '../payments/payment.ts';
import { stepPayment } from '../payments/step-payment.ts';
import { transferInstructions } from '../payments/transfer-instructions.ts';
import { paymentMethod, type PaymentMethod } from '../states/payment-methods.ts';
import { assertSubscribable, isSubscribing } from '../subscriptions/subscribe.ts';
import { followPayment } from './follow-payment.ts';
import {
  assertStep,
  loadSmart,
  paymentsOf,
  pushUrlOf,
  showSmart,
  stepSmart,
  type StoredSmart,
} from './smart-transaction.ts';

/** Wallets confirm in the shop, so that no other page is needed. */
const WALLETS = new Set(['googlepay', 'applepay']);

/** A sale with what the payer said when paying, and the payment that was opened for it. */
interface Attempt {
  readonly smart: StoredSmart;
  readonly payment: Payment;
  readonly container: PaymentContainer | undefined;
}

/** What a payer says when paying. */
export type Payer = Pick<SmartTransactionStartInput, 'customer' | 'container' | 'callback_urls'>;

/**
 * Opens a payment for a sale. It replaces one that was opened before.
 *
 * @param due What is to be paid, in minor units; by default, the sum of the basket.
 */
export function openAttempt(engine: Engine, id: string, method: PaymentMethod, payer: Payer, due?: number): Attempt {
  // A page of an earlier attempt leads nowhere any more.
  const { iframe_url: _url, ...smart } = withPayer(engine, loadSmart(engine, id), payer);
  assertStep(smart, 'approve');
  if (!isAllowed(smart, method)) throw methodUnavailable(`${method.name} is not available for ${id}`);
  const amount = due ?? smart.basket_info?.sum ?? 0;
  assertSubscribable(engine, smart, method.name);
  if (amount < 0 || (amount === 0 && !isSubscribing(smart))) throw notPossible(`${id} has no sum to pay`);
  const contact = (smart.customer as Customer | undefined)?.contact;
  // The platform says no more than this.
  if (method.scores && !isComplete(contact)) throw invalid('Invalid customer data');
  const container = containerFor(engine, smart, method);
  const instrument = instrumentOf(container);
  if (method.name === 'debit' && instrument?.iban === undefined) throw invalid('A debit needs a bank account', 1004);
  for (const earlier of paymentsOf(smart)) dropPayment(engine, earlier);

  const pushUrl = pushUrlOf(smart) ?? contractPushUrl(engine, smart.contract?.id ?? '');
  const leading = openPayment(engine, {
    method,
    amount,
    currency: smart.basket_info?.currency ?? 'EUR',
    contract: smart.contract?.id ?? '',
    merchant: smart.merchant?.id ?? '',
    demo: smart.is_demo ?? false,
    description: smart.transactionRef ?? '',
    number: paymentsOf(smart).length === 0 ? (smart.trans_id ?? undefined) : undefined,
    fields: {
      accrual: smart.payment_context?.accrual ?? false,
      ...(contact && { customer: nameOf(contact) }),
      ...(instrument?.iban !== undefined && {
        payment_data: groupedIban(instrument.iban),
        account_owner: instrument.owner ?? null,
      }),
      ...(smart.merchantRef != null && { order_id: smart.merchantRef }),
    },
    record: {
      smart: id,
      outcome: outcomeOf({ surname: contact?.surname, amount, iban: instrument?.iban, card: instrument?.pan }),
      ...(pushUrl !== undefined && { pushUrl }),
      ...(instrument?.iban !== undefined && { account: instrument.iban }),
      ...(payer.callback_urls && { returnUrls: payer.callback_urls }),
    },
  });
  const payment = openParts(engine, leading, partsOf(smart));
  const { trans_id = null } = payment.shown;
  const linked = {
    payment_method: method.name,
    trans_id,
    transactions: [{ object: payment.shown.object, id: payment.shown.id }],
  };
  return { smart: { ...smart, ...linked } as StoredSmart, payment, container };
}

/** `prepare`: asks the payer, or the bank, for approval; takes the money only if the sale says so. */
export function prepare(call: Call, id: string, method: PaymentMethod): unknown {
  if (!method.prepares) throw methodUnavailable(`${method.name} cannot be prepared`);
  const { smart, payment, container } = openAttempt(call, id, method, call.body as Payer);
  if (method.redirects && !WALLETS.has(container?.type ?? '')) return showSmart(call, redirectPayer(call, smart));
  return approve(call, smart, payment, method);
}

/** The payer confirms on a page of the bank or of PayPal. */
export const redirectPayer = (engine: Engine, smart: StoredSmart): StoredSmart =>
  stepSmart(engine, smart, 'redirect', { iframe_url: `${engine.settings.publicUrl}/checkout/${smart.id}/confirm` });

/** What follows when the payer has confirmed, or needs not to. */
export function approve(engine: Engine, smart: StoredSmart, payment: Payment, method: PaymentMethod): unknown {
  const { outcome } = payment.record;
  if (outcome === 'decline') return decline(engine, smart, payment);
  stepPayment(engine, payment.shown.id, 'authorise');
  const approved = stepSmart(engine, smart, 'approve');
  const captures = method.capturesAtOnce || approved.payment_context?.auto_capture;
  return captures ? execute(engine, approved, method) : showSmart(engine, approved);
}

/** The failed attempt is kept: the payer can try again. */
export function decline(
  engine: Engine,
  smart: StoredSmart,
  payment: Payment,
  details = 'The payment was declined',
): Answer {
  stepPayment(engine, payment.shown.id, 'deny');
  stepSmart(engine, smart, 'fail');
  const { status, payload } = new ApiException(405, details, { code: 1005 });
  return new Answer(status, payload);
}

/** `start` after `prepare`. */
export function startPrepared(call: Call, id: string): unknown {
  const smart = loadSmart(call, id);
  if (smart.status !== 'approved')
    throw notPossible(`${id} is ${smart.status}, and not approved: nothing can be started`);
  return execute(call, smart, methodNamed(smart.payment_method));
}

/** `start/{method}` of a method that is paid online: in one step, or after `prepare` with the same method. */
export function startOnline(call: Call, id: string, method: PaymentMethod): unknown {
  const smart = loadSmart(call, id);
  if (smart.status === 'approved' && smart.payment_method === method.name) return execute(call, smart, method);
  if (!method.starts) throw methodUnavailable(`${method.name} has to be prepared`);
  const attempt = openAttempt(call, id, method, call.body as Payer);
  if (attempt.payment.record.outcome === 'decline') return decline(call, attempt.smart, attempt.payment);
  return execute(call, attempt.smart, method);
}

/** Executes a payment that was approved. */
export function execute(engine: Engine, smart: StoredSmart, method: PaymentMethod): unknown {
  const id = paymentsOf(smart)[0]!;
  const { shown, record } = executePayment(engine, id, method);
  if (record.state === 'awaiting-transfer') {
    const payment_instructions = transferInstructions(engine, shown.trans_id ?? 0, true);
    return showSmart(engine, stepSmart(engine, smart, 'wait', { payment_instructions }));
  }
  // The platform has the field for invoices too, and keeps the account for the invoice itself.
  if (record.state === 'awaiting-shipment')
    return showSmart(engine, followPayment(engine, id, { ...smart, payment_instructions: {} })!);
  if (record.state === 'checking') return showSmart(engine, stepSmart(engine, smart, 'wait'));
  return showSmart(engine, followPayment(engine, id, smart)!);
}

/** @throws ApiException 405 */
export function methodNamed(name: string | null | undefined): PaymentMethod {
  const method = paymentMethod(name ?? '');
  if (!method) throw methodUnavailable(`There is no payment method ${name}`);
  return method;
}

const instrumentOf = (container: PaymentContainer | undefined): Instrument | undefined =>
  (container as { private?: Instrument } | undefined)?.private;

/** The instrument of the sale, if the method uses it: an account that was declined must not decide how another method goes. */
function containerFor(
  engine: Engine,
  { container }: SmartTransaction,
  { name }: PaymentMethod,
): PaymentContainer | undefined {
  if (container?.id === undefined) return undefined;
  const loaded = chargeable(engine, container.id);
  const isAccount = instrumentOf(loaded)?.iban !== undefined;
  const fits = name === 'debit' ? isAccount : name === 'creditcard' && !isAccount;
  return fits ? loaded : undefined;
}

const isAllowed = ({ payment_context }: SmartTransaction, { name }: PaymentMethod): boolean =>
  payment_context?.payment_methods?.includes(name) ?? true;

/** The payer and the instrument that came with the attempt; otherwise, those of the sale. */
function withPayer(engine: Engine, smart: StoredSmart, { customer, container }: Payer): StoredSmart {
  const contract = adoptContract(engine, smart.contract?.id);
  const instrument = container && containerOf(engine, container as ContainerInput, contract);
  return {
    ...smart,
    ...(customer && Object.keys(customer).length > 0 && { customer: customerOf(engine, customer, contract) }),
    ...(instrument && { container: { object: instrument.object, id: instrument.id, type: instrument.type ?? null } }),
  } as StoredSmart;
}

const partsOf = ({ basket }: SmartTransaction): BasketPart[] =>
  (basket?.products ?? [])
    .filter(({ item_type }) => item_type === 'sub_transaction')
    .map(({ sum, contract_id, reference_id, desc }) => ({
      amount: sum ?? 0,
      contract: contract_id,
      key: reference_id,
      description: desc,
    }));
