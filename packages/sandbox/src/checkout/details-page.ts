import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Html, PageParts } from '../pages/page.ts';
import { orderSummary } from './basket.ts';
import { carried, fieldsOf, hidden, type Choice } from './choice.ts';
import { errorSummary, fieldRow, type Errors } from './field.ts';
import { alert, payerPage, stepList } from './layout.ts';
import { paidFor } from './sale.ts';
import { testDataTable } from './test-data.ts';
import { methodName } from './texts/texts.ts';

/** The second step: who pays, and from what? */
export function detailsPage(
  context: Context,
  choice: Choice,
  errors: Errors = {},
  message?: string,
  status: PageParts['status'] = Object.keys(errors).length > 0 ? 400 : 200,
) {
  const { engine, forms, sale, method, groups, values } = choice;
  const { texts, id } = sale;
  return payerPage(context, paidFor(sale), {
    title: methodName(method, texts),
    status,
    content: html`${stepList(texts, 'stepDetails')} ${alert(message)}
      ${Object.keys(errors).length > 0 && errorSummary(fieldsOf(groups), errors, texts)}
      <div class="columns">
        <form method="post" action="/checkout/${id}" novalidate>
          ${forms.field()} ${hidden(carried(choice))}
          ${groups.map(
            ({ title, fields }) =>
              html`<fieldset>
                <legend>${title}</legend>
                <div class="fields">
                  ${fields.map((field) => fieldRow(field, values[field.name] ?? '', errors[field.name], texts))}
                </div>
              </fieldset>`,
          )}
          ${testData(choice)}
          <p class="actions">
            <button class="primary" name="action" value="check">${texts.continue}</button>
            <button class="quiet" name="action" value="abort">${texts.cancel}</button>
          </p>
          ${otherMethod(choice)}
        </form>
        ${orderSummary(engine, sale)}
      </div>`,
  });
}

/** The way back to the first step, if there is more than one method. */
export const otherMethod = ({ sale: { id, methods, texts } }: Choice): Html =>
  html`${methods.length > 1 && html`<p><a href="/checkout/${id}?choose=1">${texts.otherMethod}</a></p>`}`;

function testData({ groups }: Choice): Html {
  const names = new Set(fieldsOf(groups).map(({ name }) => name));
  const kinds = (['surname', 'iban', 'card'] as const).filter((kind) => names.has(kind));
  return html`${kinds.length > 0 && testDataTable(kinds)}`;
}
