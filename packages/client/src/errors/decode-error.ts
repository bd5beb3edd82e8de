import { nextStep, outcomeOf, type CallContext, type Outcome } from './outcome.ts';
import { SecuconnectError } from './secuconnect-error.ts';

/**
 * A response with a success status is not what the operation returns: a proxy's page instead of JSON, JSON that does not parse, a body that is too
 * large, or a token response without a token. For a write, the status says that it was executed.
 */
export class DecodeError extends SecuconnectError {
  static override readonly kind = 'DecodeError';
  readonly status: number;
  /** The body as far as it was read, redacted. Not part of JSON and inspections. */
  declare readonly body: string;

  constructor(
    context: CallContext,
    { status, what, body }: { status: number; what: string; body: string },
    outcome: Outcome = 'unknown',
  ) {
    const known = outcomeOf(context, outcome);
    super(`${context.id} responded with status ${status} and ${what}. ${nextStep(context, known)}`, {
      outcome: known,
      operation: context.id,
    });
    this.status = status;
    Object.defineProperty(this, 'body', { value: body });
  }
}
