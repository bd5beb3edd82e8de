/**
 * What is known about the effect of a call that failed:
 * - `not-sent`: the server did not get it. Nothing happened; sending it again is safe.
 * - `rejected`: the server got it and said no. Sending the same again will not help.
 * - `unknown`: the server may have carried it out. Read the object before trying again; money may have moved.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown';

const BRAND = Symbol.for('@secuconnect/client.error');

/** Every failure of this SDK. Its subclasses say what kind; `outcome` says whether anything may have happened. */
export class SecuconnectError extends Error {
  override readonly name: string = 'SecuconnectError';
  readonly outcome: Outcome;
  /** The operation that was called, such as `smart.transactions.start`; missing when it failed outside of one. */
  readonly operation: string | undefined;

  constructor(
    message: string,
    { outcome, operation, cause }: { outcome: Outcome; operation?: string | undefined; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    this.operation = operation;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Holds for instances of another copy of this package too (ESM and CommonJS side by side, two versions). */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== SecuconnectError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return isSecuconnectError(value);
  }
}

export const isSecuconnectError = (value: unknown): value is SecuconnectError =>
  typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[BRAND] === true;
