import type { IncomingHttpHeaders } from 'node:http';

/** A violation of the document that Prism or a guard found. */
export interface Violation {
  /** Starts with `request` or `response`. */
  readonly location: string[];
  readonly severity: string;
  /** The JSON Schema keyword, a status such as 401, or the name of an error of Prism. */
  readonly code: string | number;
  readonly message: string;
}

/** A violation with the request in which, or in whose response, it was found. */
export interface RecordedViolation extends Violation {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A request as the client sent it. `path` has no base path, as in the document. */
export interface RecordedRequest {
  method: string;
  path: string;
  /** The raw query, without `?`. */
  query: string;
  /** The request target on the wire. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
  bytes: Buffer;
  /** `upstream` if the request bypassed Prism, which would have corrupted its bytes. */
  respondedBy: 'prism' | 'token' | 'guard' | 'upstream';
  /** 0 until the response has started. */
  status: number;
}

/** Marks the requests of one call, so that concurrent tests find their own. The mock does not forward it. */
export const CALL_HEADER = 'x-contract-call';
/** `GET /__calls/<mark>` returns what was recorded for one call, once. */
export const CALLS_PATH = '/__calls/';

/** What the mock recorded for one call. */
export interface RecordedCall {
  requests: Omit<RecordedRequest, 'bytes'>[];
  violations: RecordedViolation[];
}

/** Keeps what the mock recorded: marked requests by call, all others in order of arrival. */
export class Records {
  readonly requests: RecordedRequest[] = [];
  readonly violations: RecordedViolation[] = [];
  readonly #calls = new Map<string, RecordedCall>();

  add(request: RecordedRequest): void {
    this.#callOf(request).requests.push(request);
  }

  note(request: RecordedRequest, violation: Violation): void {
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
