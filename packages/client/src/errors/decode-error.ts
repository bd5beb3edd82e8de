import { nextStep, outcomeOf, type CallContext, type Outcome } from './outcome.ts';
import { hideFields, SecuconnectError } from './secuconnect-error.ts';

/**
 * A response with a success status cannot be decoded: a proxy's page instead of JSON, invalid JSON, a body that is too large, or a token response
 * without a token. The status suggests that a write was executed; its outcome is unknown, because the response may come from a proxy.
 */
export class DecodeError extends SecuconnectError {
  static override readonly kind = 'DecodeError';
  /** HTTP status. */
  readonly status: number;
  /** The body as far as it was read, redacted. Not part of JSON and inspections. */
  declare readonly body: string;

  constructor(
    context: CallContext,
    { status, what, body }: { status: number; what: string; body: string },
    writeOutcome: Outcome = 'unknown',
  ) {
    const outcome = outcomeOf(context, writeOutcome);
    super(`${context.id} responded with status ${status} and ${what}. ${nextStep(context, outcome)}`, {
      outcome,
      operation: context.id,
    });
    this.status = status;
    hideFields(this, { body });
  }
}
