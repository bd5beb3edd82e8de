import { SecuconnectError, type Outcome } from './secuconnect-error.ts';

/** No complete answer arrived: the server could not be reached, or the connection broke. */
export class ConnectionError extends SecuconnectError {
  override readonly name = 'ConnectionError';

  constructor(operation: string, cause: unknown, outcome: Outcome = outcomeOf(cause)) {
    const why = reasonOf(cause);
    const next =
      outcome === 'not-sent'
        ? 'The server was not reached, so nothing has happened.'
        : 'The server may have carried it out: read the object before trying again.';
    super(`${operation} got no answer${why ? ` (${why})` : ''}. ${next}`, { outcome, operation, cause });
  }
}

/** The attempt took longer than allowed. */
export class TimeoutError extends SecuconnectError {
  override readonly name = 'TimeoutError';
  /** The limit, in ms. */
  readonly timeout: number;

  constructor(operation: string, timeout: number) {
    super(
      `${operation} took longer than ${timeout} ms. The server may have carried it out: read the object before trying again.`,
      {
        outcome: 'unknown',
        operation,
      },
    );
    this.timeout = timeout;
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

/** fetch hides the reason at varying depth (`cause.cause`, or several under `errors`): it counts as unsent only if all agree. */
function outcomeOf(cause: unknown): Outcome {
  const codes = codesOf(cause);
  return codes.length > 0 &&
    codes.every((code) => BEFORE_SENDING.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT'))
    ? 'not-sent'
    : 'unknown';
}

function codesOf(cause: unknown, depth = 0): string[] {
  if (typeof cause !== 'object' || cause === null || depth > 4) return [];
  const { code, cause: inner, errors } = cause as { code?: unknown; cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length) return errors.flatMap((one) => codesOf(one, depth + 1));
  if (typeof code === 'string') return [code];
  return codesOf(inner, depth + 1);
}

const reasonOf = (cause: unknown): string => codesOf(cause)[0] ?? (cause instanceof Error ? cause.message : '');
