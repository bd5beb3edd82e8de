import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { cancelPayment } from '../payments/cancel-payment.ts';
import { findPayment } from '../payments/payment.ts';
import { setPaymentState } from '../payments/step-payment.ts';
import { followPayment, receiveTransfer } from '../smart/follow-payment.ts';
import { confirmPayment, payAtCheckout, type CheckoutResult, type CheckoutInput } from '../smart/hosted-checkout.ts';
import { PAYMENT_STATES, PAYMENT_STEPS, type PaymentStateName, type PaymentStep } from '../states/payment-steps.ts';
import { stepFrom } from '../states/steps.ts';

const STATES = Object.keys(PAYMENT_STATES) as PaymentStateName[];

/** What payers, banks and the platform do with payments. Ids are those of Payment Transactions, or their hashes, if nothing else is said. */
export class Payers {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * The payer uses the hosted checkout.
   *
   * @param smart Id of the Smart Transaction.
   * @returns Where the page would send the payer.
   */
  checkout(smart: string, input: CheckoutInput): { readonly redirect: string | null } {
    return this.#run(() => payAtCheckout(this.#engine, smart, input));
  }

  /**
   * The payer returns from a page of the bank or of PayPal, to which `iframe_url` has sent them.
   *
   * @param smart Id of the Smart Transaction.
   */
  confirm(smart: string, result: CheckoutResult = 'approve'): { readonly redirect: string | null } {
    return this.#run(() => confirmPayment(this.#engine, smart, result));
  }

  /**
   * The transfer of a prepayment arrives.
   *
   * @param amount In minor units. @default what is outstanding
   */
  transfer(payment: string, amount?: number): void {
    this.#run(() => receiveTransfer(this.#engine, this.#idOf(payment), amount));
  }

  /**
   * Takes a step of the state machine, such as `charge-back`, `pay-out` or `deny`; for `refund-part`, cancel the payment by an amount.
   *
   * @throws ApiException when the state does not allow it.
   */
  step(payment: string, step: PaymentStep): void {
    this.#run(() => {
      const id = this.#idOf(payment);
      const { state } = findPayment(this.#engine, id).record;
      const { to } = stepFrom(PAYMENT_STEPS, step, state, id);
      if (step === 'refund-part') throw invalid('How much is refunded? Cancel the payment by an amount');
      // What is left has to go with the state.
      if (step === 'void' || step === 'refund-rest') cancelPayment(this.#engine, id);
      else this.#set(id, to);
    });
  }

  /**
   * Puts a payment into a state, whether or not a step leads there.
   *
   * @param state Its name, such as `charged-back`, or its detailed number, such as 69.
   */
  force(payment: string, state: PaymentStateName | number): void {
    const name = typeof state === 'number' ? STATES.find((one) => PAYMENT_STATES[one].status === state) : state;
    if (name === undefined || !STATES.includes(name))
      throw invalid(`${String(state)} is no state of a payment: use ${STATES.join(', ')}, or a documented number`);
    this.#run(() => this.#set(this.#idOf(payment), name));
  }

  #set(id: string, state: PaymentStateName): void {
    setPaymentState(this.#engine, id, state);
    followPayment(this.#engine, id);
  }

  #idOf(payment: string): string {
    return findPayment(this.#engine, payment).shown.id;
  }

  #run<Result>(work: () => Result): Result {
    return this.#engine.store.transaction(work);
  }
}
