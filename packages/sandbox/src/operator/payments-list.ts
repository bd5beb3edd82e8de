import type { PaymentTransaction } from '@secuconnect/api';
import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import { loadPayment, PAYMENTS, type Payment } from '../payments/payment.ts';
import { PAYMENT_STATES } from '../states/payment-steps.ts';
import { age, badge, money } from './format.ts';
import { filterForm, furtherLink, type Filter } from './list-parts.ts';
import { maskText } from './mask.ts';
import { newest } from './newest.ts';
import type { Operated } from './parts.ts';
import { BASE, paymentPath } from './paths.ts';

const PATH = `${BASE}/payments`;

/** The payments without a sale, newest first, with the refunds of all. */
export function paymentsList({ engine, form }: Operated, filter: Filter): Html {
  const { store, clock } = engine;
  const rowOf = (_text: string, id: string): Payment | undefined => {
    if (store.text('_payments', id)?.includes('"smart":')) return undefined;
    const payment = loadPayment(engine, id);
    return fits(payment.shown, payment.record.state, filter) ? payment : undefined;
  };
  const found = newest(store, PAYMENTS, filter.before, rowOf);
  const now = clock.now();
  return html`${filterForm(PATH, filter, Object.keys(PAYMENT_STATES))}
    ${
      found.rows.length === 0
        ? html`<p>No payment without a sale${filter.text || filter.status ? ' fits' : ''}.</p>`
        : html`<table class="stack">
            <caption class="unseen">
              Payments without a sale, newest first
            </caption>
            <thead>
              <tr>
                <th scope="col">Payment</th>
                <th scope="col">State</th>
                <th scope="col">What for</th>
                <th scope="col">Method</th>
                <th scope="col" class="sum">Amount</th>
                <th scope="col" class="sum">Age</th>
              </tr>
            </thead>
            <tbody>
              ${found.rows.map(
                ({ shown, record }) =>
                  html`<tr data-key="${shown.id}">
                    <td><a class="code" href="${paymentPath(shown.id)}">${shown.id}</a></td>
                    <td>${badge(record.state)}</td>
                    <td>${maskText(String((shown.amount ?? 0) < 0 ? shown.product : (shown.description ?? '')))}</td>
                    <td>${record.method}</td>
                    <td class="sum">${money(shown.amount, shown.currency)}</td>
                    <td class="sum">${age(now, shown.created)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${furtherLink(PATH, filter, found)}
    <h2>Payouts</h2>
    <p class="muted">Pays out to each merchant what was paid to them and is not withheld.</p>
    ${form('payouts', html`<button>Pay out what can be</button>`)}`;
}

function fits(
  { id, description, trans_id, transaction_hash, product }: PaymentTransaction,
  state: string,
  filter: Filter,
): boolean {
  if (filter.status && filter.status !== state) return false;
  const texts = [id, description, trans_id, transaction_hash, product];
  return texts.some((one) =>
    String(one ?? '')
      .toLowerCase()
      .includes(filter.text.toLowerCase()),
  );
}
