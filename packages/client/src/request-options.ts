import type { CallOptions } from '@secuconnect/api';

/** Settings for one call, each of them overriding the one of the client. */
export interface RequestOptions extends CallOptions {
  /** How long one attempt may take until the last byte of its body, in ms; `0` waits for ever. */
  readonly timeout?: number | undefined;
}
