import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Html } from './page.ts';
import { secretsMatch } from '../engine/secrets-match.ts';

const NAME = 'form_token';

/** The fields of a form that was sent, by name. */
export type FormFields = (name: string) => string;

/** Guards the forms of a page: a field that another site cannot know. */
export class PageForms {
  // Made at the first request, because some runtimes have no random numbers before it.
  #token: string | undefined;

  /** What belongs into each form. */
  field(): Html {
    this.#token ??= crypto.randomUUID();
    return html`<input type="hidden" name="${NAME}" value="${this.#token}" />`;
  }

  /** The fields of a form; `genuine` says whether a page of this sandbox sent it. A form from before a restart is not. */
  async read(context: Context): Promise<{ readonly genuine: boolean; readonly field: FormFields }> {
    // What cannot be read as a form was sent by no page.
    const fields = await context.req.parseBody().catch((): Readonly<Record<string, unknown>> => ({}));
    const field = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
    return { genuine: this.#token !== undefined && secretsMatch(field(NAME), this.#token), field };
  }
}
