import type { Engine } from '../engine/engine.ts';
import { ApiException, notFound } from '../engine/exception.ts';
import { cancelPayment } from '../payments/cancel-payment.ts';
import { findPayment } from '../payments/payment.ts';
import { abortSmart, cancelSmart } from '../smart/end-smart.ts';
import { followPayment } from '../smart/follow-payment.ts';
import { loadSmart, stepSmart } from '../smart/smart-transaction.ts';
import { answerTerminal, waitingAtTerminals, type TerminalAnswer } from '../smart/till.ts';

const ANSWERS: readonly TerminalAnswer[] = ['approve', 'decline'];

/** What people do who work for the merchant: at the terminal, and with sales that no program takes care of. */
export class Staff {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Ids of the Smart Transactions for which a terminal waits, oldest first. It waits for `terminalDelay`; then test data decide. */
  terminals(): string[] {
    return waitingAtTerminals(this.#engine);
  }

  /**
   * The cashier answers the terminal that waits with a Smart Transaction.
   *
   * @throws ApiException 404 when none does.
   */
  answerTerminal(smart: string, answer: TerminalAnswer): void {
    if (!ANSWERS.includes(answer)) throw new ApiException(400, `result must be one of ${ANSWERS.join(', ')}`);
    if (!answerTerminal(this.#engine, smart, answer)) throw notFound('A terminal that waits with', smart);
  }

  /**
   * Refunds a payment, or cancels it before money has moved.
   *
   * @param amount In minor units. @default what is left
   * @throws ApiException when less is left.
   */
  refund(payment: string, amount?: number): void {
    if (amount !== undefined && !(Number.isSafeInteger(amount) && amount > 0))
      throw new ApiException(400, 'amount must be a whole number of minor units, and more than 0');
    this.#run(() => {
      const { id } = findPayment(this.#engine, payment).shown;
      cancelPayment(this.#engine, id, { by: amount });
      followPayment(this.#engine, id);
    });
  }

  /** Cancels a sale, and refunds what was paid. */
  cancel(smart: string): void {
    this.#run(() => cancelSmart(this.#engine, smart));
  }

  /** Gives up a sale before a payment has started. */
  abort(smart: string): void {
    this.#run(() => abortSmart(this.#engine, smart));
  }

  /** Reports that a sale was delivered. */
  deliver(smart: string): void {
    this.#run(() => stepSmart(this.#engine, loadSmart(this.#engine, smart), 'deliver'));
  }

  #run(work: () => unknown): void {
    this.#engine.store.transaction(work);
  }
}
