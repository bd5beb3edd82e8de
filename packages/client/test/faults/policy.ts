/**
 * What each kind of call must do after each failure: derived from the policy of the client, not recorded from a run.
 *
 * A cell reads `<requests> <result> <outcome>`: how many requests reach the server, how the call ends, and what is known about its effect.
 * `0 of 3` is three attempts of which none arrives.
 * - No connection: nothing was sent, so every call is retried, except one that waits for a terminal.
 * - No response, or an incomplete one: only reads are retried.
 * - A success that cannot be read is not retried: a write was executed.
 * - An error response is final, except for 429, which proves that the request had no effect, and for 502, 503 and 504, which prove nothing.
 * - Status 500 is final too: it may be about the input.
 * - A rejected token is replaced once, by calls of every kind: the server rejected it before it did anything.
 * - A token request has no effect of its own: it is retried like a read, and the call that needs it has not been sent.
 * - A read never has an effect, so its outcome is always `no-effect`.
 */
export interface Expected {
  readonly reads: string;
  readonly writes: string;
  /** Calls that wait for a terminal. */
  readonly terminal: string;
  /** Token requests; the outcome is that of a write which needs the token. */
  readonly token: string;
  /** Where downloads differ from other reads: any bytes are a valid file, and the size is not limited. */
  readonly download?: string;
}

/** Failures after which all calls do the same. */
interface FailureClass<Failure extends string> {
  readonly title: string;
  readonly expected: Expected;
  readonly failures: readonly Failure[];
}

const failureClass = <const Failure extends string>(
  title: string,
  expected: Expected,
  ...failures: readonly Failure[]
): FailureClass<Failure> => ({ title, expected, failures });

/** The same for every kind of call. */
const allCalls = (cell: string, token: string): Expected => ({ reads: cell, writes: cell, terminal: cell, token });

export const FAILURE_CLASSES = [
  failureClass(
    'Network error, nothing sent',
    {
      reads: '0 of 3 ConnectionError no-effect',
      writes: '0 of 3 ConnectionError not-sent',
      terminal: '0 of 1 ConnectionError not-sent',
      token: '0 ConnectionError not-sent',
    },
    'connection refused',
  ),
  failureClass(
    'Network error, request lost',
    {
      reads: '0 of 3 ConnectionError no-effect',
      writes: '0 of 1 ConnectionError unknown',
      terminal: '0 of 1 ConnectionError unknown',
      token: '0 ConnectionError not-sent',
    },
    'connection reset as soon as it is made',
  ),
  failureClass(
    'Network error, response lost',
    {
      reads: '3 ConnectionError no-effect',
      writes: '1 ConnectionError unknown',
      terminal: '1 ConnectionError unknown',
      token: '3 ConnectionError not-sent',
    },
    'connection reset instead of a response',
    'connection closed instead of a response',
    'connection reset after the headers',
    'connection reset in the body',
    'connection closed in the body',
    'connection closed between two chunks',
    'response that is not HTTP',
    'headers that are too large',
    'body that cannot be decompressed',
    'EHOSTUNREACH while reading the response',
    'EHOSTUNREACH while writing',
    'ENETUNREACH while reading the response',
    'ENETUNREACH while writing',
    'ECONNREFUSED while reading the response',
    'ECONNREFUSED while writing',
    'ETIMEDOUT while reading the response',
  ),
  failureClass(
    'Timeout',
    {
      reads: '3 TimeoutError no-effect',
      writes: '1 TimeoutError unknown',
      terminal: '1 TimeoutError unknown',
      token: '1 TimeoutError not-sent',
    },
    'no response',
    'headers without a body',
    'body that stalls',
    'body that drips',
    'status 503 with a body that stalls',
  ),
  failureClass(
    'Abort',
    {
      reads: '1 AbortError no-effect',
      writes: '1 AbortError unknown',
      terminal: '1 AbortError unknown',
      token: '1 AbortError not-sent',
    },
    'caller aborts the call',
    'caller aborts with an error that says not-sent',
    'caller aborts with an error that says no-effect',
    'caller aborts with a TimeoutError',
    'caller aborts with a string',
  ),
  failureClass(
    'Unreadable success',
    {
      reads: '1 DecodeError no-effect',
      writes: '1 DecodeError unknown',
      terminal: '1 DecodeError unknown',
      token: '1 DecodeError not-sent',
      download: '1 ok',
    },
    'truncated JSON',
    'malformed JSON',
    'HTML page with status 200',
    'status 200 with an empty body',
    'body that is too large',
    'body that is too large, of unknown length',
    'body that is too large, until the connection is closed',
  ),
  failureClass('Mislabelled success', allCalls('1 ok', '1 ok'), 'JSON with another content type'),
  failureClass('Empty success', allCalls('1 ok', '1 DecodeError not-sent'), 'status 204'),
  failureClass(
    'Rate limit',
    {
      reads: '3 RateLimitError no-effect',
      writes: '3 RateLimitError no-effect',
      terminal: '1 RateLimitError no-effect',
      token: '3 RateLimitError not-sent',
    },
    'status 429',
    'status 429 with `Retry-After: 1`',
  ),
  failureClass(
    'Rate limit for more than a minute',
    allCalls('1 RateLimitError no-effect', '1 RateLimitError not-sent'),
    'status 429 with `Retry-After: 61`',
  ),
  failureClass(
    'Gateway error',
    {
      reads: '3 ServerError no-effect',
      writes: '1 ServerError unknown',
      terminal: '1 ServerError unknown',
      token: '3 ServerError not-sent',
    },
    'status 502',
    'status 503',
    'status 503 with `Retry-After: 1`',
    'status 504',
    'status 520',
    'status 522',
    'status 524',
    'status 529',
  ),
  failureClass(
    'Internal error',
    {
      reads: '1 ServerError no-effect',
      writes: '1 ServerError unknown',
      terminal: '1 ServerError unknown',
      token: '1 ServerError not-sent',
    },
    'status 500, internal',
    'status 500 with an HTML page',
  ),
  failureClass(
    'Invalid input',
    allCalls('1 ValidationError no-effect', '1 ValidationError not-sent'),
    'status 500, invalid input',
    'status 422 with violations',
  ),
  failureClass('Bad request', allCalls('1 ValidationError no-effect', '1 AuthenticationError no-effect'), 'status 400'),
  failureClass('Not found', allCalls('1 NotFoundError no-effect', '1 ApiError not-sent'), 'status 404'),
  failureClass(
    'Payment method unavailable',
    allCalls('1 PaymentMethodUnavailableError no-effect', '1 PaymentMethodUnavailableError not-sent'),
    'status 405',
  ),
  failureClass(
    'Rejected token',
    allCalls('2 AuthenticationError no-effect', '1 AuthenticationError no-effect'),
    'status 401 for every token',
    'status 403 with code 2003 for every token',
  ),
  failureClass(
    'Missing permission',
    allCalls('1 PermissionError no-effect', '1 AuthenticationError no-effect'),
    'status 403',
  ),
  failureClass(
    'Redirect before the effect',
    allCalls('1 ApiError no-effect', '1 ApiError not-sent'),
    'status 307 to another origin',
    'status 308 to another origin',
  ),
  failureClass(
    'Redirect that may follow the effect',
    {
      reads: '1 ApiError no-effect',
      writes: '1 ApiError unknown',
      terminal: '1 ApiError unknown',
      token: '1 ApiError not-sent',
    },
    'status 302 to another origin',
    'status 303 to another origin',
  ),
  failureClass(
    'Timeout of the server',
    {
      reads: '3 ApiError no-effect',
      writes: '1 ApiError unknown',
      terminal: '1 ApiError unknown',
      token: '3 ApiError not-sent',
    },
    'status 408',
    'status 425',
  ),
  failureClass(
    'Connection that the client closed, as a gateway reports it',
    {
      reads: '1 ApiError no-effect',
      writes: '1 ApiError unknown',
      terminal: '1 ApiError unknown',
      token: '1 ApiError not-sent',
    },
    'status 499',
  ),
  failureClass(
    'Rejected token claimed by the body alone',
    {
      reads: '1 AuthenticationError no-effect',
      writes: '1 AuthenticationError unknown',
      terminal: '1 AuthenticationError unknown',
      token: '1 AuthenticationError not-sent',
    },
    'status 409 with code 2003',
    'status 500 with code 2003',
    'status 500 with ProductUnauthorizedException',
  ),
  failureClass(
    'Redirect with the body of a rejected token',
    {
      reads: '1 AuthenticationError no-effect',
      writes: '1 AuthenticationError unknown',
      terminal: '1 AuthenticationError unknown',
      token: '1 AuthenticationError not-sent',
    },
    'status 302 with code 2003',
    'status 303 with code 2003',
  ),
  failureClass(
    'Gateway error with the body of a rejected token',
    {
      reads: '3 AuthenticationError no-effect',
      writes: '1 AuthenticationError unknown',
      terminal: '1 AuthenticationError unknown',
      token: '3 AuthenticationError not-sent',
    },
    'status 502 with code 2003',
    'status 503 with ProductUnauthorizedException',
    'status 504 with code 2003',
  ),
  failureClass(
    'Gateway error with the body of invalid input',
    {
      reads: '3 ValidationError no-effect',
      writes: '1 ValidationError unknown',
      terminal: '1 ValidationError unknown',
      token: '3 ValidationError not-sent',
    },
    'status 502 with code 1001',
    'status 503 with ProductFormatException',
    'status 504 with violations',
  ),
  failureClass(
    'Internal error with the body of another exception',
    allCalls('1 ConflictError no-effect', '1 ConflictError not-sent'),
    'status 500 with ProductDuplicateException',
  ),
  failureClass(
    'Other error of the server',
    {
      reads: '1 ServerError no-effect',
      writes: '1 ServerError unknown',
      terminal: '1 ServerError unknown',
      token: '1 ServerError not-sent',
    },
    'status 501',
    'status 505',
  ),
] as const;

export type FailureName = (typeof FAILURE_CLASSES)[number]['failures'][number];

export const POLICY = Object.fromEntries(
  FAILURE_CLASSES.flatMap(({ failures, expected }) => failures.map((failure) => [failure, expected])),
) as Readonly<Record<FailureName, Expected>>;

/** Failures that prove that the request had no effect: only after these may a write arrive twice. */
export const PROVES_NO_EFFECT: ReadonlySet<FailureName> = new Set<FailureName>([
  'status 429',
  'status 429 with `Retry-After: 1`',
  'status 401 for every token',
  'status 403 with code 2003 for every token',
]);
