import { gzipSync } from 'node:zlib';
import { SecuconnectError, type RequestOptions } from '../../src/index.ts';
import type { Responder } from './failing-server.ts';
import type { FailureName } from './policy.ts';
import {
  drip,
  respondWith,
  respondWithEcho,
  responseHead,
  sendAndClose,
  sendAndReset,
  sendAndStall,
} from './raw-responses.ts';

/** What a failure may need to know of the call that it is injected into. */
export interface FailureContext {
  /** What a working server would respond with. */
  readonly payload: object;
  /** Another origin, which must receive nothing. */
  readonly otherOrigin: string;
  /** Aborts the call as its caller would. */
  readonly abort: (reason?: unknown) => void;
}

export interface InjectedFailure {
  readonly responder: (context: FailureContext) => Responder;
  /** How connections end before a request has arrived. */
  readonly connection?: 'refused' | 'reset';
  readonly options?: RequestOptions;
  /** How the socket fails once the request has arrived: as `fetch` reports it when an established connection loses its route. */
  readonly socketError?: { readonly code: string; readonly syscall: string };
}

/** Long enough for a request to arrive on a busy host. */
const SHORT_TIMEOUT: RequestOptions = { timeout: 1_000 };
const MAX_RESPONSE_BYTES = 64 * 1024;
const oversized = JSON.stringify({ id: 'STX_1', pad: ''.padEnd(MAX_RESPONSE_BYTES * 8, 'x') });
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
const chunked = responseHead(200, { 'transfer-encoding': 'chunked' });

const fixed = (responder: Responder, options?: RequestOptions): InjectedFailure => ({
  responder: () => responder,
  ...(options && { options }),
});
const redirect = (status: number): InjectedFailure => ({
  responder: ({ otherOrigin }) =>
    respondWith(status, '', { location: `${otherOrigin}/api/v2/Smart/Transactions/STX_1` }),
});
const abortedWith = (reason: unknown): InjectedFailure => ({
  responder:
    ({ abort }) =>
    () =>
      void setImmediate(() => abort(reason)),
});
const lostRoute = (code: string, syscall: string): InjectedFailure => ({
  responder: ({ payload }) => respondWith(200, payload),
  socketError: { code, syscall },
});
const exception = (error: string, code: number, details = 'rejected') => ({
  status: 'error',
  error,
  error_details: details,
  error_user: 'Bitte wenden Sie sich an den Support',
  code,
  supportId: 'fedcba9876543210',
});

/** How each failure looks on the wire. */
export const FAILURES: Readonly<Record<FailureName, InjectedFailure>> = {
  'connection refused': { ...fixed(sendAndStall()), connection: 'refused' },
  'connection reset as soon as it is made': { ...fixed(sendAndStall()), connection: 'reset' },

  'connection reset instead of a response': fixed(sendAndReset()),
  'connection closed instead of a response': fixed(sendAndClose()),
  'connection reset after the headers': fixed(sendAndReset(responseHead(200, { 'content-length': 100 }))),
  'connection reset in the body': fixed(sendAndReset(`${responseHead(200, { 'content-length': 100 })}{"id":`)),
  'connection closed in the body': fixed(sendAndClose(`${responseHead(200, { 'content-length': 100 })}{"id":`)),
  'connection closed between two chunks': fixed(sendAndClose(`${chunked}${chunk('{"id":"STX_1"}')}`)),
  'response that is not HTTP': fixed(sendAndClose('SSH-2.0-OpenSSH_9.6\r\n')),
  'headers that are too large': fixed(respondWith(200, {}, { 'x-large': ''.padEnd(256 * 1024, 'x') })),
  'body that cannot be decompressed': fixed(respondWith(200, 'this is not gzip', { 'content-encoding': 'gzip' })),

  'no response': fixed(sendAndStall(), SHORT_TIMEOUT),
  'headers without a body': fixed(sendAndStall(responseHead(200, { 'content-length': 100 })), SHORT_TIMEOUT),
  'body that stalls': fixed(sendAndStall(`${responseHead(200, { 'content-length': 100 })}{"id":`), SHORT_TIMEOUT),
  'body that drips': fixed(drip(`${responseHead(200)}{`), SHORT_TIMEOUT),
  'status 503 with a body that stalls': fixed(
    sendAndStall(`${responseHead(503, { 'content-length': 100 })}{"error":`),
    SHORT_TIMEOUT,
  ),
  'caller aborts the call': {
    responder:
      ({ abort }) =>
      () =>
        void setImmediate(abort),
  },

  'caller aborts with an error that says not-sent': abortedWith(
    new SecuconnectError('Nothing was sent.', { outcome: 'not-sent' }),
  ),
  'caller aborts with an error that says no-effect': abortedWith(
    new SecuconnectError('It had no effect.', { outcome: 'no-effect', operation: 'smart.transactions.create' }),
  ),
  'caller aborts with a TimeoutError': abortedWith(new DOMException('too late', 'TimeoutError')),
  'caller aborts with a string': abortedWith('left'),

  'EHOSTUNREACH while reading the response': lostRoute('EHOSTUNREACH', 'read'),
  'EHOSTUNREACH while writing': lostRoute('EHOSTUNREACH', 'write'),
  'ENETUNREACH while reading the response': lostRoute('ENETUNREACH', 'read'),
  'ENETUNREACH while writing': lostRoute('ENETUNREACH', 'write'),
  'ECONNREFUSED while reading the response': lostRoute('ECONNREFUSED', 'read'),
  'ECONNREFUSED while writing': lostRoute('ECONNREFUSED', 'write'),
  'ETIMEDOUT while reading the response': lostRoute('ETIMEDOUT', 'read'),

  'truncated JSON': { responder: ({ payload }) => respondWith(200, JSON.stringify(payload).slice(0, -1)) },
  'malformed JSON': fixed(respondWith(200, '{id: STX_1}')),
  'HTML page with status 200': {
    responder: () => respondWithEcho(200, (echo) => echo, ({ headers }) => ({ 'content-type': 'text/html', 'x-echo': String(headers.authorization) })), // prettier-ignore
  },
  'body that is too large': fixed(respondWith(200, oversized), { maxResponseBytes: MAX_RESPONSE_BYTES }),
  'body that is too large, of unknown length': fixed(
    sendAndClose(chunked, chunk(oversized), chunk(' '), '0\r\n\r\n'),
    { maxResponseBytes: MAX_RESPONSE_BYTES },
  ), // prettier-ignore
  'body that is too large, until the connection is closed': fixed(sendAndClose(responseHead(200), oversized), {
    maxResponseBytes: MAX_RESPONSE_BYTES,
  }),
  'JSON with another content type': {
    responder: ({ payload }) => respondWith(200, payload, { 'content-type': 'text/html' }),
  },
  'status 200 with an empty body': fixed(respondWith(200)),
  'status 204': fixed(sendAndClose(responseHead(204))),

  'status 429': fixed(respondWith(429)),
  'status 429 with `Retry-After: 1`': fixed(respondWith(429, '', { 'retry-after': 1 })),
  'status 429 with `Retry-After: 61`': fixed(respondWith(429, '', { 'retry-after': 61 })),
  'status 502': fixed(respondWith(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' })),
  'status 503': fixed(respondWith(503)),
  'status 503 with `Retry-After: 1`': fixed(respondWith(503, exception('ProductInternalException', 1003), { 'retry-after': 1 })), // prettier-ignore
  'status 504': fixed(sendAndClose(responseHead(504, { 'content-encoding': 'gzip' }), gzipSync('{"error":"timeout"}'))),

  'status 500, invalid input': {
    responder: () => respondWithEcho(500, (echo) => exception('ProductFormatException', 1001, echo)),
  },
  'status 500, internal': {
    responder: () => respondWithEcho(500, (echo) => exception('ProductInternalException', 1003, echo)),
  },
  'status 500 with an HTML page': {
    responder: () => respondWithEcho(500, (echo) => echo, ({ headers, body }) => ({ 'content-type': 'text/html', 'x-echo': String(headers.authorization), 'x-body': encodeURIComponent(body) })), // prettier-ignore
  },
  'status 400': fixed(respondWith(400, { error: 'invalid_request', error_description: 'a field is missing' })),
  'status 404': fixed(respondWith(404, exception('ProductNotFoundException', 0))),
  'status 405': fixed(respondWith(405, exception('ProductNotAllowedException', 0))),
  'status 422 with violations': {
    responder: () =>
      respondWithEcho(422, (echo) => ({
        validation: [{ location: ['request', 'body', 'sum'], severity: 'Error', code: 'type', message: echo }],
      })),
  },

  'status 401 for every token': fixed(respondWith(401, exception('ProductUnauthorizedException', 0))),
  'status 403 with code 2003 for every token': fixed(respondWith(403, exception('ProductNotAllowedException', 2003))),
  'status 403': fixed(respondWith(403, exception('ProductNotAllowedException', 0))),

  'status 302 to another origin': redirect(302),
  'status 303 to another origin': redirect(303),
  'status 307 to another origin': redirect(307),
  'status 308 to another origin': redirect(308),

  'status 408': fixed(respondWith(408)),
  'status 425': fixed(respondWith(425)),
  'status 499': fixed(respondWith(499)),
  'status 501': fixed(respondWith(501)),
  'status 505': fixed(respondWith(505)),
  'status 520': fixed(respondWith(520)),
  'status 522': fixed(respondWith(522)),
  'status 524': fixed(respondWith(524)),
  'status 529': fixed(respondWith(529)),
  'status 409 with code 2003': fixed(respondWith(409, exception('ProductNotAllowedException', 2003))),
  'status 500 with code 2003': fixed(respondWith(500, exception('ProductInternalException', 2003))),
  'status 500 with ProductUnauthorizedException': fixed(respondWith(500, exception('ProductUnauthorizedException', 0))),
  'status 302 with code 2003': fixed(respondWith(302, exception('ProductNotAllowedException', 2003))),
  'status 303 with code 2003': fixed(respondWith(303, exception('ProductNotAllowedException', 2003))),
  'status 502 with code 2003': fixed(respondWith(502, exception('ProductNotAllowedException', 2003))),
  'status 503 with ProductUnauthorizedException': fixed(respondWith(503, exception('ProductUnauthorizedException', 0))),
  'status 504 with code 2003': fixed(respondWith(504, exception('ProductNotAllowedException', 2003))),
  'status 502 with code 1001': fixed(respondWith(502, exception('ProductInternalException', 1001))),
  'status 503 with ProductFormatException': fixed(respondWith(503, exception('ProductFormatException', 0))),
  'status 504 with violations': fixed(
    respondWith(504, { validation: [{ location: ['request', 'body'], message: 'must be an object' }] }),
  ),
  'status 500 with ProductDuplicateException': fixed(respondWith(500, exception('ProductDuplicateException', 0))),
};
