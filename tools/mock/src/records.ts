import type { IncomingHttpHeaders } from 'node:http';
import type { RecordedViolation } from './prism-guards.ts';

/** A request as the client sent it; `path` is without the base path, as the document spells it. */
export interface RecordedRequest {
  method: string;
  path: string;
  /** The raw query, without `?`. */
  query: string;
  /** The request target as it was on the wire. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
  bytes: Buffer;
  /** `upstream` when Prism was left out because it would have damaged the bytes. */
  respondedBy: 'prism' | 'token' | 'guard' | 'upstream';
  /** 0 until the answer has begun. */
  status: number;
}

/** Marks the requests of one call, so that tests that run at the same time find their own. It goes no further than the mock. */
export const CALL_HEADER = 'x-contract-call';
/** Where the requests of one call are handed out, once, to whoever asks: `GET /__calls/<mark>`. */
export const CALLS_PATH = '/__calls/';

/** What was seen of one call. */
export interface RecordedCall {
  requests: Omit<RecordedRequest, 'bytes'>[];
  violations: RecordedViolation[];
}

/** Keeps what the mock saw: marked requests by call, all others in the order in which they came. */
export class Records {
  readonly requests: RecordedRequest[] = [];
  readonly violations: RecordedViolation[] = [];
  readonly #calls = new Map<string, RecordedCall>();

  add(request: RecordedRequest): void {
    this.#callOf(request).requests.push(request);
  }

  note(request: RecordedRequest, violation: Omit<RecordedViolation, 'method' | 'path' | 'status'>): void {
    const { method, path, status } = request;
    this.#callOf(request).violations.push({ ...violation, method, path, status });
  }

  take(mark: string): RecordedCall {
    const { requests, violations } = this.#calls.get(mark) ?? { requests: [], violations: [] };
    this.#calls.delete(mark);
    return { requests: requests.map((one) => ({ ...one, bytes: undefined })), violations };
  }

  #callOf({ headers }: RecordedRequest): RecordedCall {
    const mark = headers[CALL_HEADER];
    if (typeof mark !== 'string') return this as RecordedCall;
    const known = this.#calls.get(mark);
    if (known) return known;
    const call: RecordedCall = { requests: [], violations: [] };
    this.#calls.set(mark, call);
    return call;
  }
}
