import { html } from 'hono/html';
import { FAULT_KINDS, type FaultKind, type FaultRule } from '../http/faults.ts';
import type { FormFields } from '../pages/page-forms.ts';
import type { Html } from '../pages/page.ts';
import { button } from './forms.ts';
import type { Operated } from './parts.ts';

/** Those that people try first. */
const OPERATIONS = [
  '*',
  'smart.transactions.create',
  'smart.transactions.*',
  'payment.transactions.cancel',
  'oauth.token',
];

/** The rules by which calls fail, and a form for a new one. */
export const faultRules = ({ control, form }: Operated): Html =>
  html`${
    control.faults.list().length === 0
      ? html`<p>Nothing goes wrong.</p>`
      : html`<ul>
          ${control.faults
            .list()
            .map(
              ({ id, kind, operation = '*', times = 1, made, skip = 0 }) =>
                html`<li data-key="fault-${id}">
                  <code>${kind}</code> for <code>${operation}</code>: ${made} of
                  ${times}${skip > 0 ? `, after ${skip}` : ''}
                  ${form('faults', html`<input type="hidden" name="id" value="${id}" />${button(`Remove ${kind}`, 'do', 'remove')}`, `fault-${id}`)}
                </li>`,
            )}
        </ul>`
  }
  ${form(
    'faults',
    html`<label
        >What goes wrong
        <select name="kind">
          ${FAULT_KINDS.map((kind) => html`<option>${kind}</option>`)}
        </select></label
      >
      <label>Operation <input name="operation" value="*" list="operations" required /></label>
      <datalist id="operations">${OPERATIONS.map((name) => html`<option value="${name}"></option>`)}</datalist>
      <label>Calls that fail <input type="number" name="times" min="1" max="1000000" value="1" required /></label>
      <label>Calls before <input type="number" name="skip" min="0" max="1000000" value="0" required /></label>
      <label
        >Status, for <code>status</code> <input type="number" name="status" min="400" max="599" placeholder="500"
      /></label>
      <label
        >Milliseconds, for <code>latency</code>
        <input type="number" name="delay" min="0" max="3600000" placeholder="1000"
      /></label>
      ${button('Add the fault', 'do', 'add', 'primary')}`,
    'fault-new',
  )}`;

/** The rule that the form describes. */
export function ruleFrom(field: FormFields): FaultRule {
  const number = (name: string): { readonly [name: string]: number } =>
    field(name) === '' ? {} : { [name]: Number(field(name)) };
  const kind = field('kind') as FaultKind;
  return {
    kind,
    operation: field('operation'),
    ...number('times'),
    ...number('skip'),
    ...(kind === 'status' && number('status')),
    ...(kind === 'latency' && number('delay')),
  };
}
