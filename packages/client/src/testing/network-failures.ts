/**
 * Ways in which a call gets no proper answer:
 * - `connection-refused`, `dns`, `tls`: the request never left (`ConnectionError`, outcome `not-sent`).
 * - `reset`: the connection broke before the answer (`ConnectionError`, outcome `unknown`).
 * - `truncated-response`: it broke in the middle of the answer (`ConnectionError`, outcome `unknown`).
 * - `timeout`: no answer, until the time limit of the client is over (`TimeoutError`), or its caller has had enough (`AbortError`).
 * - `not-json`: status 200 with a page of HTML, as from a proxy (`DecodeError`).
 */
export type NetworkFailure =
  'connection-refused' | 'dns' | 'tls' | 'reset' | 'truncated-response' | 'timeout' | 'not-json';

export const NETWORK_FAILURES: Readonly<Record<NetworkFailure, () => Response | Promise<Response>>> = {
  'connection-refused': () => lost('ECONNREFUSED', 'connect ECONNREFUSED'),
  dns: () => lost('ENOTFOUND', 'getaddrinfo ENOTFOUND'),
  tls: () => lost('CERT_HAS_EXPIRED', 'certificate has expired'),
  reset: () => lost('ECONNRESET', 'read ECONNRESET'),
  'truncated-response': () => new Response(halfABody(), { headers: { 'content-type': 'application/json' } }),
  timeout: () => new Promise<never>(() => undefined),
  'not-json': () =>
    new Response('<html><body>Welcome to the network of this hotel.</body></html>', {
      headers: { 'content-type': 'text/html' },
    }),
};

/** As the `fetch` of Node fails: what really happened is in the cause. */
function lost(code: string, message: string): never {
  throw new TypeError('fetch failed', { cause: withCode(code, message) });
}

function halfABody(): ReadableStream<Uint8Array> {
  let first = true;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (first) controller.enqueue(new TextEncoder().encode('{"id":"'));
        else controller.error(new TypeError('terminated', { cause: withCode('ECONNRESET', 'read ECONNRESET') }));
        first = false;
      },
    },
    { highWaterMark: 0 },
  );
}

const withCode = (code: string, message: string): Error => Object.assign(new Error(message), { code });
