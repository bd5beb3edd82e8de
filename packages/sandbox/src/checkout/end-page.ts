import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Html, PageParts } from '../pages/page.ts';
import { alert, payerPage, type Paid } from './layout.ts';
import { returnTarget } from './return-url.ts';

/** How something ended, for the payer. */
export interface End {
  readonly title: string;
  readonly text: string;
  readonly details?: Html;
  /** Where the payer goes on. */
  readonly returnUrl?: string | null | undefined;
  /** Path of a page on which the payer can try again, with its text. */
  readonly again?: { readonly path: string; readonly text: string };
}

/** The page on which a payment ends, or which says that it has ended. */
export function endPage(
  context: Context,
  paid: Paid,
  { title, text, details, returnUrl, again }: End,
  message?: string,
  status: PageParts['status'] = 200,
) {
  const target = returnTarget(returnUrl);
  return payerPage(context, paid, {
    title,
    status,
    content: html`${alert(message)}
      <p role="status">${text}</p>
      ${details}
      <p class="actions">
        ${target && html`<a class="button" href="${target.url}">${paid.texts.backToShop(paid.merchant)}</a>`}
        ${again && html`<a class="${target ? 'again' : 'button'}" href="${again.path}">${again.text}</a>`}
      </p>
      ${returnUrl != null && !target && unusableUrl(returnUrl)}`,
  });
}

const unusableUrl = (url: string): Html =>
  html`<div class="tester" lang="en">
    <p class="note">Sandbox: no page may lead to this return URL: <span class="code">${url}</span></p>
  </div>`;
