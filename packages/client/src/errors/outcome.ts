import { hide } from '../internal/redact.ts';

/**
 * What is known about the effect of a call that failed:
 * - `not-sent`: the server did not get it. Nothing happened; sending it again is safe.
 * - `rejected`: the server got it and said no. Sending the same again will not help.
 * - `unknown`: the server may have carried it out. Read the object before trying again; money may have moved.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown';

/** What an error needs to know of the call it ended, to say what to do next. */
export interface Subject {
  /** The operation, such as `smart.transactions.start`. */
  readonly id: string;
  /** Whether it only reads. */
  readonly repeatSafe: boolean;
  /** Id of the object that it was called on, when there is one. */
  readonly object?: string | undefined;
}

/** The next step after a call of which no more than the outcome is known. */
export function nextStep({ id, repeatSafe, object }: Subject, outcome: Outcome): string {
  if (outcome === 'not-sent') return 'Nothing has happened; it can be sent again.';
  if (repeatSafe) return 'It only reads, so trying again does no harm.';
  if (outcome === 'rejected') return 'Nothing has happened.';
  const [namespace] = /^[\w.]+(?=\.\w+$)/.exec(id) ?? ['a call that reads'];
  const where = object ? `read ${hide(object)} with ${namespace}` : `look for it with ${namespace}`;
  return `It may have been carried out all the same: ${where} before trying again.`;
}
