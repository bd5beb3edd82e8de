import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { PushRecord } from '../pushes/push-record.ts';
import { age, clockTime, duration } from './format.ts';
import { withId } from './forms.ts';
import { maskText, maskUrl } from './mask.ts';
import type { Operated } from './parts.ts';
import { paymentPath, salePath } from './paths.ts';

const SHOWN = 100;

/** What was sent, newest first, with each attempt. */
export function pushesPage({ control, engine, form }: Operated): Html {
  const log = control.pushes.log();
  const now = engine.clock.now();
  if (log.length === 0)
    return html`<p>
      No pushes yet. A sale with <code>application_context.return_urls.url_push</code> sends some, and so does every
      object once the setting <code>pushUrl</code> names a receiver.
    </p>`;
  const row = (push: PushRecord): Html =>
    html`<tr data-key="${push.id}">
      <td class="code">${push.id}</td>
      <td>${push.event.target} <span class="muted">${push.event.type}</span><br />${subject(push)}</td>
      <td>${stateOf(push)}<br />${push.attempts.length > 0 && attempts(push, now)}${next(push, now)}</td>
      <td class="code">${maskUrl(push.url)}</td>
      <td class="sum">${age(now, push.event.created)}</td>
      <td>
        ${form(withId('pushes', push.id, 'replay'), html`<button>Resend<span class="unseen"> ${push.id}</span></button>`)}
      </td>
    </tr>`;
  return html`${log.length > SHOWN && html`<p class="muted">The latest ${SHOWN} of ${log.length}.</p>`}
    <table class="stack">
      <caption class="unseen">
        Pushes, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Event</th>
          <th scope="col">About</th>
          <th scope="col">Delivery</th>
          <th scope="col">Receiver</th>
          <th scope="col" class="sum">Age</th>
          <th scope="col">Action</th>
        </tr>
      </thead>
      <tbody>
        ${log.slice(-SHOWN).reverse().map(row)}
      </tbody>
    </table>`;
}

/** The object, with a link to its page if it has one. */
function subject({ event }: PushRecord): Html {
  const [{ object, id }] = event.data;
  const path =
    object === 'smart.transactions' ? salePath(id) : object === 'payment.transactions' ? paymentPath(id) : '';
  return path ? html`<a class="code" href="${path}">${id}</a>` : html`<span class="code">${id}</span>`;
}

const KINDS = { delivered: 'good', waiting: 'open', 'given-up': 'bad' } as const;
const stateOf = ({ status }: PushRecord): Html => html`<span class="badge ${KINDS[status]}">${status}</span>`;

const attempts = ({ attempts: made }: PushRecord, now: number): Html =>
  html`<details>
    <summary>${made.length} ${made.length === 1 ? 'attempt' : 'attempts'}</summary>
    <ol>
      ${made.map(
        ({ at, status, error, durationMs }) =>
          html`<li>${clockTime(Date.parse(at), now)} ${status ?? maskText(error ?? '')}, ${durationMs} ms</li>`,
      )}
    </ol>
  </details>`;

const next = ({ nextAttempt }: PushRecord, now: number): Html | '' =>
  nextAttempt === undefined ? '' : html`<span class="muted">next in ${duration(Date.parse(nextAttempt) - now)}</span>`;
