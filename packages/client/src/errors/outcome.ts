import { redact } from '../internal/redact.ts';

/**
 * What is known about the effect of a call that failed:
 * - `not-sent`: no request reached the server. It is safe to retry.
 * - `no-effect`: the API rejected the request, or the call only reads.
 * - `unknown`: the write may have succeeded, and money may have moved. Read the object before you retry.
 */
export type Outcome = 'not-sent' | 'no-effect' | 'unknown';

/** What an error needs to know about its call. */
export interface CallContext {
  /** The operation, such as `smart.transactions.start`. */
  readonly id: string;
  /** Whether it only reads (RFC 9110). */
  readonly safe: boolean;
  /** Id of the object it was called on, if there is one. */
  readonly object?: string | undefined;
}

/** The outcome of a call. A read never has an effect, whatever became of its request. */
export const outcomeOf = ({ safe }: CallContext, outcome: Outcome): Outcome => (safe ? 'no-effect' : outcome);

/** The sentence that says what to do after a call with this outcome. */
export function nextStep({ id, safe, object }: CallContext, outcome: Outcome): string {
  if (safe) return 'Reads are safe to retry.';
  if (outcome === 'not-sent') return 'The request had no effect; it is safe to retry.';
  if (outcome === 'no-effect') return 'The request had no effect.';
  const [namespace] = /^[\w.]+(?=\.\w+$)/.exec(id) ?? ['a call that reads'];
  const lookUp = object ? `check ${redact(object)} with ${namespace}` : `look for it with ${namespace}`;
  return `It may have succeeded: ${lookUp} before you retry.`;
}
