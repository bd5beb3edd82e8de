import { nextStep, outcomeOf, type CallContext, type Outcome } from './outcome.ts';
import { sanitizeCause } from './sanitize-cause.ts';
import { SecuconnectError } from './secuconnect-error.ts';
import { failuresIn, provesUnsent } from './unsent.ts';

/** No complete response arrived: the server could not be reached, or the connection failed. */
export class ConnectionError extends SecuconnectError {
  static override readonly kind = 'ConnectionError';
  /** The runtime's code for the failure, such as `ECONNRESET`; `undefined` if it has none. */
  readonly code: string | undefined;
  /** `false` if the request of the call was provably not sent, also for lack of a token; `true` if it may have reached the server. */
  readonly requestSent: boolean;

  /** @param writeOutcome By default `not-sent` if the failure proves it, and `unknown` otherwise. */
  constructor(context: CallContext, failure: unknown, secrets: readonly string[] = [], writeOutcome?: Outcome) {
    const cause = sanitizeCause(failure, secrets);
    const failures = failuresIn(cause);
    const code = failures.find((one) => one.code !== undefined)?.code;
    // Runtimes without codes say what failed in the innermost message.
    const reason = code ?? failures[0]?.message;
    const requestSent = writeOutcome === undefined ? !provesUnsent(failure) : writeOutcome !== 'not-sent';
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
