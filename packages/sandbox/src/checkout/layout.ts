import type { Context } from 'hono';
import { html } from 'hono/html';
import { page, type Html, type PageParts } from '../pages/page.ts';
import { formTargets } from './return-url.ts';
import { STYLE } from './style.ts';
import type { Texts } from './texts/english.ts';

/** What every page of a payer shows of what is paid. */
export interface Paid {
  readonly texts: Texts;
  readonly merchant: string;
  readonly amount: string;
  readonly isDemo: boolean;
  readonly returnUrls: readonly (string | null | undefined)[];
}

export type PayerPage = Pick<PageParts, 'title' | 'content' | 'status'>;

/** A page of a payer. */
export const payerPage = (context: Context, paid: Paid, { title, content, status = 200 }: PayerPage) =>
  page(context, {
    title,
    content,
    status,
    language: paid.texts.language,
    style: STYLE,
    formTargets: formTargets(paid.returnUrls),
    header: html`<p class="merchant">${paid.merchant}</p>
      <p class="amount">${paid.amount}</p>
      <p class="badge" lang="en">Sandbox${paid.isDemo && ', demo sale'}: no money moves</p>`,
  });

/** A page about nothing that exists. */
export const unknownPage = (context: Context, { unknownTitle, unknown, language }: Texts) =>
  page(context, {
    title: unknownTitle,
    content: html`<p>${unknown}</p>`,
    status: 404,
    style: STYLE,
    language,
  });

export const alert = (text: string | undefined): Html =>
  html`${text !== undefined && html`<p role="alert">${text}</p>`}`;

const STEPS = ['stepMethod', 'stepDetails', 'stepConfirm'] as const;

/** Where the payer is on the way. */
export const stepList = (texts: Texts, current: (typeof STEPS)[number]): Html =>
  html`<ol class="steps" aria-label="${texts.steps}">
    ${STEPS.map((step) => html`<li ${step === current ? html`aria-current="step"` : ''}>${texts[step]}</li>`)}
  </ol>`;
