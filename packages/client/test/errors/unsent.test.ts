import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { ConnectionError } from '../../src/errors/connection-errors.ts';
import { provesUnsent } from '../../src/errors/unsent.ts';

/** What `fetch` rejects with in Node: the failure is in the cause. */
const fetchFailed = (fields: object, message = 'failed'): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), fields) });

const SOFT_ERRORS = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL', 'EACCES'];

describe('a request was provably not sent', () => {
  test.each(SOFT_ERRORS)('if the system call connect failed, with %s', (code) => {
    expect(provesUnsent(fetchFailed({ code, syscall: 'connect' }))).toBe(true);
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'])('if the name could not be resolved, with %s', (code) => {
    expect(provesUnsent(fetchFailed({ code, syscall: 'getaddrinfo' }))).toBe(true);
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ConnectionRefused'])(
    'by the code %s of a runtime that names no system call',
    (code) => {
      expect(provesUnsent(fetchFailed({ code }))).toBe(true);
    },
  );

  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('if the certificate of the server was rejected with %s', (code) => {
    expect(provesUnsent(fetchFailed({ code }))).toBe(true);
  });

  test('if each of several addresses proves it', () => {
    const rejected = Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' });
    const unreachable = Object.assign(new Error(), { code: 'ENETUNREACH', syscall: 'connect' });
    expect(provesUnsent(new TypeError('fetch failed', { cause: new AggregateError([rejected, unreachable]) }))).toBe(
      true,
    );
  });
});

test('errors of another realm count, as those of fetch do in Jest', () => {
  const failure: unknown = runInNewContext(
    "Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' }) })",
  );
  expect(failure).not.toBeInstanceOf(Error);
  expect(provesUnsent(failure)).toBe(true);
  expect(new ConnectionError({ id: 'smart.transactions.cancel', safe: false }, failure)).toMatchObject({
    code: 'ECONNREFUSED',
    outcome: 'not-sent',
    cause: { message: 'fetch failed' },
  });
});

test('causes in a circle prove nothing', () => {
  const failure = new Error('first', { cause: new Error('second') });
  (failure.cause as Error).cause = failure;
  expect(provesUnsent(failure)).toBe(false);
});

describe('errors without a code', () => {
  const NO_SERVER = 'client error (Connect): tcp connect error: Connection refused (os error 111)';

  test.each([
    // Deno 2.9.6, with a cause.
    new TypeError('fetch failed', {
      cause: new Error(`error sending request for url (http://127.0.0.1:8/): ${NO_SERVER}`),
    }),
    // Deno 2.6.8, without one.
    new TypeError(`error sending request for url (http://127.0.0.1:8/): ${NO_SERVER}`),
    new TypeError('fetch failed', {
      cause: new Error(
        'error sending request for url (https://a.invalid/): client error (Connect): dns error: failed to lookup address information: Name or service not known',
      ),
    }),
    new TypeError('fetch failed', {
      cause: new Error(
        'error sending request for url (https://localhost:8/): client error (Connect): invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))',
      ),
    }),
    new TypeError('fetch failed', {
      cause: new Error(
        'error sending request for url (https://localhost:8/): client error (Connect): received corrupt message of type InvalidContentType',
      ),
    }),
  ])('of Deno prove that a request was not sent by their text: %s', (error) => {
    expect(provesUnsent(error)).toBe(true);
  });

  test.each([
    // Deno 2.9.6.
    'error sending request from 127.0.0.1:46588 for http://127.0.0.1:8/ (127.0.0.1:8): client error (SendRequest): connection closed before message completed',
    'error reading a body from connection',
    // workerd: for a refused connection and for a lost one; for an unknown host or certificate, and for its own failures.
    'Network connection lost.',
    'internal error; reference = adbb2mvm9bnu0c0v6i5amdm2',
    // Browsers.
    'Failed to fetch',
    'NetworkError when attempting to fetch resource.',
    'Load failed',
    // A URL with the text in it.
    'error sending request for url (http://127.0.0.1:8/client%20error%20(Connect):%20dns%20error): client error (SendRequest): connection reset',
  ])('may come after the request was sent: %s', (message) => {
    expect(provesUnsent(new TypeError('fetch failed', { cause: new Error(message) }))).toBe(false);
    expect(provesUnsent(new TypeError(message))).toBe(false);
  });
});

describe('a request may have been sent', () => {
  test.each(SOFT_ERRORS.flatMap((code) => ['read', 'write', 'writev', 'shutdown'].map((syscall) => [code, syscall])))(
    'if an established connection failed with %s in the system call %s',
    (code, syscall) => {
      expect(provesUnsent(fetchFailed({ code, syscall }))).toBe(false);
    },
  );

  test.each([
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'ECONNRESET',
    'EPIPE',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
  ])('if the only evidence is the code %s', (code) => {
    expect(provesUnsent(fetchFailed({ code }))).toBe(false);
  });

  test.each([
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'EPROTO',
  ])('if TLS ended with %s in a phase that is unknown, which may also come after the handshake', (code) => {
    expect(provesUnsent(fetchFailed({ code }))).toBe(false);
  });

  test('if the server reset the connection, also when connect reports it', () => {
    expect(provesUnsent(fetchFailed({ code: 'ECONNRESET', syscall: 'connect' }))).toBe(false);
  });

  test('if one of several addresses proves nothing', () => {
    const rejected = Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' });
    const reset = Object.assign(new Error(), { code: 'ECONNRESET', syscall: 'read' });
    expect(provesUnsent(new AggregateError([rejected, reset]))).toBe(false);
  });

  test.each([undefined, 'ECONNREFUSED', {}, new Error('ECONNREFUSED'), new AggregateError([])])(
    'if the failure is %o',
    (cause) => {
      expect(provesUnsent(cause)).toBe(false);
    },
  );
});
