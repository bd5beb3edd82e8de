import { describe, expect, test } from 'vitest';
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
    'EPROTO',
  ])('if TLS ended with %s, which may also come after the handshake', (code) => {
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
