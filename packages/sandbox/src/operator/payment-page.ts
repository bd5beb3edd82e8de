import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { Payment } from '../payments/payment.ts';
import { age, badge, money, shortId } from './format.ts';
import { maskText } from './mask.ts';
import { card, facts, json, paymentDiagram, timelineOf, type Operated } from './parts.ts';
import { paymentPath, salePath } from './paths.ts';
import { paymentActions } from './payment-actions.ts';
import { namesOf } from './sale.ts';

/** A payment, with or without a sale. */
export function paymentPage(operated: Operated, payment: Payment): Html {
  const { engine, form } = operated;
  const { shown, record } = payment;
  const { items, section } = timelineOf(operated, namesOf(payment), shown.currency ?? 'EUR');
  const related = (shown.related_transactions ?? []).flatMap(({ id, hierarchy }) =>
    id === undefined ? [] : [{ id, hierarchy }],
  );
  return html`${facts([
      ['State', badge(record.state)],
      ['Amount', html`<span class="sum">${money(shown.amount, shown.currency)}</span>`],
      ['Left', html`<span class="sum">${money(record.left, shown.currency)}</span>`],
      ['Simple status', shown.details?.status_simple_text ?? ''],
      ['Method', record.method],
      ['Number', String(shown.trans_id ?? '')],
      ['Text', maskText(shown.description ?? '')],
      ['Created', shown.created ? html`${age(engine.clock.now(), shown.created)} ago` : ''],
      [
        'Sale',
        record.smart === undefined
          ? ''
          : html`<a class="code" href="${salePath(record.smart)}" title="${record.smart}">${shortId(record.smart)}</a>`,
      ],
      ...related.map(
        ({ id, hierarchy }) =>
          [
            hierarchy === 'parent' ? 'Refund of' : 'Refund',
            html`<a class="code" href="${paymentPath(id)}" title="${id}">${shortId(id)}</a>`,
          ] as const,
      ),
    ])}
    <div class="columns">
      <div>${section}</div>
      <div>${card('actions', 'What can follow', paymentActions(payment, form))}</div>
    </div>
    ${paymentDiagram(payment, items)} ${json(shown)}`;
}
