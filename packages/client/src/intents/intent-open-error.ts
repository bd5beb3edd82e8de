import type { Outcome } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';

/**
 * An earlier call of the intent, or another intent for the same object, has no final answer yet. Nothing was sent now.
 * - `outcome` is `unknown` if it is the same intent: it may have taken effect.
 * - `outcome` is `not-sent` if another intent is in the way.
 */
export class IntentOpenError extends SecuconnectError {
  static override readonly kind = 'IntentOpenError';
  /** The reference of the open intent. */
  readonly reference: string;
  /** When to call again; `undefined` if only a person can find out. */
  readonly readAgainAt: Date | undefined;

  constructor(
    operation: string,
    {
      outcome,
      reference,
      readAgainAt,
      reason,
    }: { outcome: Outcome; reference: string; readAgainAt: Date | undefined; reason: string },
  ) {
    const when = readAgainAt
      ? `call again at ${readAgainAt.toISOString()}`
      : 'a person has to look, and to end the intent ("By hand" in the guide)';
    super(
      `${operation} was not sent, because the intent ${JSON.stringify(reference)} is open: ${reason} Next: ${when}.`,
      {
        outcome,
        operation,
      },
    );
    this.reference = reference;
    this.readAgainAt = readAgainAt;
  }
}

/** Whether a value is an {@link IntentOpenError}, also one of another copy of this package. */
export const isIntentOpenError = (value: unknown): value is IntentOpenError => value instanceof IntentOpenError;
