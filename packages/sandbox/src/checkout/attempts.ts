import type { Engine } from '../engine/engine.ts';
import type { Stored } from '../store/store.ts';

/** What each form has led to: a form that is sent twice, as by a double click, pays once. */
const KIND = '_checkout-attempts';

interface Attempt extends Stored {
  /** Where the payer was sent. */
  readonly location: string;
}

const idOf = (page: string, form: string): string => `${page} ${form}`;

/** Where a form has led to, if it was sent before. */
export const earlierLocation = ({ store }: Engine, page: string, form: string): string | undefined =>
  store.get<Attempt>(KIND, idOf(page, form))?.location;

/**
 * Does what a form asks for, and keeps where it leads to, in one transaction.
 *
 * @param page Id of what is paid.
 * @param form A text that only this form has; a form without one is not recognised again.
 */
export function keepLocation(engine: Engine, page: string, form: string, work: () => string): string {
  return engine.store.transaction(() => {
    const location = work();
    if (form !== '') engine.store.put<Attempt>(KIND, { id: idOf(page, form), location });
    return location;
  });
}
