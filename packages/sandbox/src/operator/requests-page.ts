import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import { clockTime } from './format.ts';
import { maskTarget } from './mask.ts';
import type { Operated } from './parts.ts';
import { paymentPath, salePath } from './paths.ts';

const SHOWN = 200;
const NAMED = /\/((?:STX|PCI)_\w+)/;

/** The latest requests of the API, newest first. */
export function requestsPage({ control, engine }: Operated): Html {
  const requests = control.requests.list();
  const now = engine.clock.now();
  if (requests.length === 0) return html`<p>No requests yet.</p>`;
  return html`${requests.length > SHOWN && html`<p class="muted">The latest ${SHOWN} of ${requests.length}.</p>`}
    <table class="stack">
      <caption class="unseen">
        Requests, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col">Status</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        ${requests
          .slice(-SHOWN)
          .reverse()
          .map(
            ({ at, method, target, status }) =>
              html`<tr>
                <td><code>${method} ${maskTarget(target)}</code> ${linkTo(target)}</td>
                <td class="${status !== undefined && status < 400 ? 'good' : 'bad'}">${status ?? 'no response'}</td>
                <td>${clockTime(Date.parse(at), now)}</td>
              </tr>`,
          )}
      </tbody>
    </table>`;
}

function linkTo(target: string): Html | '' {
  const [, id] = NAMED.exec(target) ?? [];
  if (id === undefined) return '';
  return html`<a href="${id.startsWith('STX') ? salePath(id) : paymentPath(id)}"
    >show<span class="unseen"> ${id}</span></a
  >`;
}
