import { nextStep, outcomeOf, type CallContext, type Outcome } from './outcome.ts';
import { sanitizeCause } from './sanitize-cause.ts';
import { SecuconnectError } from './secuconnect-error.ts';

/** No complete response arrived: the server could not be reached, or the connection failed. */
export class ConnectionError extends SecuconnectError {
  static override readonly kind = 'ConnectionError';
  /** The runtime's code for the failure, such as `ECONNRESET`; `undefined` if it has none. */
  readonly code: string | undefined;
  /** `false` if the request of the call was provably not sent, also for lack of a token; `true` if it may have reached the server. */
  readonly requestSent: boolean;

  /** @param writeOutcome By default, the codes of the failure decide between `unknown` and `not-sent`. */
  constructor(context: CallContext, failure: unknown, secrets: readonly string[] = [], writeOutcome?: Outcome) {
    const cause = sanitizeCause(failure, secrets);
    const codes = codesOf(cause);
    const [code] = codes;
    const reason = code ?? (cause instanceof Error ? cause.message : '');
    const requestSent = writeOutcome === undefined ? !isBeforeSending(codes) : writeOutcome !== 'not-sent';
    const outcome = outcomeOf(context, writeOutcome ?? (requestSent ? 'unknown' : 'not-sent'));
    super(`${context.id} got no response${reason && ` (${reason})`}. ${nextStep(context, outcome)}`, {
      outcome,
      operation: context.id,
      cause,
    });
    this.code = code;
    this.requestSent = requestSent;
  }
}

/** An attempt took longer than `timeout`, or the call with all its attempts longer than `totalTimeout`. */
export class TimeoutError extends SecuconnectError {
  static override readonly kind: string = 'TimeoutError';
  /** The timeout that was exceeded, in ms. */
  readonly timeout: number;

  constructor(
    context: CallContext,
    timeout: number,
    writeOutcome: Outcome = 'unknown',
    { message, cause }: { message?: string; cause?: unknown } = {},
  ) {
    const outcome = outcomeOf(context, writeOutcome);
    super(message ?? `${context.id} took longer than ${timeout} ms. ${nextStep(context, outcome)}`, {
      outcome,
      operation: context.id,
      cause,
    });
    this.timeout = timeout;
  }
}

/** The caller's signal ended the call; `cause` is the signal's reason. */
export class AbortError extends SecuconnectError {
  static override readonly kind = 'AbortError';

  constructor(context: CallContext, cause: unknown, writeOutcome: Outcome) {
    const outcome = outcomeOf(context, writeOutcome);
    super(`${context.id} was aborted by its caller. ${nextStep(context, outcome)}`, {
      outcome,
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

/** Whether every code proves that the request was not sent. */
const isBeforeSending = (codes: readonly string[]): boolean =>
  codes.length > 0 &&
  codes.every((code) => BEFORE_SENDING.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT'));

/** The codes of a failure. `fetch` puts them at varying depth: in `cause.cause`, or in several `errors`. */
function codesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  const { code, cause: inner, errors } = cause as { code?: unknown; cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(codesOf);
  return typeof code === 'string' ? [code] : codesOf(inner);
}
