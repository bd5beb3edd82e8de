import type { Context } from 'hono';
import { html } from 'hono/html';
import type { PageParts } from '../pages/page.ts';
import type { PageForms } from '../pages/page-forms.ts';
import type { Confirmation } from './confirmation.ts';
import { alert, payerPage } from './layout.ts';
import { resultPicker } from './result-picker.ts';
import { methodName } from './texts/texts.ts';

/** The page of the bank, or of PayPal: the payer approves or declines. */
export function bankPage(
  context: Context,
  forms: PageForms,
  { id, payment, paid, method, testData }: Confirmation,
  message?: string,
  status: PageParts['status'] = 200,
) {
  const { texts } = paid;
  return payerPage(context, paid, {
    title: texts.bankTitle(methodName(method, texts)),
    status,
    content: html`${alert(message)}
      <form method="post" action="/checkout/${id}/confirm">
        ${forms.field()}
        <input type="hidden" name="payment" value="${payment}" />
        <dl>
          <dt>${texts.merchant}</dt>
          <dd>${paid.merchant}</dd>
          <dt>${texts.amount}</dt>
          <dd>${paid.amount}</dd>
        </dl>
        ${resultPicker(method, testData, false)}
        <p class="actions">
          <button class="primary" name="action" value="approve">${texts.approve}</button>
          <button name="action" value="decline">${texts.decline}</button>
        </p>
      </form>`,
  });
}
