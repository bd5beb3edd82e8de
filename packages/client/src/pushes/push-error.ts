import { SecuconnectError } from '../errors/secuconnect-error.ts';

/** Why a push was rejected, or not handled in time. */
export type PushErrorReason =
  | 'method-not-allowed'
  | 'ip-not-allowed'
  | 'missing-signature'
  | 'invalid-signature'
  | 'expired-signature'
  | 'too-large'
  | 'malformed'
  | 'timeout'
  | 'in-progress';

/** A delivery that is not a valid push, or that was not handled in time. Its message never quotes the URL or the body. */
export class PushError extends SecuconnectError {
  static override readonly kind: string = 'PushError';

  /**
   * - `method-not-allowed`: not a POST.
   * - `ip-not-allowed`: from outside the allowed ranges.
   * - `missing-signature`, `invalid-signature`, `expired-signature`: the signature of the push URL.
   * - `too-large`, `malformed`: the body.
   * - `timeout`: the handler took longer than `handlerTimeout`, or the store or the queue did not respond.
   * - `in-progress`: another worker has claimed the event. The queue should deliver it again later.
   */
  readonly reason: PushErrorReason;

  constructor(reason: PushErrorReason, message: string, cause?: unknown) {
    super(message, { outcome: 'not-sent', cause });
    this.reason = reason;
  }
}

/** Whether a value is a `PushError`, also one of another copy of this package. */
export const isPushError = (value: unknown): value is PushError => value instanceof PushError;
