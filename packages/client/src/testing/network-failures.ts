/**
 * A way in which a call gets no valid response. The outcomes are those of a write; a read has the outcome `no-effect`.
 * - `connection-refused`, `dns`, `tls`: the request was never sent (`ConnectionError`, outcome `not-sent`).
 * - `reset`: the connection broke before the response (`ConnectionError`, outcome `unknown`).
 * - `truncated-response`: the connection broke in the middle of the response (`ConnectionError`, outcome `unknown`).
 * - `timeout`: no response until the client's timeout (`TimeoutError`, outcome `unknown`) or an abort by the caller (`AbortError`).
 * - `not-json`: status 200 with an HTML page, as from a proxy (`DecodeError`, outcome `unknown`).
 */
export type NetworkFailure =
  'connection-refused' | 'dns' | 'tls' | 'reset' | 'truncated-response' | 'timeout' | 'not-json';

/** What `fetch` does in each case. */
export const NETWORK_FAILURES: Readonly<Record<NetworkFailure, () => Response | Promise<Response>>> = {
  'connection-refused': () => throwFetchError('ECONNREFUSED', 'connect ECONNREFUSED'),
  dns: () => throwFetchError('ENOTFOUND', 'getaddrinfo ENOTFOUND'),
  tls: () => throwFetchError('CERT_HAS_EXPIRED', 'certificate has expired'),
  reset: () => throwFetchError('ECONNRESET', 'read ECONNRESET'),
  'truncated-response': () => new Response(truncatedBody(), { headers: { 'content-type': 'application/json' } }),
  timeout: () => new Promise<never>(() => undefined),
  'not-json': () =>
    new Response('<html><body>Sign in to the network of this hotel.</body></html>', {
      headers: { 'content-type': 'text/html' },
    }),
};

/** As Node's `fetch` fails: the network's code is in the cause. */
function throwFetchError(code: string, message: string): never {
  throw new TypeError('fetch failed', { cause: systemError(code, message) });
}

function truncatedBody(): ReadableStream<Uint8Array> {
  let isFirst = true;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isFirst) controller.enqueue(new TextEncoder().encode('{"id":"'));
        else controller.error(new TypeError('terminated', { cause: systemError('ECONNRESET', 'read ECONNRESET') }));
        isFirst = false;
      },
    },
    { highWaterMark: 0 },
  );
}

const systemError = (code: string, message: string): Error => Object.assign(new Error(message), { code });
