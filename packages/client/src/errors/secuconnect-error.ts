import type { Attempt } from './attempt.ts';
import type { Outcome } from './outcome.ts';

const KINDS = Symbol.for('@secuconnect/client.error');

/** What an error shows of itself in JSON and in inspections: nothing that is not named here. */
const SHOWN = [
  'name', 'message', 'operation', 'outcome', 'status', 'error', 'error_details', 'error_user', 'code', 'supportId', 'violations', 'timeout', 'actionId', 'checkpoint', 'attempts',
] as const; // prettier-ignore

/**
 * Every failure of this SDK. Its subclasses say what kind; `outcome` says whether anything may have happened.
 * - `instanceof` and the guards hold for errors of another copy of this package too (ESM and CommonJS side by side, two versions).
 * - JSON and inspections show the fields that are named here and no others: no token, no credentials, no card data, no headers.
 */
export class SecuconnectError extends Error {
  /** Name of the class, whatever a minifier makes of it. */
  static readonly kind: string = 'SecuconnectError';

  readonly outcome: Outcome;
  /** The operation that was called, such as `smart.transactions.start`; missing when it failed outside of one. */
  readonly operation: string | undefined;
  /** The requests that were sent for the call, the last one at the end. */
  readonly attempts: readonly Attempt[] = [];
  /** The `X-Action` that the call was sent with: for three minutes, the platform answers a repeat under the same one with the first result. */
  readonly actionId?: string;

  constructor(
    message: string,
    { outcome, operation, cause }: { outcome: Outcome; operation?: string | undefined; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    this.operation = operation;
    Object.defineProperty(this, KINDS, { value: kindsOf(new.target) });
  }

  /** Known while the error is made, so that its stack begins with it. */
  override get name(): string {
    return (this.constructor as typeof SecuconnectError).kind;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    const kinds = (value as Record<symbol, unknown> | null | undefined)?.[KINDS];
    return Array.isArray(kinds) && kinds.includes(this.kind);
  }

  /** The fields that are fit for a log. */
  toJSON(): Record<string, unknown> {
    const fields = this as unknown as Record<string, unknown>;
    return Object.fromEntries(
      SHOWN.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]),
    );
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const { name: _name, message: _message, ...fields } = this.toJSON();
    const { cause } = this;
    const why = cause instanceof Error ? `\n  [cause]: ${cause.name}: ${cause.message}` : '';
    return `${this.stack ?? String(this)}${why} ${inspect(fields, options)}`;
  }
}

/** The names of a class and of those it extends, the most special one first. */
function kindsOf(kind: typeof SecuconnectError): string[] {
  const kinds: string[] = [];
  for (let one = kind; one.kind; one = Object.getPrototypeOf(one) as typeof SecuconnectError) kinds.push(one.kind);
  return kinds;
}

/** Adds what is only known when the call has ended. */
export function conclude(
  error: SecuconnectError,
  facts: { attempts: readonly Attempt[]; actionId?: string | undefined },
): void {
  const { attempts, actionId } = facts;
  Object.assign(error, { attempts, ...(actionId !== undefined && { actionId }) });
}
