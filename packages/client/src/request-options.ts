import type { CallOptions } from '@secuconnect/api';

/** How long things may take, and how often a call may be repeated. For the client, or for one call. */
export interface Limits {
  /**
   * How long one attempt may take until the last byte of its body, in ms; `0` waits for ever. 60,000 when left out, and 330,000 for calls
   * that answer only when a terminal has finished.
   */
  readonly timeout?: number | undefined;
  /** How long a call may take with all its attempts and the pauses between them, in ms; no limit when left out. */
  readonly deadline?: number | undefined;
  /** How often a call may be repeated when that does no harm; 2 when left out, `0` means never. */
  readonly maxRetries?: number | undefined;
}

/** Settings for one call, each of them overriding the one of the client. */
export interface RequestOptions extends CallOptions, Limits {}
