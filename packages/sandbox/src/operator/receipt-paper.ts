import type { ReceiptLine } from '@secuconnect/api';
import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import { maskText } from './mask.ts';

interface LineValue {
  readonly text?: unknown;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly caption?: unknown;
  readonly decoration?: unknown;
}

const DECORATIONS = new Set(['important', 'align-center', 'align-right']);

/** A receipt as a roll of 80 mm has it. */
export const receiptPaper = (title: string, lines: readonly ReceiptLine[]): Html =>
  html`<div class="paper" role="group" aria-label="${title}" lang="de">${lines.map(printed)}</div>`;

function printed(line: ReceiptLine): Html {
  const { type, value } = line as { readonly type?: string; readonly value?: LineValue | null };
  const { text, name, value: amount, caption, decoration } = value ?? {};
  const styles = (Array.isArray(decoration) ? decoration : []).map((one) => String(one).replace('_', '-'));
  const style = styles.filter((one) => DECORATIONS.has(one)).join(' ');
  switch (type) {
    case 'textline':
      return html`<p class="${style}">${shown(text)}</p>`;
    case 'name-value':
      return html`<div class="row-line ${style}"><span>${shown(name)}</span><span>${shown(amount)}</span></div>`;
    case 'separator':
      return caption === undefined || caption === null
        ? html`<hr />`
        : html`<p class="align-center">${shown(caption)}</p>`;
    default:
      return html`<p></p>`;
  }
}

const shown = (text: unknown): string =>
  typeof text === 'string' || typeof text === 'number' ? maskText(String(text)) : '';
