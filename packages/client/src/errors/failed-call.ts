import type { CallInput, EncodedBody, Operation } from '@secuconnect/api';
import { monotonicNow } from '../internal/clock.ts';

/** What was sent. */
interface SentRequest {
  readonly operation: Operation;
  readonly input: CallInput;
  /** As it was sent: the program may use its object for the next call before this one is settled. */
  readonly body: EncodedBody['body'];
}

/** The call of an error, which tells how to find out whether it took effect. */
export interface FailedCall extends SentRequest {
  /** When it began, and when it ended, on the monotonic clock, in ms. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** The same in every copy of this package. */
const CALL = Symbol.for('@secuconnect/client.call');

/**
 * Keeps the call with its error. Behind a function, so that no log, copy or inspection of the error shows what was sent.
 */
export function rememberCall(error: Error, { operation, input, body }: SentRequest, startedAt: number): void {
  const call: FailedCall = { operation, input, body, startedAt, endedAt: monotonicNow() };
  Object.defineProperty(error, CALL, { value: () => call, configurable: true });
}

/** The call of an error of this client; `undefined` for one that no call has made. */
export const failedCallOf = (error: unknown): FailedCall | undefined =>
  (error as Record<symbol, (() => FailedCall) | undefined> | null | undefined)?.[CALL]?.();
