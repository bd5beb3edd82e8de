import type { Context } from 'hono';
import { html } from 'hono/html';
import type { PageParts } from '../pages/page.ts';
import { orderSummary } from './basket.ts';
import type { Checkout } from './choice.ts';
import { cancelForm } from './cancel-form.ts';
import { alert, payerPage, stepList } from './layout.ts';
import { paidFor } from './sale.ts';
import { methodName } from './texts/texts.ts';

/** The first step: which method? */
export function methodPage(context: Context, checkout: Checkout, message?: string, status: PageParts['status'] = 200) {
  const { engine, sale } = checkout;
  const { texts, id, methods } = sale;
  return payerPage(context, paidFor(sale), {
    title: texts.chooseTitle,
    status,
    content: html`${stepList(texts, 'stepMethod')} ${alert(message)}
      <div class="columns">
        <div>
          <ul class="methods">
            ${methods.map(
              (method) =>
                html`<li>
                  <a href="/checkout/${id}?method=${method.name}"
                    ><strong>${methodName(method, texts)}</strong> <span>${texts.hints[method.name]}</span></a
                  >
                </li>`,
            )}
          </ul>
          ${cancelForm(checkout)}
        </div>
        ${orderSummary(engine, sale)}
      </div>`,
  });
}
