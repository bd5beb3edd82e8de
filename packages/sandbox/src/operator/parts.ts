import { html } from 'hono/html';
import type { Control } from '../control/control.ts';
import type { Engine } from '../engine/engine.ts';
import type { History } from '../history/history.ts';
import type { Html } from '../pages/page.ts';
import type { Payment } from '../payments/payment.ts';
import { PAYMENT_STEPS } from '../states/payment-steps.ts';
import type { FormMaker } from './forms.ts';
import { diagram } from './diagram.ts';
import { PAYMENT_LAYOUT } from './diagram-layouts.ts';
import { maskJson } from './mask.ts';
import { timeline, type TimelineItem } from './timeline.ts';
import { timelineView } from './timeline-view.ts';

/** What the pages show, and what they do it with. */
export interface Operated {
  readonly control: Control;
  readonly engine: Engine;
  readonly history: History;
  readonly form: FormMaker;
}

/** Sections that the pages of sales and payments share. */
export const card = (id: string, title: string, content: Html): Html =>
  html`<section class="card" id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${title}</h2>
    ${content}
  </section>`;

export const json = (object: unknown): Html =>
  html`<details data-key="json">
    <summary>As JSON, with account and card numbers masked</summary>
    <pre tabindex="0">${maskJson(object)}</pre>
  </details>`;

export const facts = (pairs: readonly (readonly [name: string, value: Html | string])[]): Html =>
  html`<dl class="facts">
    ${pairs
      .filter(([, value]) => value !== '')
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;

/** What has happened to objects, as items and as a section. */
export function timelineOf(
  { control, engine, history }: Operated,
  names: readonly string[],
  currency: string,
): { readonly items: readonly TimelineItem[]; readonly section: Html } {
  const ids = new Set(names);
  const log = control.pushes.log();
  const items = timeline(history, log, ids);
  const waiting = log.filter(
    ({ event, nextAttempt }) => nextAttempt !== undefined && event.data.some(({ id }) => ids.has(id)),
  );
  const view = timelineView({ items, waiting, currency, own: names[0]!, now: engine.clock.now() });
  return { items, section: card('timeline', 'Timeline', view) };
}

export function paymentDiagram({ shown, record }: Payment, items: readonly TimelineItem[]): Html {
  const drawn = diagram({
    id: 'payment-states',
    title: 'States of the payment',
    steps: PAYMENT_STEPS,
    layout: PAYMENT_LAYOUT,
    present: record.state,
    passed: statesPassed(items, shown.id),
  });
  return card('payment-diagram', 'States of the payment', drawn);
}

/** The states in which an object was. */
export const statesPassed = (items: readonly TimelineItem[], id: string): ReadonlySet<string> =>
  new Set(
    items.flatMap((item) =>
      item.kind === 'step' && item.id === id ? [...(item.from === undefined ? [] : [item.from]), item.to] : [],
    ),
  );
