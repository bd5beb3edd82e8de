import { nextStep, type Outcome, type Subject } from './outcome.ts';
import { harmless } from '../internal/redact.ts';
import { SecuconnectError } from './secuconnect-error.ts';

/** No complete answer arrived: the server could not be reached, or the connection broke. */
export class ConnectionError extends SecuconnectError {
  static override readonly kind = 'ConnectionError';
  /** Why, in the words of the network, such as `ECONNRESET`; empty when it did not say. */
  readonly reason: string;

  constructor(subject: Subject, failure: unknown, secrets: readonly string[] = [], outcome?: Outcome) {
    const cause = harmless(failure, secrets);
    const codes = codesOf(cause);
    const reason = codes[0] ?? (cause instanceof Error ? cause.message : '');
    const known = outcome ?? outcomeOf(codes);
    super(`${subject.id} got no answer${reason && ` (${reason})`}. ${nextStep(subject, known)}`, {
      outcome: known,
      operation: subject.id,
      cause,
    });
    this.reason = reason;
  }
}

/** The attempt, or the call with all its attempts, took longer than allowed. */
export class TimeoutError extends SecuconnectError {
  static override readonly kind = 'TimeoutError';
  /** The limit that was reached, in ms. */
  readonly timeout: number;

  constructor(subject: Subject, timeout: number, outcome: Outcome = 'unknown') {
    super(`${subject.id} took longer than ${timeout} ms. ${nextStep(subject, outcome)}`, {
      outcome,
      operation: subject.id,
    });
    this.timeout = timeout;
  }
}

/** The caller's signal ended the call; `cause` is the reason that the signal was given. */
export class AbortError extends SecuconnectError {
  static override readonly kind = 'AbortError';

  constructor(subject: Subject, cause: unknown, outcome: Outcome) {
    super(`${subject.id} was aborted by its caller. ${nextStep(subject, outcome)}`, {
      outcome,
      operation: subject.id,
      cause,
    });
  }
}

/** Causes that arise before the first byte of a request leaves the machine. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** It counts as unsent only if every reason agrees that it is. */
const outcomeOf = (codes: readonly string[]): Outcome =>
  codes.length > 0 &&
  codes.every((code) => BEFORE_SENDING.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT'))
    ? 'not-sent'
    : 'unknown';

/** fetch hides the reason at varying depth: `cause.cause`, or several under `errors`. */
function codesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  const { code, cause: inner, errors } = cause as { code?: unknown; cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(codesOf);
  return typeof code === 'string' ? [code] : codesOf(inner);
}
