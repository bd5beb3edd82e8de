import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { PushRecord } from '../pushes/push-record.ts';
import { badge, clockTime, duration, money, shortId } from './format.ts';
import { maskTarget, maskText, maskUrl } from './mask.ts';
import type { PushItem } from './push-items.ts';
import type { RequestItem, StepItem, TimelineItem } from './timeline.ts';

export interface TimelineView {
  readonly items: readonly TimelineItem[];
  /** The pushes that wait for their next attempt. */
  readonly waiting: readonly PushRecord[];
  readonly currency: string;
  /** The id that need not be named. */
  readonly own: string;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** More than these are too long to read. */
const SHOWN = 200;

/** What has happened, oldest first, and what is to come. */
export function timelineView(view: TimelineView): Html {
  const { items, waiting, now } = view;
  if (items.length === 0) return html`<p class="muted">Nothing has happened since the sandbox was started.</p>`;
  const shown = items.slice(-SHOWN);
  return html`${shown.length < items.length && html`<p class="muted">The latest ${SHOWN} of ${items.length}.</p>`}
    <ol class="timeline">
      ${shown.map(
        (item) =>
          html`<li class="${classOf(item)}">
            ${clockTime(item.at, now)}
            <div class="what">${describe(item, view)}</div>
          </li>`,
      )}
      ${waiting.map(
        ({ id, nextAttempt, url }) =>
          html`<li class="waiting">
            ${clockTime(Date.parse(nextAttempt!), now)}
            <div class="what muted">
              next attempt of <code>${shortId(id)}</code> to ${maskUrl(url)}, in
              ${duration(Date.parse(nextAttempt!) - now)}
            </div>
          </li>`,
      )}
    </ol>`;
}

function classOf(item: TimelineItem): string {
  if (item.kind === 'attempt') return item.attempt.status === 200 ? 'delivered' : 'failed';
  if (item.kind === 'request') return (item.request.status ?? 500) < 400 ? 'request' : 'failed';
  return item.kind;
}

function describe(item: TimelineItem, view: TimelineView): Html {
  if (item.kind === 'request') return describeRequest(item);
  return item.kind === 'step' ? describeStep(item, view) : describePush(item);
}

const describeRequest = ({ request: { method, target, status } }: RequestItem): Html =>
  html`<code title="${maskTarget(target)}">${method} ${shortTarget(target)}</code>
    <span class="${status !== undefined && status < 400 ? 'good' : 'bad'}">${status ?? 'no response'}</span>`;

function describeStep({ of, id, from, to, steps, left, action }: StepItem, { own, currency }: TimelineView): Html {
  return html`${of} ${id !== own && of !== 'Sale' ? html`<code>${shortId(id)}</code>` : ''}
  ${from === undefined ? html`<span class="muted">new →</span>` : html`${from} →`} ${badge(to)}
  ${steps.length > 0 ? html`<span class="muted">by ${steps.join(' or ')}</span>` : from !== undefined && html`<span class="muted">forced</span>`}
  ${left !== undefined && html`<span class="muted">${money(left, currency)} left</span>`}
  ${action !== undefined && html`<span class="muted">(here: ${action})</span>`}`;
}

function describePush(item: PushItem): Html {
  const { id, event, url } = item.push;
  if (item.kind === 'push')
    return html`Push ${item.isAgain ? 'sent again: ' : ''}<code>${event.target}</code> ${event.type}
      <span class="muted"><code>${shortId(id)}</code> to ${maskUrl(url)}</span>`;
  const { status, error, durationMs } = item.attempt;
  return html`Attempt ${item.number} of <code>${shortId(id)}</code>
    <span class="${status === 200 ? 'good' : 'bad'}">${status ?? maskText(error ?? '')}</span>
    <span class="muted">after ${durationMs} ms</span>`;
}

const API = '/api/v2';
const LONG_ID = /\b[A-Z]{3}_[A-Z0-9]{12,}\b/g;

/** Below the base URL, with short ids. */
const shortTarget = (target: string): string =>
  maskTarget(target.startsWith(`${API}/`) ? target.slice(API.length) : target).replace(LONG_ID, shortId);
