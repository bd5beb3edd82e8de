import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Html, PageParts } from '../pages/page.ts';
import { CREDITOR_ID, groupedIban, type Instrument } from '../parties/containers.ts';
import type { Customer } from '../parties/customers.ts';
import { outcomeOf, type Outcome } from '../payments/outcomes.ts';
import { orderSummary } from './basket.ts';
import { maskCard } from './cards.ts';
import { carried, fieldsOf, hidden, type Choice } from './choice.ts';
import { otherMethod } from './details-page.ts';
import { alert, payerPage, stepList } from './layout.ts';
import { resultPicker } from './result-picker.ts';
import { paidFor, storedInstrument, type Sale } from './sale.ts';
import { methodName } from './texts/texts.ts';

/** What of the sale the payer has seen, and agrees to: the sum, who pays, and from what. */
export const seenIn = ({ sum, currency, smart }: Sale): string =>
  [sum, currency, (smart.customer as Partial<Customer> | undefined)?.id, smart.container?.id].join(' ');

/** The third step: is all of it right? Only its form pays. */
export function reviewPage(context: Context, choice: Choice, message?: string, status: PageParts['status'] = 200) {
  const { engine, sale, method } = choice;
  const { texts, amount } = sale;
  return payerPage(context, paidFor(sale), {
    title: texts.confirmTitle,
    status,
    content: html`${stepList(texts, 'stepConfirm')} ${alert(message)}
      <div class="columns">
        <form method="post" action="/checkout/${sale.id}">
          ${hiddenFields(choice)}
          <dl>
            ${[[texts.paidBy, methodName(method, texts)], ...enteredIn(choice)].map(
              ([label, value]) =>
                html`<dt>${label}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>
          ${method.name === 'debit' && mandate(sale)}
          ${
            method.redirects
              ? html`<p>${texts.confirmElsewhere(methodName(method, texts))}</p>`
              : resultPicker(method, outcomeFor(choice), true)
          }
          <p class="actions">
            <button class="primary" name="action" value="pay">
              ${method.redirects ? texts.goOn(methodName(method, texts)) : texts.pay(amount)}
            </button>
            <button name="action" value="change">${texts.change}</button>
            <button class="quiet" name="action" value="abort">${texts.cancel}</button>
          </p>
          ${otherMethod(choice)}
        </form>
        ${orderSummary(engine, sale)}
      </div>`,
  });
}

function hiddenFields(choice: Choice): Html {
  const kept = fieldsOf(choice.groups).filter(({ isTransient }) => !isTransient);
  return html`${choice.forms.field()}
  ${hidden([
    ...carried(choice),
    ['seen', seenIn(choice.sale)],
    // Another form than every other one: sent twice, it pays once.
    ['form', crypto.randomUUID()],
    ...kept.map(({ name }) => [name, choice.values[name] ?? ''] as const),
  ])}`;
}

/** Who pays, and from what, as people check it. */
function enteredIn(choice: Choice): [label: string, value: string][] {
  const { sale, method, values } = choice;
  const { texts, contact } = sale;
  const { owner, iban, pan } = instrumentOf(choice);
  const lines: [string, string | undefined][] = [
    [method.name === 'creditcard' ? texts.cardOwner : texts.owner, owner],
    [texts.iban, iban && groupedIban(iban)],
    [texts.cardNumber, pan && maskCard(pan)],
    [texts.address, values['street'] === undefined ? addressOf(contact) : addressIn(values)],
  ];
  return lines.flatMap(([label, value]) => (value ? [[label, value]] : []));
}

/** What is paid with: what was entered, or what the sale has. */
function instrumentOf({ engine, sale, method, values }: Choice): Instrument {
  const { owner, iban, card } = values;
  if (iban === undefined && card === undefined) return storedInstrument(engine, sale, method) ?? {};
  return { ...(owner && { owner }), ...(iban && { iban }), ...(card && { pan: card }) };
}

const addressOf = ({ forename, surname, companyname, address }: Choice['sale']['contact'] & object = {}): string =>
  addressIn({
    forename: forename ?? '',
    surname: surname ?? '',
    company: companyname ?? '',
    street: address?.street ?? '',
    street_number: address?.street_number ?? '',
    postal_code: address?.postal_code ?? '',
    city: address?.city ?? '',
    country: address?.country ?? '',
  });

function addressIn(values: Choice['values']): string {
  const joined = (...names: string[]): string =>
    names
      .map((name) => values[name])
      .filter(Boolean)
      .join(' ');
  const lines = [joined('company'), joined('forename', 'surname'), joined('street', 'street_number')];
  return [...lines, joined('postal_code', 'city'), joined('country')].filter(Boolean).join(', ');
}

const mandate = ({ texts, merchant, amount }: Sale): Html =>
  html`<section class="mandate" aria-labelledby="mandate">
    <h2 id="mandate">${texts.mandateTitle}</h2>
    <p>${texts.mandate(merchant, amount)}</p>
    <p class="muted">${texts.creditor}: <span class="code">${CREDITOR_ID}</span></p>
  </section>`;

/** What test data would decide. */
function outcomeFor(choice: Choice): Outcome {
  const { iban, pan } = instrumentOf(choice);
  const surname = choice.values['surname'] ?? choice.sale.contact?.surname;
  return outcomeOf({ surname, amount: choice.sale.sum, iban, card: pan });
}
