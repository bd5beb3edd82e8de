import { nextStep, outcomeOf, type CallContext, type Outcome } from './outcome.ts';
import { sanitizeCause } from './sanitize-cause.ts';
import { SecuconnectError } from './secuconnect-error.ts';

/** No complete response arrived: the server could not be reached, or the connection failed. */
export class ConnectionError extends SecuconnectError {
  static override readonly kind = 'ConnectionError';
  /** The reason as the runtime names it, such as `ECONNRESET`; `undefined` when it names none. */
  readonly code: string | undefined;
  /** `false` when it is proven that the request never left; `true` when it may have. */
  readonly requestSent: boolean;

  constructor(context: CallContext, failure: unknown, secrets: readonly string[] = [], knownOutcome?: Outcome) {
    const cause = sanitizeCause(failure, secrets);
    const codes = codesOf(cause);
    const [code] = codes;
    const reason = code ?? (cause instanceof Error ? cause.message : '');
    const sent = knownOutcome === undefined ? !isBeforeSending(codes) : knownOutcome !== 'not-sent';
    const outcome = outcomeOf(context, sent ? 'unknown' : 'not-sent');
    super(`${context.id} got no response${reason && ` (${reason})`}. ${nextStep(context, outcome)}`, {
      outcome,
      operation: context.id,
      cause,
    });
    this.code = code;
    this.requestSent = sent;
  }
}

/** The attempt, or the call with all its attempts, took longer than its timeout. */
export class TimeoutError extends SecuconnectError {
  static override readonly kind: string = 'TimeoutError';
  /** The timeout that was exceeded, in ms. */
  readonly timeout: number;

  constructor(
    context: CallContext,
    timeout: number,
    outcome: Outcome = 'unknown',
    { message, cause }: { message?: string; cause?: unknown } = {},
  ) {
    const known = outcomeOf(context, outcome);
    super(message ?? `${context.id} took longer than ${timeout} ms. ${nextStep(context, known)}`, {
      outcome: known,
      operation: context.id,
      cause,
    });
    this.timeout = timeout;
  }
}

/** The caller's signal ended the call; `cause` is the signal's reason. */
export class AbortError extends SecuconnectError {
  static override readonly kind = 'AbortError';

  constructor(context: CallContext, cause: unknown, outcome: Outcome) {
    const known = outcomeOf(context, outcome);
    super(`${context.id} was aborted by its caller. ${nextStep(context, known)}`, {
      outcome: known,
      operation: context.id,
      cause,
    });
  }
}

/** Codes of failures that arise before the first byte of a request is sent. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A request counts as unsent only if every code agrees. */
const isBeforeSending = (codes: readonly string[]): boolean =>
  codes.length > 0 &&
  codes.every((code) => BEFORE_SENDING.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT'));

/** fetch buries the code at varying depth: in `cause.cause`, or in several `errors`. */
function codesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  const { code, cause: inner, errors } = cause as { code?: unknown; cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(codesOf);
  return typeof code === 'string' ? [code] : codesOf(inner);
}
