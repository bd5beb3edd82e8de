import { html } from 'hono/html';
import type { Engine } from '../engine/engine.ts';
import type { Html } from '../pages/page.ts';
import type { FormFields, PageForms } from '../pages/page-forms.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { readFields, startOf, type Field, type Values } from './field.ts';
import { groupsFor, PARTS, type FieldGroup, type Part } from './payer-fields.ts';
import type { Sale } from './sale.ts';

/** What pages of one checkout share. */
export interface Checkout {
  readonly engine: Engine;
  readonly forms: PageForms;
  readonly sale: Sale;
}

/** A method that the payer has chosen, with what the page asks for and what was entered. */
export interface Choice extends Checkout {
  readonly method: PaymentMethod;
  readonly groups: readonly FieldGroup[];
  readonly values: Values;
}

/** Name of the field that says what a form has asked for. */
const ASKED = 'asked';

/** A choice for which nothing was entered yet. */
export function choose(checkout: Checkout, method: PaymentMethod, more: readonly Part[] = []): Choice {
  const { engine, sale } = checkout;
  const groups = groupsFor(engine, sale, method, more);
  return { ...checkout, method, groups, values: startOf(fieldsOf(groups)) };
}

/** A choice with what a form says. What it has not asked for, and the sale does not know any more, is empty, or as the sale has it. */
export function entered(checkout: Checkout, method: PaymentMethod, field: FormFields): Choice {
  const asked = PARTS.filter((part) => field(ASKED).split(' ').includes(part));
  const choice = choose(checkout, method, asked);
  const read = choice.groups.filter(({ part }) => asked.includes(part));
  return { ...choice, values: { ...choice.values, ...readFields(fieldsOf(read), field) } };
}

/** What a form has to carry, so that it can be read. */
export const carried = ({ method, groups }: Choice): [name: string, value: string][] => [
  ['method', method.name],
  [ASKED, groups.map(({ part }) => part).join(' ')],
];

export const hidden = (fields: readonly (readonly [name: string, value: string])[]): Html =>
  html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;

export const fieldsOf = (groups: readonly FieldGroup[]): Field[] => groups.flatMap(({ fields }) => fields);
