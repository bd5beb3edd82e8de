import type { Outcome } from './outcome.ts';
import type { RequestAttempt } from './request-attempt.ts';

const KINDS = Symbol.for('@secuconnect/client.error');

/** The fields of an error in JSON and in inspections. */
const SERIALIZED_FIELDS = [
  'name', 'message', 'operation', 'outcome', 'status', 'error', 'error_details', 'error_user', 'code', 'supportId', 'violations', 'timeout', 'idempotencyKey', 'checkpoint', 'attempts',
] as const; // prettier-ignore

/**
 * The base class of every error of this SDK. The subclass names the kind; `outcome` says whether the call may have had an effect.
 * - `instanceof` and the guards also recognise errors of another copy of this package (ESM beside CommonJS, two versions).
 * - JSON and inspections show the public fields only: no token, no credentials, no card data, no headers.
 */
export class SecuconnectError extends Error {
  /** Name of the class, safe from minifiers. */
  // In place of a static block, whose `this` esbuild 0.17.9 replaces with a class that is not there yet.
  static readonly kind: string = withName(this, 'SecuconnectError');

  /** Name of the class, unless another one was assigned, as loggers do. */
  declare name: string;

  /** What is known about the effect of the call. */
  readonly outcome: Outcome;
  /** The operation that was called, such as `smart.transactions.start`; `undefined` outside of a call. */
  readonly operation: string | undefined;
  /** The requests of the call, in order. */
  readonly attempts: readonly RequestAttempt[] = [];
  /** The idempotency key of the call, sent in `X-Action`. The API honours it for three minutes. */
  readonly idempotencyKey?: string;

  constructor(
    message: string,
    { outcome, operation, cause }: { outcome: Outcome; operation?: string | undefined; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    this.operation = operation;
    Object.defineProperty(this, KINDS, { value: kindsOf(new.target) });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    const kinds = (value as Record<symbol, unknown> | null | undefined)?.[KINDS];
    return Array.isArray(kinds) && kinds.includes(this.kind);
  }

  /** The public fields, without secrets: fit for a log. */
  toJSON(): Record<string, unknown> {
    const fields = this as unknown as Record<string, unknown>;
    return Object.fromEntries(
      SERIALIZED_FIELDS.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]),
    );
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const { name: _name, message: _message, ...fields } = this.toJSON();
    const { cause } = this;
    const causeLine = cause instanceof Error ? `\n  [cause]: ${cause.name}: ${cause.message}` : '';
    return `${this.stack ?? String(this)}${causeLine} ${inspect(fields, options)}`;
  }
}

/** The kinds of a class and its base classes, most derived first. */
function kindsOf(errorClass: typeof SecuconnectError): string[] {
  const kinds: string[] = [];
  for (let one = errorClass; one.kind; one = Object.getPrototypeOf(one) as typeof SecuconnectError)
    kinds.push(one.kind);
  return kinds;
}

/** Adds the facts that are only known once the call has ended. */
export function addCallDetails(
  error: SecuconnectError,
  { attempts, idempotencyKey }: { attempts: readonly RequestAttempt[]; idempotencyKey?: string | undefined },
): void {
  Object.assign(error, { attempts, ...(idempotencyKey !== undefined && { idempotencyKey }) });
}

/** Adds fields that no loop, copy or output of the error shows. Programs may assign to them: loggers and wrappers do. */
export function hideFields(error: SecuconnectError, fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(error, name, { value, writable: true, configurable: true });
}

/** Gives all errors the name of their kind. A getter, so that the stack begins with it; declared as a field, because subclasses may override it with one. */
function withName({ prototype }: typeof SecuconnectError, kind: string): string {
  Object.defineProperty(prototype, 'name', {
    configurable: true,
    get(this: SecuconnectError): string {
      return (this.constructor as typeof SecuconnectError).kind;
    },
    set(this: SecuconnectError, value: string) {
      hideFields(this, { name: value });
    },
  });
  return kind;
}
