import type { SmartTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { ApiException, invalid } from '../engine/exception.ts';
import { cancelPayment } from '../payments/cancel-payment.ts';
import { OUTCOMES } from '../payments/outcomes.ts';
import { findPayment } from '../payments/payment.ts';
import { payable, settle } from '../payouts/settle.ts';
import { receiveTransfer, stepAndFollow } from '../smart/follow-payment.ts';
import { forcePayment } from '../smart/force-payment.ts';
import { confirmSecupay } from '../smart/confirm-secupay.ts';
import { confirmPayment, payAtCheckout, type CheckoutResult, type CheckoutInput } from '../smart/hosted-checkout.ts';
import { SMART } from '../smart/smart-transaction.ts';
import { unsubscribe } from '../subscriptions/charge.ts';
import { PAYMENT_STEPS, type PaymentStateName, type PaymentStep } from '../states/payment-steps.ts';
import { stepFrom } from '../states/steps.ts';

const RESULTS = [...Object.keys(OUTCOMES), 'abort'] as readonly CheckoutResult[];
const STEPS = [...new Set(PAYMENT_STEPS.map(({ step }) => step))];

/** What payers, banks and the platform do with payments. Ids are those of Payment Transactions, or their hashes, if nothing else is said. */
export class Payers {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Ids of the Smart Transactions that a payer can pay at the hosted checkout, oldest first. */
  waiting(): string[] {
    const open = [...this.#engine.store.all<SmartTransaction>(SMART)].filter(
      ({ status, payment_links }) => (status === 'created' || status === 'failed') && payment_links,
    );
    return open.map(({ id }) => id);
  }

  /**
   * The payer uses the hosted checkout.
   *
   * @param smart Id of the Smart Transaction.
   * @returns Where the page would send the payer.
   */
  checkout(smart: string, input: CheckoutInput): { readonly redirect: string | null } {
    if (input.result !== undefined) assertOneOf('result', input.result, RESULTS);
    for (const name of ['customer', 'container'] as const)
      if (input[name] !== undefined && (typeof input[name] !== 'object' || input[name] === null))
        throw new ApiException(400, `${name} must be an object`);
    return this.#run(() => payAtCheckout(this.#engine, smart, input));
  }

  /**
   * The payer returns from a page of the bank or of PayPal, to which `iframe_url` has sent them.
   *
   * @param id Of the Smart Transaction, or of a payment without one.
   * @param result By default, test data decide.
   */
  confirm(id: string, result?: CheckoutResult): { readonly redirect: string | null } {
    if (result !== undefined) assertOneOf('result', result, RESULTS);
    const isSmart = this.#engine.store.has(SMART, id);
    return this.#run(() => (isSmart ? confirmPayment : confirmSecupay)(this.#engine, id, result));
  }

  /**
   * The transfer of a prepayment arrives.
   *
   * @param amount In minor units. @default what is outstanding
   */
  transfer(payment: string, amount?: number): void {
    if (amount !== undefined && !(Number.isSafeInteger(amount) && amount >= 0))
      throw new ApiException(400, 'amount must be a whole number of minor units');
    this.#run(() => receiveTransfer(this.#engine, this.#idOf(payment), amount));
  }

  /**
   * Takes a step of the state machine, such as `charge-back` or `deny`. The step `pay-out` makes a payout for the payment; for
   * `refund-part`, cancel the payment by an amount.
   *
   * @throws ApiException when the state does not allow it.
   */
  step(payment: string, step: PaymentStep): void {
    assertOneOf('step', step, STEPS);
    this.#run(() => {
      const found = findPayment(this.#engine, payment);
      const { id } = found.shown;
      stepFrom(PAYMENT_STEPS, step, found.record.state, id);
      if (step === 'refund-part') throw invalid('How much is refunded? Cancel the payment by an amount');
      if (step === 'pay-out') settle(this.#engine, [found]);
      // What is left has to go with the state.
      else if (step === 'void' || step === 'refund-rest') cancelPayment(this.#engine, id);
      else stepAndFollow(this.#engine, id, step);
    });
  }

  /**
   * Puts a payment into a state, whether or not a step leads there, and sends the push.
   *
   * @param state Its name, such as `charged-back`, or its detailed number, such as 69.
   */
  force(payment: string, state: PaymentStateName | number): void {
    this.#run(() => forcePayment(this.#engine, this.#idOf(payment), state));
  }

  /**
   * Pays out to each merchant what was paid to them and is not withheld: one payout for each contract and currency.
   *
   * @returns The ids of the payouts (`POI_…`).
   */
  payOut(): string[] {
    return this.#run(() => settle(this.#engine, payable(this.#engine)));
  }

  /**
   * Ends a subscription before its time.
   *
   * @param subscription Its id (`SUB_…`, or a number).
   */
  unsubscribe(subscription: string): void {
    this.#run(() => unsubscribe(this.#engine, subscription));
  }

  #idOf(payment: string): string {
    return findPayment(this.#engine, payment).shown.id;
  }

  #run<Result>(work: () => Result): Result {
    return this.#engine.store.transaction(work);
  }
}

function assertOneOf<Value>(name: string, value: Value, values: readonly Value[]): void {
  if (!values.includes(value)) throw new ApiException(400, `${name} must be one of ${values.join(', ')}`);
}
