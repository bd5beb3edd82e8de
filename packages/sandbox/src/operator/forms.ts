import { html } from 'hono/html';
import type { PageForms } from '../pages/page-forms.ts';
import type { Html } from '../pages/page.ts';
import { FORMS } from './paths.ts';

/** Makes a form that goes to a path below {@link FORMS}. */
export type FormMaker = (path: string, fields: Html, key?: string) => Html;

/** @param forms Guards them. */
export const formMaker =
  (forms: PageForms): FormMaker =>
  (path, fields, key = path) =>
    html`<form method="post" action="${FORMS}/${path}" class="row" data-key="${key}">${forms.field()}${fields}</form>`;

/** A path of which a part is an id. */
export const withId = (collection: string, id: string, action: string): string =>
  `${collection}/${encodeURIComponent(id)}/${action}`;

export const button = (label: string, name: string, value: string, kind = ''): Html =>
  html`<button class="${kind}" name="${name}" value="${value}">${label}</button>`;
