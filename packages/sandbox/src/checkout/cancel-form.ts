import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { Checkout } from './choice.ts';

/** A form with which the payer gives up, for a page that has no other one. */
export const cancelForm = ({ forms, sale }: Checkout): Html =>
  html`<form method="post" action="/checkout/${sale.id}">
    ${forms.field()}
    <p class="actions"><button class="quiet" name="action" value="abort">${sale.texts.cancel}</button></p>
  </form>`;
