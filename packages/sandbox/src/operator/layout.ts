import type { Context } from 'hono';
import { html } from 'hono/html';
import { page, type Html } from '../pages/page.ts';
import type { Message } from './messages.ts';
import { BASE, SCRIPT_PATH } from './paths.ts';
import { OPERATOR_STYLE } from './style.ts';

const PAGES = [
  ['Sales', ''],
  ['Payments', '/payments'],
  ['Pushes', '/pushes'],
  ['Requests', '/requests'],
  ['Platform', '/platform'],
] as const;

export interface OperatorPageParts {
  readonly title: string;
  /** Path of the entry in the navigation, below {@link BASE}. */
  readonly section: (typeof PAGES)[number][1];
  readonly content: Html;
  /** What a screen reader hears when it has changed. */
  readonly news: string;
  readonly message?: Message | undefined;
  readonly status?: 200 | 403 | 404;
  /** How much waits for a person, beside its entry in the navigation. */
  readonly waiting: number;
  readonly now: string;
}

/** A page of the operator: its content is replaced when something has changed. */
export function operatorPage(context: Context, parts: OperatorPageParts): Response | Promise<Response> {
  const { title, section, content, news, message, status = 200, waiting, now } = parts;
  return page(context, {
    title,
    status,
    wide: true,
    style: OPERATOR_STYLE,
    script: SCRIPT_PATH,
    navigation: html`<nav aria-label="Pages of the sandbox" id="navigation" data-live>
        <ul>
          ${PAGES.map(
            ([name, path]) =>
              html`<li>
                <a href="${BASE}${path || '/'}" ${path === section ? html`aria-current="page"` : ''}
                  >${name}${
                    path === '/platform' && waiting > 0
                      ? html` <span class="count">${waiting}<span class="unseen"> waiting</span></span>`
                      : ''
                  }</a
                >
              </li>`,
          )}
        </ul>
        <p class="now"><span class="unseen">Time of the sandbox: </span><time datetime="${now}">${now}</time></p>
      </nav>
      <p class="connection" id="connection"></p>`,
    content: html`<div id="said" tabindex="-1" aria-live="polite">
        ${message && html`<p role="${message.role}">${message.text}</p>`}
      </div>
      <p id="news" class="unseen" role="status"></p>
      <div id="live" data-live data-news="${news}">${content}</div>`,
  });
}
