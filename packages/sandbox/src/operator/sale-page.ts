import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import { SMART_STEPS } from '../states/smart-steps.ts';
import { diagram } from './diagram.ts';
import { SMART_LAYOUT } from './diagram-layouts.ts';
import { age, badge, money, shortId } from './format.ts';
import { maskText } from './mask.ts';
import { card, facts, json, paymentDiagram, statesPassed, timelineOf, type Operated } from './parts.ts';
import { paymentPath } from './paths.ts';
import { paymentActions } from './payment-actions.ts';
import { receiptPaper } from './receipt-paper.ts';
import { namesOf, payerOf, type Sale } from './sale.ts';
import { saleActions } from './sale-actions.ts';

/** A sale: what has happened, where it stands, and what can follow. */
export function salePage(operated: Operated, sale: Sale): Html {
  const { control, engine, form } = operated;
  const { smart, payments } = sale;
  const { id, status, basket_info: basket, receipt } = smart;
  const [leading] = payments;
  const isAtTerminal = control.staff.terminals().includes(id);
  const { items, section } = timelineOf(operated, [id, ...payments.flatMap(namesOf)], basket?.currency ?? 'EUR');
  return html`${facts([
      ['Status', badge(status)],
      ['Payment', leading ? badge(leading.record.state) : ''],
      ['Sum', html`<span class="sum">${money(basket?.sum, basket?.currency)}</span>`],
      ['Reference', maskText(smart.transactionRef ?? '')],
      ['Payer', maskText(payerOf(smart))],
      ['Method', smart.payment_method ?? ''],
      ['Payment id', payments.length > 0 ? html`${payments.map(({ shown }) => paymentLink(shown.id))}` : ''],
      ['Number', String(smart.trans_id ?? '')],
      ['Created', smart.created ? html`${age(engine.clock.now(), smart.created)} ago` : ''],
    ])}
    <div class="columns">
      <div>${section}</div>
      <div>
        ${card(
          'actions',
          'What can follow',
          html`${saleActions(sale, isAtTerminal, form)} ${leading && paymentActions(leading, form)}`,
        )}
        ${receipt && receipt.length > 0 && card('receipt', 'Receipt', receiptPaper('Receipt', receipt))}
      </div>
    </div>
    ${card('sale-diagram', 'States of the sale', saleDiagram(sale, statesPassed(items, id)))}
    ${leading && paymentDiagram(leading, items)} ${json(smart)}`;
}

const paymentLink = (id: string): Html =>
  html`<a class="code" href="${paymentPath(id)}" title="${id}">${shortId(id)}</a> `;

function saleDiagram({ smart }: Sale, passed: ReadonlySet<string>): Html {
  const { intent, delivery_options: delivery, status } = smart;
  const isCollected = (delivery as { type?: string } | null | undefined)?.type === 'collection';
  const paid = intent !== 'order' ? 'ok' : isCollected ? 'collection' : 'received';
  const steps = SMART_STEPS.map((row) => ({ ...row, to: row.to === 'paid' ? paid : row.to }));
  return diagram({
    id: 'sale-states',
    title: 'States of the sale',
    steps,
    layout: SMART_LAYOUT,
    present: status,
    passed,
  });
}

/** What a screen reader hears when the page has changed. */
export const saleNews = ({ smart, payments: [leading] }: Sale): string =>
  `The sale is ${smart.status}${leading ? `, its payment ${leading.record.state}` : ''}.`;
