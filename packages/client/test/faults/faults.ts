import { gzipSync } from 'node:zlib';
import type { RequestOptions } from '../../src/index.ts';
import type { Behaviour } from './fault-server.ts';
import type { FaultName } from './policy.ts';
import { answer, bytes, drip, echoing, head, reset, stall } from './wire.ts';

/** What a fault may need to know of the cell that it is for. */
export interface Setting {
  /** What the call would be answered with if nothing were wrong. */
  readonly good: object;
  /** Another origin, which must hear nothing. */
  readonly elsewhere: string;
  /** Ends the call as its caller would. */
  readonly abort: () => void;
}

export interface Fault {
  readonly behaviour: (setting: Setting) => Behaviour;
  /** Where connections end before a request has arrived. */
  readonly connection?: 'refused' | 'reset';
  readonly options?: RequestOptions;
}

/** Long enough for a request to arrive on a busy machine, in ms. */
const SHORT: RequestOptions = { timeout: 400 };
const MOST = 64 * 1024;
const oversized = JSON.stringify({ id: 'STX_1', pad: 'x'.repeat(MOST * 8) });
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
const chunked = head(200, { 'transfer-encoding': 'chunked' });

const fixed = (behaviour: Behaviour, options?: RequestOptions): Fault => ({
  behaviour: () => behaviour,
  ...(options && { options }),
});
const redirect = (status: number): Fault => ({
  behaviour: ({ elsewhere }) => answer(status, '', { location: `${elsewhere}/api/v2/Smart/Transactions/STX_1` }),
});
const exception = (error: string, code: number, details = 'refused') => ({
  status: 'error',
  error,
  error_details: details,
  error_user: 'Bitte wenden Sie sich an den Support',
  code,
  supportId: 'fedcba9876543210',
});

/** How each fault looks on the wire. */
export const FAULTS: Readonly<Record<FaultName, Fault>> = {
  'connection refused': { ...fixed(stall()), connection: 'refused' },
  'connection reset as soon as it is made': { ...fixed(stall()), connection: 'reset' },

  'connection reset instead of an answer': fixed(reset()),
  'connection closed instead of an answer': fixed(bytes()),
  'connection reset after the headers': fixed(reset(head(200, { 'content-length': 100 }))),
  'connection reset in the body': fixed(reset(`${head(200, { 'content-length': 100 })}{"id":`)),
  'connection closed in the body': fixed(bytes(`${head(200, { 'content-length': 100 })}{"id":`)),
  'connection closed between two chunks': fixed(bytes(`${chunked}${chunk('{"id":"STX_1"}')}`)),
  'an answer that is not HTTP': fixed(bytes('SSH-2.0-OpenSSH_9.6\r\n')),
  'headers that are too large': fixed(answer(200, {}, { 'x-large': 'x'.repeat(256 * 1024) })),
  'a body that does not unpack': fixed(answer(200, 'this is no gzip', { 'content-encoding': 'gzip' })),

  'no answer in time': fixed(stall(), SHORT),
  'headers in time, and no body': fixed(stall(head(200, { 'content-length': 100 })), SHORT),
  'a body that stalls': fixed(stall(`${head(200, { 'content-length': 100 })}{"id":`), SHORT),
  'a body that drips': fixed(drip(`${head(200)}{`), SHORT),
  'status 503 with a body that stalls': fixed(stall(`${head(503, { 'content-length': 100 })}{"error":`), SHORT),
  'the caller aborts': {
    behaviour:
      ({ abort }) =>
      () =>
        void setImmediate(abort),
  },

  'truncated JSON': { behaviour: ({ good }) => answer(200, JSON.stringify(good).slice(0, -1)) },
  'malformed JSON': fixed(answer(200, '{id: STX_1}')),
  'a page of HTML with status 200': {
    behaviour: () => echoing(200, (said) => said, ({ headers }) => ({ 'content-type': 'text/html', 'x-echo': String(headers.authorization) })), // prettier-ignore
  },
  'more than fits': fixed(answer(200, oversized), { maxResponseBytes: MOST }),
  'more than fits, of unknown length': fixed(
    bytes(chunked, chunk(oversized), chunk(' '), '0\r\n\r\n'),
    { maxResponseBytes: MOST },
  ), // prettier-ignore
  'more than fits, until the connection is closed': fixed(bytes(head(200), oversized), { maxResponseBytes: MOST }),
  'JSON with another content type': { behaviour: ({ good }) => answer(200, good, { 'content-type': 'text/html' }) },
  'status 200 and an empty body': fixed(answer(200)),
  'status 204': fixed(bytes(head(204))),

  'status 429': fixed(answer(429)),
  'status 429 with `Retry-After: 1`': fixed(answer(429, '', { 'retry-after': 1 })),
  'status 429 with `Retry-After` beyond a minute': fixed(answer(429, '', { 'retry-after': 61 })),
  'status 502': fixed(answer(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' })),
  'status 503': fixed(answer(503)),
  'status 503 with `Retry-After: 1`': fixed(answer(503, exception('ProductInternalException', 1003), { 'retry-after': 1 })), // prettier-ignore
  'status 504': fixed(bytes(head(504, { 'content-encoding': 'gzip' }), gzipSync('{"error":"timeout"}'))),

  'status 500, invalid input': {
    behaviour: () => echoing(500, (said) => exception('ProductFormatException', 1001, said)),
  },
  'status 500, internal': {
    behaviour: () => echoing(500, (said) => exception('ProductInternalException', 1003, said)),
  },
  'status 500, a page of HTML': {
    behaviour: () => echoing(500, (said) => said, ({ headers, body }) => ({ 'content-type': 'text/html', 'x-echo': String(headers.authorization), 'x-body': encodeURIComponent(body) })), // prettier-ignore
  },
  'status 400': fixed(answer(400, { error: 'invalid_request', error_description: 'a field is missing' })),
  'status 404': fixed(answer(404, exception('ProductNotFoundException', 0))),
  'status 405': fixed(answer(405, exception('ProductNotAllowedException', 0))),
  'status 422 with violations': {
    behaviour: () =>
      echoing(422, (said) => ({
        validation: [{ location: ['request', 'body', 'sum'], severity: 'Error', code: 'type', message: said }],
      })),
  },

  'status 401, again and again': fixed(answer(401, exception('ProductUnauthorizedException', 0))),
  'status 403 with code 2003, again and again': fixed(answer(403, exception('ProductNotAllowedException', 2003))),
  'status 403, not allowed': fixed(answer(403, exception('ProductNotAllowedException', 0))),

  'status 302 to another origin': redirect(302),
  'status 307 to another origin': redirect(307),
  'status 308 to another origin': redirect(308),
};
