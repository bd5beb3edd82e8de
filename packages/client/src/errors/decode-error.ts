import { nextStep, type Outcome, type Subject } from './outcome.ts';
import { SecuconnectError } from './secuconnect-error.ts';

/**
 * The server answered with a success that is not what the operation answers with: a page of a proxy instead of JSON, JSON that does not
 * parse, more than fits, or an answer of the token endpoint without a token. For a call that writes, the status says that it was carried out.
 */
export class DecodeError extends SecuconnectError {
  static override readonly kind = 'DecodeError';
  readonly status: number;
  /** The body as far as it was read, without secrets and card numbers. Not shown in JSON and inspections. */
  declare readonly text: string;

  constructor(
    subject: Subject,
    { status, what, text }: { status: number; what: string; text: string },
    outcome: Outcome = subject.repeatSafe ? 'rejected' : 'unknown',
  ) {
    super(`${subject.id} was answered with status ${status} and ${what}. ${nextStep(subject, outcome)}`, {
      outcome,
      operation: subject.id,
    });
    this.status = status;
    Object.defineProperty(this, 'text', { value: text });
  }
}
