import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';

/** `19.95 EUR`, of an amount in minor units. */
export const money = (amount: number | null | undefined, currency: string | null | undefined): string =>
  amount == null ? '' : `${(amount / 100).toFixed(2)} ${currency ?? 'EUR'}`;

const SECOND = 1000;
const UNITS = [
  [24 * 60 * 60 * SECOND, 'd'],
  [60 * 60 * SECOND, 'h'],
  [60 * SECOND, 'min'],
  [SECOND, 's'],
] as const;

/** `3 min`, in the largest unit that fits. */
export function duration(time: number): string {
  const [size, unit] = UNITS.find(([least]) => time >= least) ?? [SECOND, 's'];
  return `${Math.floor(Math.max(0, time) / size)} ${unit}`;
}

/** How long ago a time was, with the time itself. */
export function age(now: number, at: string | null | undefined): Html | '' {
  const time = Date.parse(at ?? '');
  if (Number.isNaN(time)) return '';
  return html`<time datetime="${at}" title="${at}">${duration(now - time)}</time>`;
}

const SHORT_ID = 12;

/** The beginning of an id, which tells it from the others on a page. */
export const shortId = (id: string): string => (id.length > SHORT_ID + 2 ? `${id.slice(0, SHORT_ID)}…` : id);

/** `10:00:00`, with its day unless it is that of `now`. Times are in milliseconds since 1970, and shown in UTC. */
export function clockTime(time: number, now: number): Html {
  const iso = new Date(time).toISOString();
  const isToday = iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10);
  return html`<time datetime="${iso}">${isToday ? '' : `${iso.slice(0, 10)} `}${iso.slice(11, 19)}</time>`;
}

const GOOD = new Set(['ok', 'received', 'collection', 'collected', 'shipped', 'completed', 'paid-out', 'invoice-paid']);
const BAD = new Set(['failed', 'denied', 'charged-back']);
const OVER = new Set(['cancelled', 'aborted', 'void', 'refunded', 'refunding']);

/** A state as a label. Its colour says nothing that its text does not say. */
export function badge(state: string): Html {
  const kind = GOOD.has(state) ? 'good' : BAD.has(state) ? 'bad' : OVER.has(state) ? 'over' : 'open';
  return html`<span class="badge ${kind}">${state}</span>`;
}
