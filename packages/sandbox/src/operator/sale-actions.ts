import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { PaymentRecord } from '../payments/payment.ts';
import { SMART_STEPS, type SmartStep } from '../states/smart-steps.ts';
import { findStep } from '../states/steps.ts';
import { button, withId, type FormMaker } from './forms.ts';
import type { Sale } from './sale.ts';

/** What may be done with a sale in its present state, by its payer, by a cashier, and by the merchant. */
export function saleActions({ smart, payments }: Sale, isAtTerminal: boolean, form: FormMaker): Html {
  const { id, status, payment_links: links = {} } = smart;
  const allows = (step: SmartStep): boolean => findStep(SMART_STEPS, step, status) !== undefined;
  const methods = Object.keys(links ?? {}).filter((name) => name !== 'general');
  const [leading] = payments;
  const parts = [
    isAtTerminal &&
      html`<h3>The cashier, at the terminal</h3>
        <p>The terminal waits for the card.</p>
        ${form(withId('sales', id, 'terminal'), answers('The card is'))}`,
    smart.iframe_url != null &&
      leading?.record.state === 'open' &&
      html`<h3>The payer, on the page of the bank</h3>
        ${form(withId('sales', id, 'confirm'), answers('The payment is'))}`,
    allows('approve') &&
      !isAtTerminal &&
      methods.length > 0 &&
      html`<h3>The payer, at the checkout</h3>
        ${form(withId('sales', id, 'checkout'), checkoutFields(methods, chosen(smart.payment_method, methods)))}`,
    (allows('cancel') || allows('abort') || allows('deliver')) &&
      html`<h3>The merchant, with the sale</h3>
        ${form(
          withId('sales', id, 'step'),
          html`${allows('deliver') && button('Report the delivery', 'step', 'deliver')}
          ${allows('cancel') && button('Cancel the sale', 'step', 'cancel', 'danger')}
          ${allows('abort') && button('Abort the sale', 'step', 'abort', 'danger')}`,
        )}`,
  ].filter((part) => part !== false);
  return html`${parts.length > 0 ? parts : html`<p class="muted">Nothing: the sale is ${status}.</p>`}`;
}

/** What the payer or the cashier answers. */
export const answers = (what: string): Html =>
  html`<span class="unseen">${what}</span> ${button('Approve', 'result', 'approve', 'primary')}
    ${button('Decline', 'result', 'decline', 'danger')}`;

const chosen = (method: PaymentRecord['method'] | null | undefined, methods: readonly string[]): string | undefined =>
  method != null && methods.includes(method) ? method : methods.find((name) => name === 'debit');

const checkoutFields = (methods: readonly string[], selected: string | undefined): Html =>
  html`<label
      >Payment method
      <select name="method">
        ${methods.map((name) => html`<option ${name === selected ? 'selected' : ''}>${name}</option>`)}
      </select></label
    >
    ${button('Approve', 'result', 'approve', 'primary')} ${button('Decline', 'result', 'decline', 'danger')}
    ${button('Give up', 'result', 'abort')} ${button('As test data say', 'result', '')}`;
