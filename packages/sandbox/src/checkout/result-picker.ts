import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { Outcome } from '../payments/outcomes.ts';
import type { CheckoutResult } from '../smart/hosted-checkout.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { ENDINGS } from './test-data.ts';

/** What the tester chooses; without a choice, test data decide. */
const FIELD = 'result';

/** Outcomes that a method can come to. */
function outcomesOf({ execution }: PaymentMethod): Outcome[] {
  if (execution === 'await-transfer') return ['approve', 'wrong-amount', 'never-pays', 'decline'];
  if (execution === 'approve-invoice') return ['approve', 'decline'];
  return ['approve', 'decline', 'check-passes', 'check-fails', 'charge-back'];
}

const LABELS: Readonly<Record<CheckoutResult, string>> = { ...ENDINGS, abort: 'the payer gives up' };

const labelOf = (result: CheckoutResult, { execution }: PaymentMethod): string =>
  result === 'approve' && execution === 'await-transfer' ? 'the transfer arrives later' : LABELS[result];

/** Where the tester chooses what comes of the payment: a thing of the sandbox, and marked as one. */
export function resultPicker(method: PaymentMethod, testData: Outcome, canAbort: boolean): Html {
  const results: CheckoutResult[] = [...outcomesOf(method), ...(canAbort ? (['abort'] as const) : [])];
  return html`<fieldset class="tester" lang="en">
    <legend>Sandbox: how does it end?</legend>
    <p class="muted note">Only testers see this. No money moves.</p>
    ${radio('', `As the test data say: ${labelOf(testData, method)}`, true)}
    ${results.map((result) => radio(result, capitalised(labelOf(result, method)), false))}
  </fieldset>`;
}

const radio = (value: string, text: string, isChosen: boolean): Html =>
  html`<label class="choice">
    <input type="radio" name="${FIELD}" value="${value}" ${isChosen ? 'checked' : ''} /> ${text}
  </label>`;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What was chosen; a value that the picker has not decides nothing. */
export function chosenResult(field: (name: string) => string): CheckoutResult | undefined {
  const value = field(FIELD);
  return Object.hasOwn(LABELS, value) ? (value as CheckoutResult) : undefined;
}
