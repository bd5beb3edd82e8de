import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import { age, duration, money } from './format.ts';
import { faultRules } from './fault-rules.ts';
import { button, withId } from './forms.ts';
import { maskText } from './mask.ts';
import { card, type Operated } from './parts.ts';
import { salePath } from './paths.ts';
import { answers } from './sale-actions.ts';
import { saleOf } from './sale.ts';

/** The clock, what waits for a person, what goes wrong, and what is kept. */
export const platformPage = (operated: Operated): Html =>
  html`<div class="columns">
    <div>
      ${card('terminals', 'Terminals', terminals(operated))}
      ${card('devices', 'Devices that log in', devices(operated))} ${card('faults', 'Faults', faultRules(operated))}
    </div>
    <div>
      ${card('clock', 'Clock', clock(operated))} ${card('snapshots', 'Snapshots', snapshots(operated))}
      ${card('violations', 'Violations of the spec', violations(operated))} ${card('reset', 'Reset', reset(operated))}
    </div>
  </div>`;

/** How many wait for a person. */
export const waitingFor = ({ control }: Operated): number =>
  control.staff.terminals().length + control.oauth.waiting().length;

function clock({ control, engine, form }: Operated): Html {
  const steps = ['1h', '24h', '3d'].map((by) => button(`+ ${by.replace(/(\d+)(\w)/, '$1 $2')}`, 'by', by));
  return html`<p>
      It is <time datetime="${control.now}">${control.now}</time>.
      ${engine.clock.stopped ? 'It stands still until it is advanced.' : 'It follows the clock of the computer.'}
    </p>
    ${form('clock', html`${steps}`, 'clock-steps')}
    ${form(
      'clock',
      html`<label
          >Custom
          <input
            name="by"
            required
            placeholder="20m"
            pattern="\\d+(\\.\\d+)?(ms|s|m|h|d)"
            title="A number and ms, s, m, h or d"
        /></label>
        ${button('Advance', '', '')}`,
      'clock-custom',
    )}`;
}

function terminals({ control, engine, form }: Operated): Html {
  const waiting = control.staff.terminals();
  const delay = control.settings.terminalDelay;
  return html`${
      waiting.length === 0
        ? html`<p>No terminal waits.</p>`
        : html`<ul>
            ${waiting.map((id) => {
              const sum = saleOf(engine, id)?.smart.basket_info;
              return html`<li data-key="${id}">
                <a class="code" href="${salePath(id)}">${id}</a>
                <strong class="sum">${money(sum?.sum, sum?.currency)}</strong>
                ${form(
                  withId('sales', id, 'terminal'),
                  html`<input type="hidden" name="from" value="platform" />${answers(`The card for ${id} is`)}`,
                )}
              </li>`;
            })}
          </ul>`
    }
    <p class="muted">Terminals wait for ${duration(delay)}; then test data decide.</p>
    ${form(
      'terminal-delay',
      html`${button('Wait five minutes for a cashier', 'delay', '300000')}
      ${button('Answer after 2 seconds', 'delay', '2000')}`,
    )}`;
}

function devices({ control, engine, form }: Operated): Html {
  const waiting = control.oauth.waiting();
  const now = engine.clock.now();
  return html`${
    waiting.length === 0
      ? html`<p>No device waits.</p>`
      : html`<ul>
          ${waiting.map(
            ({ userCode, uuid, requested }) =>
              html`<li data-key="${userCode}">
                <strong class="code">${userCode}</strong> ${uuid} <span class="muted">${age(now, requested)} ago</span>
                ${form(
                  'devices',
                  html`<input type="hidden" name="code" value="${userCode}" />
                    ${button('Approve', 'decision', 'approve', 'primary')}
                    ${button('Deny', 'decision', 'deny', 'danger')}`,
                  `device-${userCode}`,
                )}
              </li>`,
          )}
        </ul>`
  }
  ${form('tokens', html`<button>Let every access token expire</button>`)}`;
}

const snapshots = ({ control, form }: Operated): Html =>
  html`${
    control.snapshots().length === 0
      ? html`<p>None is kept.</p>`
      : html`<ul>
          ${control
            .snapshots()
            .map(
              (name) =>
                html`<li data-key="${name}">
                  ${maskText(name)}
                  ${form(
                    'snapshots',
                    html`<input type="hidden" name="name" value="${name}" />
                      ${button('Return to it', 'action', 'restore')} ${button('Delete', 'action', 'delete', 'danger')}`,
                    `snapshot-${name}`,
                  )}
                </li>`,
            )}
        </ul>`
  }
  ${form(
    'snapshots',
    html`<label>Name <input name="name" required maxlength="80" /></label>
      ${button('Keep a snapshot', 'action', 'save')}`,
    'snapshot',
  )}`;

const violations = ({ control }: Operated): Html =>
  control.violations.length === 0
    ? html`<p>None: every answer that was checked conforms.</p>`
    : html`<ul>
        ${control.violations
          .slice(-20)
          .map(({ operation, violation }) => html`<li><code>${operation}</code> ${maskText(violation)}</li>`)}
      </ul>`;

const reset = ({ control, form }: Operated): Html => {
  const objects = Object.values(control.counts()).reduce((sum, count) => sum + count, 0);
  return html`<p>Forgets ${objects} objects, tokens, pushes, faults and settings, and starts again. Snapshots stay.</p>
    <details>
      <summary>Reset the sandbox</summary>
      ${form(
        'reset',
        html`<label><input type="checkbox" name="sure" value="yes" required /> Forget everything</label>
          ${button('Reset', '', '', 'danger')}`,
      )}
    </details>`;
};
