import type { Values } from './field.ts';

/** What a payer has entered and not paid yet. */
export interface Draft {
  /** Id of the sale. */
  readonly sale: string;
  readonly method: string;
  /** What the form says, by field. */
  readonly fields: Values;
}

/** As many payers as a sandbox sees at a time. */
const MAX_DRAFTS = 500;

/** What payers have entered, so that the back button finds pages and not sent forms. Only in memory, because card numbers are among it. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();

  /** @returns The name under which it is found again. The oldest one makes room. */
  keep(draft: Draft): string {
    const name = crypto.randomUUID();
    this.#drafts.set(name, draft);
    const [oldest] = this.#drafts.keys();
    if (this.#drafts.size > MAX_DRAFTS) this.#drafts.delete(oldest!);
    return name;
  }

  /** What was entered for a sale; `undefined` when it was forgotten, as after a restart. */
  find(name: string | undefined, sale: string): Draft | undefined {
    const draft = this.#drafts.get(name ?? '');
    return draft?.sale === sale ? draft : undefined;
  }
}
