import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { Texts } from './texts/english.ts';

/** A field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** In characters. */
  readonly most: number;
  readonly autocomplete: string;
  readonly isOptional?: true;
  /** Is asked for once, and kept in no form. */
  readonly isTransient?: true;
  readonly hint?: string;
  readonly keyboard?: 'numeric' | 'email';
  /** What the page starts with. */
  readonly start?: string | null | undefined;
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
  /** Values that browsers offer. */
  readonly suggestions?: readonly { readonly value: string; readonly text: string }[];
  /** What is wrong with a value. */
  readonly check?: (value: string, values: Values) => string | undefined;
}

export type Values = Readonly<Record<string, string>>;
/** What is wrong, by name of the field. */
export type Errors = Readonly<Record<string, string>>;

export function readFields(fields: readonly Field[], field: (name: string) => string): Values {
  return Object.fromEntries(fields.map(({ name }) => [name, field(name).trim()]));
}

export function startOf(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map(({ name, start }) => [name, start ?? '']));
}

export function errorsIn(fields: readonly Field[], values: Values, texts: Texts): Errors {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const error = errorOf(field, values, texts);
      return error === undefined ? [] : [[field.name, error]];
    }),
  );
}

function errorOf({ name, most, isOptional, check }: Field, values: Values, texts: Texts): string | undefined {
  const value = values[name] ?? '';
  if (value === '') return isOptional ? undefined : texts.missing;
  return value.length > most ? texts.tooLong(most) : check?.(value, values);
}

/** All errors of a form, each of which leads to its field. */
export const errorSummary = (fields: readonly Field[], errors: Errors, { errorsTitle }: Texts): Html => html`
  <div role="alert" tabindex="-1" autofocus class="errors">
    <h2>${errorsTitle}</h2>
    <ul>
      ${fields
        .filter(({ name }) => errors[name] !== undefined)
        .map(({ name, label }) => html`<li><a href="#${name}">${label}: ${errors[name]}</a></li>`)}
    </ul>
  </div>
`;

export function fieldRow(field: Field, value: string, error: string | undefined, texts: Texts): Html {
  const { name, label, hint, isOptional, suggestions } = field;
  const notes = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`]
    .filter(Boolean)
    .join(' ');
  return html`<div class="field field-${name}">
    <label for="${name}">${label}${isOptional && html` <span class="muted">(${texts.optional})</span>`}</label>
    ${hint !== undefined && html`<p class="muted note" id="${name}-hint">${hint}</p>`}
    ${error !== undefined && html`<p class="bad note" id="${name}-error">${error}</p>`}
    ${field.choices ? selection(field, value, notes, error) : input(field, value, notes, error)}
    ${
      suggestions &&
      html`<datalist id="${name}-list">
        ${suggestions.map((one) => html`<option value="${one.value}">${one.text}</option>`)}
      </datalist>`
    }
  </div>`;
}

const described = (notes: string, error: string | undefined): Html =>
  html`${notes && html` aria-describedby="${notes}"`}${error !== undefined && html` aria-invalid="true"`}`;

const input = (field: Field, value: string, notes: string, error: string | undefined): Html =>
  html`<input
    id="${field.name}"
    name="${field.name}"
    value="${value}"
    autocomplete="${field.autocomplete}"
    maxlength="${field.most}"
    ${described(notes, error)}
    ${field.isOptional ? '' : 'required'}
    ${field.keyboard && html`inputmode="${field.keyboard}"`}
    ${field.suggestions && html`list="${field.name}-list"`}
  />`;

const selection = (field: Field, value: string, notes: string, error: string | undefined): Html =>
  html`<select id="${field.name}" name="${field.name}" autocomplete="${field.autocomplete}" ${described(notes, error)}>
    ${field.choices!.map(
      (choice) =>
        html`<option value="${choice.value}" ${choice.value === value ? 'selected' : ''}>${choice.text}</option>`,
    )}
  </select>`;
