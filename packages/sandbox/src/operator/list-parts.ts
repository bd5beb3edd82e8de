import { html } from 'hono/html';
import type { Context } from 'hono';
import type { Html } from '../pages/page.ts';
import type { Found } from './newest.ts';

/** What a list shows. */
export interface Filter {
  readonly text: string;
  /** Empty for all. */
  readonly status: string;
  /** The id after which the list goes on. */
  readonly before: string | undefined;
}

export const filterOf = (context: Context): Filter => ({
  text: (context.req.query('text') ?? '').trim(),
  status: context.req.query('status') ?? '',
  before: context.req.query('before'),
});

export const filterForm = (path: string, { text, status }: Filter, statuses: readonly string[]): Html =>
  html`<form method="get" action="${path}" class="row filter" role="search">
    <label>Text <input type="search" name="text" value="${text}" placeholder="id, reference, payer" /></label>
    <label
      >Status
      <select name="status">
        <option value="">all</option>
        ${statuses.map((name) => html`<option ${name === status ? 'selected' : ''}>${name}</option>`)}
      </select></label
    >
    <button>Filter</button>
    ${(text || status) && html`<a href="${path}">Show all</a>`}
  </form>`;

/** Leads on, and back to the newest. */
export function furtherLink(
  path: string,
  { text, status, before }: Filter,
  { next, rows, searched }: Found<unknown>,
): Html {
  const query = new URLSearchParams({
    ...(text && { text }),
    ...(status && { status }),
    ...(next !== undefined && { before: next }),
  });
  const first = new URLSearchParams({ ...(text && { text }), ...(status && { status }) });
  return html`<p>
    ${before !== undefined && html`<a href="${path}?${first.toString()}">Newest</a>`}
    ${next !== undefined && html`<a href="${path}?${query.toString()}">Older</a>`}
    ${next !== undefined && rows.length < searched && html`<span class="muted">${searched} were searched.</span>`}
  </p>`;
}
