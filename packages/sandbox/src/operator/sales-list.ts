import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import { SMART, type StoredSmart } from '../smart/smart-transaction.ts';
import { SMART_LAYOUT } from './diagram-layouts.ts';
import { age, badge, money } from './format.ts';
import { filterForm, furtherLink, type Filter } from './list-parts.ts';
import { maskText } from './mask.ts';
import { newest } from './newest.ts';
import type { Operated } from './parts.ts';
import { BASE, salePath } from './paths.ts';
import { payerOf } from './sale.ts';

const STATUSES = Object.keys(SMART_LAYOUT);

/** The sales, newest first. */
export function salesList({ control, engine }: Operated, filter: Filter): Html {
  const { store, clock } = engine;
  const found = newest(store, SMART, filter.before, (text) => saleRow(text, filter));
  const waiting = new Set(control.staff.terminals());
  const now = clock.now();
  return html`${filterForm(`${BASE}/`, filter, STATUSES)}
  ${
    found.rows.length === 0
      ? html`<p>
          ${store.size(SMART) === 0 ? 'No sales yet. Create one with the API: it appears here at once.' : 'No sale fits.'}
        </p>`
      : html`<table class="stack">
          <caption class="unseen">
            Sales, newest first
          </caption>
          <thead>
            <tr>
              <th scope="col">Sale</th>
              <th scope="col">Status</th>
              <th scope="col">Reference</th>
              <th scope="col">Payer</th>
              <th scope="col">Method</th>
              <th scope="col" class="sum">Sum</th>
              <th scope="col" class="sum">Age</th>
            </tr>
          </thead>
          <tbody>
            ${found.rows.map(
              (smart) =>
                html`<tr data-key="${smart.id}">
                  <td><a class="code" href="${salePath(smart.id)}">${smart.id}</a></td>
                  <td>
                    ${badge(smart.status)}${waiting.has(smart.id) ? html` <span class="warn">terminal waits</span>` : ''}
                  </td>
                  <td>${maskText(smart.transactionRef ?? '')}</td>
                  <td>${maskText(payerOf(smart))}</td>
                  <td>${smart.payment_method ?? ''}</td>
                  <td class="sum">${money(smart.basket_info?.sum, smart.basket_info?.currency)}</td>
                  <td class="sum">${age(now, smart.created)}</td>
                </tr>`,
            )}
          </tbody>
        </table>`
  }
  ${furtherLink(`${BASE}/`, filter, found)}`;
}

/** The object itself, if it fits. */
function saleRow(text: string, { text: wanted, status }: Filter): StoredSmart | undefined {
  // Most objects are out before they are parsed.
  if (status && !text.includes(`"status":${JSON.stringify(status)}`)) return undefined;
  const smart = JSON.parse(text) as StoredSmart;
  if (status && smart.status !== status) return undefined;
  const { id, transactionRef, merchantRef, payment_method, trans_id } = smart;
  const texts = [id, transactionRef, merchantRef, payment_method, trans_id, payerOf(smart)];
  return texts.some((one) =>
    String(one ?? '')
      .toLowerCase()
      .includes(wanted.toLowerCase()),
  )
    ? smart
    : undefined;
}
