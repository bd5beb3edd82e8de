import { SecuconnectError } from '../errors/secuconnect-error.ts';

/** Why a push was not taken, or not worked off. */
export type PushErrorReason =
  'method' | 'address' | 'missing' | 'forged' | 'expired' | 'too-large' | 'malformed' | 'time-limit';

/** A delivery that is not what a push has to be. Its message says what is wrong with it, and never quotes URL or body. */
export class PushError extends SecuconnectError {
  static override readonly kind: string = 'PushError';

  /**
   * `method`: not a POST. `address`: from outside of the allowed ranges. `missing`, `forged`, `expired`: the signature of the URL.
   * `too-large`, `malformed`: the body. `time-limit`: the work took too long.
   */
  readonly reason: PushErrorReason;

  constructor(reason: PushErrorReason, message: string, cause?: unknown) {
    super(message, { outcome: 'not-sent', cause });
    this.reason = reason;
  }
}

/** Whether it is a `PushError`, of any copy of this package. */
export const isPushError = (value: unknown): value is PushError => value instanceof PushError;
