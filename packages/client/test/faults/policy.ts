/**
 * What must come of a call for each fault: written down from the policy of the client, not recorded from a run.
 *
 * A cell reads `<requests> <result> <outcome>`: how many requests reach the server, what the call ends with, and what is known about its
 * effect. `0 of 3` is three tries of which none arrives.
 * - No connection: nothing was sent, so everything is tried again, but not what waits for a terminal.
 * - No answer, or not all of one: only what reads is tried again.
 * - A success that cannot be read is not tried again: what wrote has written.
 * - A refusal is final; 429 proves that nothing was done, 502, 503 and 504 prove nothing, 500 may be about the input.
 * - A refused token is replaced once, by calls of every kind: the server refused it before it did anything.
 * - A request for a token has no effect of its own: it is tried again like a read, and the call that needs it has not been sent.
 */
export interface Expected {
  readonly reads: string;
  readonly writes: string;
  /** Calls that are answered when a terminal has finished. */
  readonly terminal: string;
  /** Requests for a token. */
  readonly token: string;
  /** Where it differs from other reads: bytes are bytes, and may be many. */
  readonly download?: string;
}

/** All calls alike. */
const all = (cell: string, token: string): Expected => ({ reads: cell, writes: cell, terminal: cell, token });

const noAnswer: Expected = {
  reads: '3 ConnectionError unknown',
  writes: '1 ConnectionError unknown',
  terminal: '1 ConnectionError unknown',
  token: '3 ConnectionError not-sent',
};
const tooSlow: Expected = {
  reads: '3 TimeoutError unknown',
  writes: '1 TimeoutError unknown',
  terminal: '1 TimeoutError unknown',
  token: '1 TimeoutError not-sent',
};
const unreadable: Expected = {
  reads: '1 DecodeError rejected',
  writes: '1 DecodeError unknown',
  terminal: '1 DecodeError unknown',
  token: '1 DecodeError not-sent',
  download: '1 ok',
};
const gateway: Expected = {
  reads: '3 ServerError rejected',
  writes: '1 ServerError unknown',
  terminal: '1 ServerError unknown',
  token: '3 ServerError not-sent',
};
const failed: Expected = { ...gateway, reads: '1 ServerError rejected', token: '1 ServerError not-sent' };
const tooMany: Expected = {
  reads: '3 RateLimitError rejected',
  writes: '3 RateLimitError rejected',
  terminal: '1 RateLimitError rejected',
  token: '3 RateLimitError not-sent',
};
const tokenRefused = all('2 AuthenticationError rejected', '1 AuthenticationError rejected');
const elsewhere = all('1 ApiError rejected', '1 ApiError not-sent');

export const POLICY = {
  'connection refused': {
    reads: '0 of 3 ConnectionError not-sent',
    writes: '0 of 3 ConnectionError not-sent',
    terminal: '0 of 1 ConnectionError not-sent',
    token: '0 ConnectionError not-sent',
  },
  'connection reset as soon as it is made': {
    reads: '0 of 3 ConnectionError unknown',
    writes: '0 of 1 ConnectionError unknown',
    terminal: '0 of 1 ConnectionError unknown',
    token: '0 ConnectionError not-sent',
  },

  'connection reset instead of an answer': noAnswer,
  'connection closed instead of an answer': noAnswer,
  'connection reset after the headers': noAnswer,
  'connection reset in the body': noAnswer,
  'connection closed in the body': noAnswer,
  'connection closed between two chunks': noAnswer,
  'an answer that is not HTTP': noAnswer,
  'headers that are too large': noAnswer,
  'a body that does not unpack': noAnswer,

  'no answer in time': tooSlow,
  'headers in time, and no body': tooSlow,
  'a body that stalls': tooSlow,
  'a body that drips': tooSlow,
  'status 503 with a body that stalls': tooSlow,
  'the caller aborts': all('1 AbortError unknown', '1 AbortError not-sent'),

  'truncated JSON': unreadable,
  'malformed JSON': unreadable,
  'a page of HTML with status 200': unreadable,
  'more than fits': unreadable,
  'more than fits, of unknown length': unreadable,
  'more than fits, until the connection is closed': unreadable,
  'JSON with another content type': all('1 ok', '1 ok'),
  'status 200 and an empty body': all('1 ok', '1 DecodeError not-sent'),
  'status 204': all('1 ok', '1 DecodeError not-sent'),

  'status 429': tooMany,
  'status 429 with `Retry-After: 1`': tooMany,
  'status 429 with `Retry-After` beyond a minute': {
    ...tooMany,
    reads: '1 RateLimitError rejected',
    writes: '1 RateLimitError rejected',
    token: '1 RateLimitError not-sent',
  },
  'status 502': gateway,
  'status 503': gateway,
  'status 503 with `Retry-After: 1`': gateway,
  'status 504': gateway,

  'status 500, invalid input': all('1 ValidationError rejected', '1 ValidationError not-sent'),
  'status 500, internal': failed,
  'status 500, a page of HTML': failed,
  'status 400': all('1 ValidationError rejected', '1 AuthenticationError rejected'),
  'status 404': all('1 NotFoundError rejected', '1 NotFoundError not-sent'),
  'status 405': all('1 MethodNotAvailableError rejected', '1 MethodNotAvailableError not-sent'),
  'status 422 with violations': all('1 ValidationError rejected', '1 ValidationError not-sent'),

  'status 401, again and again': tokenRefused,
  'status 403 with code 2003, again and again': tokenRefused,
  'status 403, not allowed': all('1 PermissionError rejected', '1 AuthenticationError rejected'),

  'status 302 to another origin': elsewhere,
  'status 307 to another origin': elsewhere,
  'status 308 to another origin': elsewhere,
} satisfies Record<string, Expected>;

export type FaultName = keyof typeof POLICY;

/** Faults after which the server has provably done nothing: the only ones after which a call that writes may arrive twice. */
export const PROVES_NOTHING_DONE: ReadonlySet<FaultName> = new Set<FaultName>([
  'status 429',
  'status 429 with `Retry-After: 1`',
  'status 401, again and again',
  'status 403 with code 2003, again and again',
]);
