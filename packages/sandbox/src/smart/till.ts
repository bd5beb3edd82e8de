import type { SmartTransaction, SmartTransactionStartInput } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid, notFound, notPossible } from '../engine/exception.ts';
import { bookCards, unbookCards, workOutCards } from '../loyalty/point-of-sale.ts';
import { Later, type Call } from '../call/call.ts';
import { create, load, reference, type Reference } from '../call/objects.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { ownContract } from '../parties/contracts.ts';
import { dropPayment } from '../payments/drop-payment.ts';
import { PAYMENTS } from '../payments/payment.ts';
import { stepPayment } from '../payments/step-payment.ts';
import { sellerOf } from './create-smart.ts';
import { decline, openAttempt, type Payer } from './pay-smart.ts';
import { germanAmount, nameValue, separator, space, textLine } from '../receipts/lines.ts';
import { saleReceipt } from './receipts.ts';
import {
  assertStep,
  loadSmart,
  paymentsOf,
  SMART,
  showSmart,
  stepSmart,
  type StoredSmart,
} from './smart-transaction.ts';

const RECEIPTS = '_receipts';
const FIRST_RECEIPT = 1;

/** A receipt number of the till, until the end of the day. */
interface TillReceipt {
  readonly id: string;
  readonly smart: string;
  readonly method: string;
  /** What was paid by the method, in minor units. */
  readonly sum: number;
}

/** `start` of a method that is paid at the till. */
export function startAtTill(call: Call, id: string, method: PaymentMethod): unknown {
  const smart = loadSmart(call, id);
  // Not while a transfer or a check is outstanding: the payer would pay twice.
  assertStep(smart, 'approve');
  const { tid, trace, cardtype } = call.body as SmartTransactionStartInput;
  if (method.name === 'cashless_direct' && trace === undefined) throw invalid('trace is missing', 1014);
  if (method.name === 'cashless_direct' && (!tid || !cardtype)) throw invalid('tid or cardtype is missing');
  const rest = restOf(call, smart);
  if (method.name === 'loyalty' && rest > 0) throw notPossible(`The card does not cover ${rest} of ${id}`);
  if (method.at !== 'terminal') return finish(call, withoutPayments(call, smart), method);
  // A payment that the terminal is busy with must not be started again.
  const decide = (answer?: string): unknown => payAtTerminal(call, id, method, answer as TerminalAnswer | undefined);
  return new Later(call.settings.terminalDelay, decide, terminalQuestion(id));
}

/** Voids what was approved online: the till has the money. */
function withoutPayments(call: Call, { iframe_url: _url, ...smart }: StoredSmart): StoredSmart {
  for (const payment of paymentsOf(smart)) dropPayment(call, payment);
  return { ...smart, transactions: (smart.transactions ?? []).filter(({ object }) => object !== PAYMENTS) };
}

/** What the cashier enters at a terminal that waits. */
export type TerminalAnswer = 'approve' | 'decline';

const QUESTION = 'terminal ';
const terminalQuestion = (id: string): string => QUESTION + id;

/** Ids of the sales for which a terminal waits, oldest first. */
export const waitingAtTerminals = ({ schedule }: Pick<Engine, 'schedule'>): string[] =>
  schedule
    .questions()
    .filter((question) => question.startsWith(QUESTION))
    .map((question) => question.slice(QUESTION.length));

/** Ends the wait of a terminal. Returns whether one waits for this sale. */
export const answerTerminal = ({ schedule }: Pick<Engine, 'schedule'>, id: string, answer: TerminalAnswer): boolean =>
  schedule.answer(terminalQuestion(id), answer);

/** What the terminal decides when the payer has used the card; without a cashier, test data decide. */
function payAtTerminal(call: Call, id: string, method: PaymentMethod, answer?: TerminalAnswer): unknown {
  const rest = restOf(call, loadSmart(call, id));
  const attempt = openAttempt(call, id, method, call.body as Payer, rest);
  if ((answer ?? attempt.payment.record.outcome) === 'decline')
    return decline(call, attempt.smart, attempt.payment, 'The terminal declined the card');
  stepPayment(call, attempt.payment.shown.id, 'complete', { tid: terminalOf(attempt.smart) });
  return finish(call, attempt.smart, method);
}

/** What the cards of a sale leave to pay. */
const restOf = (call: Call, smart: StoredSmart): number => workOutCards(call, smart).missing_sum ?? 0;

const terminalOf = ({ device_destination }: SmartTransaction): string =>
  device_destination?.id?.slice(-8) ?? '60002211';

/** Prints the receipt, and books the cards. */
function finish(call: Call, smart: StoredSmart, method: PaymentMethod): SmartTransaction {
  const number = call.ids.number('receipts', FIRST_RECEIPT);
  const sum = method.at === 'card' ? (smart.basket_info?.sum ?? 0) : restOf(call, smart);
  const cards = bookCards(call, smart);
  const receipt: TillReceipt = { id: String(number), smart: smart.id, method: method.name, sum };
  call.store.put(RECEIPTS, receipt);
  const lines = [...saleReceipt(smart, method.productGerman, number), ...cards.receipt];
  return showSmart(
    call,
    stepSmart(call, smart, 'pay', {
      payment_method: method.name,
      receipt_number: number,
      receipt: lines,
      receipt_merchant: lines,
      receipt_merchant_print: method.at === 'terminal',
      transactions: [...(smart.transactions ?? []), ...cards.transactions],
    }),
  );
}

/**
 * `canceltrx`: cancels what the till booked as cash, by the number of the receipt, until the end of the day.
 *
 * @throws ApiException for a number that is not known, or belongs to another method.
 */
export function cancelAtTill(call: Call, receiptNumber: string): unknown {
  const receipt = call.store.get<TillReceipt>(RECEIPTS, receiptNumber);
  if (!receipt) throw notFound('Receipt', receiptNumber);
  if (receipt.method !== 'cash') throw notPossible(`Receipt ${receiptNumber} was not paid in cash`);
  const cancel = (): SmartTransaction => {
    const smart = loadSmart(call, receipt.smart);
    const cancelled = stepSmart(call, smart, 'cancel');
    unbookCards(call, smart);
    call.store.delete(RECEIPTS, receipt.id);
    return showSmart(call, cancelled);
  };
  const hasTerminal = loadSmart(call, receipt.smart).device_destination != null;
  return hasTerminal ? new Later(call.settings.terminalDelay, cancel) : cancel();
}

/** `preTransaction`: what the cards would pay. */
export function preTransaction(call: Call, id: string): unknown {
  const smart = loadSmart(call, id);
  stepSmart(call, smart, 'preTransaction');
  return workOutCards(call, smart);
}

/** `diagnosis`: the terminal examines itself. */
export const diagnosis = (call: Call, device: string): unknown =>
  terminalReport(call, device, () => [
    textLine('Diagnose', 'important', 'align-center'),
    space,
    nameValue('Terminal-ID', '60002211'),
    nameValue('Ergebnis', 'OK'),
    separator('***'),
  ]);

/** `endOfDay`: the terminal sums up the day. What it has booked cannot be cancelled any more. */
export const endOfDay = (call: Call, device: string): unknown =>
  terminalReport(call, device, () => {
    const printed = [...call.store.all<TillReceipt>(RECEIPTS)];
    for (const { id } of printed) call.store.delete(RECEIPTS, id);
    const receipts = printed.filter(({ smart }) => loadSmart(call, smart).status !== 'cancelled');
    const methods = [...new Set(receipts.map(({ method }) => method))].sort();
    const total = (of: readonly TillReceipt[]) => germanAmount(of.reduce((sum, receipt) => sum + receipt.sum, 0));
    return [
      textLine('Kassenschnitt', 'important', 'align-center'),
      space,
      ...methods.map((method) => {
        const own = receipts.filter((receipt) => receipt.method === method);
        return nameValue(`${method} (${own.length})`, total(own));
      }),
      nameValue('Summe', total(receipts)),
      separator('***'),
    ];
  });

function terminalReport(call: Call, device: string, print: () => SmartTransaction['receipt']): Later {
  const source = deviceOf(call, device);
  return new Later(call.settings.terminalDelay, () => {
    const made = create(call, SMART, 'STX_', { status: 'ok' as const });
    const { merchant } = ownContract(call);
    return stepSmart(call, made as unknown as StoredSmart, 'deliver', {
      ...(merchant && { merchant: sellerOf(call, merchant) }),
      ...(source && { device_source: source }),
      receipt: print() ?? [],
    });
  });
}

/** The device of a report; `me` is the one that has signed in. */
function deviceOf(call: Call, id: string): Reference | undefined {
  if (id !== 'me') return reference('smart.devices', load<Reference>(call, 'smart.devices', id).id);
  for (const { object, id: first } of call.store.all<Reference>('smart.devices')) return reference(object, first);
  return undefined;
}
