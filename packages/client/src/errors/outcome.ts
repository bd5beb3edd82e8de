import { redact } from '../internal/redact.ts';

/**
 * What is known about the effect of a call that failed:
 * - `not-sent`: no request reached the server. It is safe to retry.
 * - `no-effect`: the API rejected the request, or the call only reads.
 * - `unknown`: the write may have succeeded, and money may have moved. Read the object before you retry.
 */
export type Outcome = 'not-sent' | 'no-effect' | 'unknown';

/** What an error says about its call. */
export interface CallContext {
  /** The operation, such as `smart.transactions.start`. */
  readonly id: string;
  /** Whether it only reads (RFC 9110). */
  readonly safe: boolean;
  /** Id of the object in the path, if there is one. */
  readonly object?: string | undefined;
  /** Whether it fetches the next page of a scroll. Each response moves the scroll, also one that is lost. */
  readonly movesScroll?: boolean | undefined;
}

/**
 * The outcome of a call. A read never has an effect.
 *
 * @param writeOutcome What is known about the effect if the call is a write.
 */
export const outcomeOf = ({ safe }: CallContext, writeOutcome: Outcome): Outcome => (safe ? 'no-effect' : writeOutcome);

/** The sentence that says what to do after a call with this outcome. */
export function nextStep({ id, safe, object, movesScroll }: CallContext, outcome: Outcome): string {
  if (movesScroll) return 'A retry may skip a page of the scroll; a new scroll does not.';
  if (safe) return 'Reads are safe to retry.';
  if (outcome === 'not-sent') return 'The request had no effect; it is safe to retry.';
  if (outcome === 'no-effect') return 'The request had no effect.';
  const [namespace] = /^[\w.]+(?=\.\w+$)/.exec(id) ?? ['a call that reads'];
  const lookUp = object ? `check ${redact(object)} with ${namespace}` : `look for it with ${namespace}`;
  return `It may have succeeded: ${lookUp} before you retry.`;
}
