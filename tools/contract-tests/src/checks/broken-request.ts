import type { Input } from '../calls/call.ts';
import type { Breach } from '../schema-values/break.ts';

/** A valid request with one change that the document forbids. */
export interface BrokenRequest {
  /** `body basket/products`, `query count`, `path id`. */
  readonly where: string;
  readonly breach: Breach;
  /** The input for the client; undefined if no input gives such a request. */
  readonly input: Input | undefined;
  /** What to send with `fetch` instead, where the client does not send the request. */
  readonly plain: PlainRequest | undefined;
}

/** A request without a body. */
export interface PlainRequest {
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}
