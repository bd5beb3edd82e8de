import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { Payment } from '../payments/payment.ts';
import { PAID, PAYMENT_STATES, PAYMENT_STEPS, type PaymentStateName } from '../states/payment-steps.ts';
import { money } from './format.ts';
import { button, withId, type FormMaker } from './forms.ts';
import { answers } from './sale-actions.ts';

/** These have forms of their own. */
const WITH_AMOUNT: ReadonlySet<string> = new Set(['refund-part', 'refund-rest', 'void']);
const DANGER: ReadonlySet<string> = new Set(['deny', 'charge-back']);

/** What may be done with a payment in its present state. */
export function paymentActions({ shown, record }: Payment, form: FormMaker): Html {
  const { id, currency } = shown;
  const { state, left } = record;
  const steps = PAYMENT_STEPS.filter(({ step, from }) => from.includes(state) && !WITH_AMOUNT.has(step));
  const isPaid = (PAID as readonly PaymentStateName[]).includes(state);
  const isOpen = PAYMENT_STEPS.some(({ step, from }) => step === 'void' && from.includes(state));
  return html`${
      record.smart === undefined &&
      record.old?.iframe_url !== undefined &&
      state === 'open' &&
      html`<h3>The payer, on the page of the bank</h3>
        ${form(withId('payments', id, 'confirm'), answers('The payment is'))}`
    }
    ${
      state === 'awaiting-transfer' &&
      html`<h3>The payer, by transfer</h3>
        ${form(withId('payments', id, 'transfer'), html`${amountField(left, false)} ${button('The transfer arrives', '', '', 'primary')}`)}`
    }
    ${
      (isPaid || isOpen) &&
      left > 0 &&
      html`<h3>The merchant, with the money</h3>
        <p class="muted">${money(left, currency)} ${isPaid ? 'can be refunded' : 'are reserved'}.</p>
        ${form(
          withId('payments', id, 'refund'),
          html`${amountField(left, true)} ${button(isPaid ? 'Refund a part' : 'Lower by this', 'all', '', 'primary')}
          ${button(isPaid ? 'Refund all of it' : 'Cancel all of it', 'all', 'yes')}`,
        )}`
    }
    ${
      steps.length > 0 &&
      html`<h3>Bank and platform</h3>
        ${form(
          withId('payments', id, 'step'),
          html`${steps.map(
            ({ step, to, note }) =>
              html`<button class="${DANGER.has(step) ? 'danger' : ''}" name="step" value="${step}" title="${note}">
                ${step} <span class="muted">→ ${to}</span>
              </button>`,
          )}`,
        )}`
    }
    <details data-key="force">
      <summary>Force a state</summary>
      ${form(
        withId('payments', id, 'state'),
        html`<label
            >State
            <select name="state">
              ${Object.keys(PAYMENT_STATES).map((name) => html`<option ${name === state ? 'selected' : ''}>${name}</option>`)}
            </select></label
          >
          ${button('Force it', '', '')}`,
      )}
    </details>`;
}

/** Without a minimum of 1 for a transfer: less than the total changes nothing, as on the platform. */
const amountField = (left: number, isLimited: boolean): Html =>
  html`<label
    >Amount in minor units
    <input
      type="number"
      name="amount"
      min="1"
      ${isLimited ? html`max="${left}"` : ''}
      step="1"
      value="${left}"
      inputmode="numeric"
  /></label>`;
