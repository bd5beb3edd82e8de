import { describe, expect, test } from 'vitest';
import { AbortError, ConnectionError, TimeoutError } from '../../src/errors/connection-errors.ts';
import type { CallContext, Outcome } from '../../src/errors/outcome.ts';
import { coded, read, write } from './contexts.ts';

/** The error for what `fetch` rejects with, because of this cause. */
const errorFor = (cause: unknown, context: CallContext = write): ConnectionError =>
  new ConnectionError(context, new TypeError('fetch failed', { cause }));

describe('ConnectionError', () => {
  test.each([
    ['ECONNREFUSED', 'not-sent'],
    ['ENOTFOUND', 'not-sent'],
    ['EAI_AGAIN', 'not-sent'],
    ['EHOSTUNREACH', 'unknown'],
    ['ENETUNREACH', 'unknown'],
    ['UND_ERR_CONNECT_TIMEOUT', 'not-sent'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'not-sent'],
    ['CERT_HAS_EXPIRED', 'not-sent'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'not-sent'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
  ] as [string, Outcome][])('with the code %s, the outcome of a write is %s', (code, outcome) => {
    const requestSent = outcome === 'unknown';
    expect(errorFor(coded(code))).toMatchObject({ code, requestSent, outcome });
    // A read has no effect, sent or not.
    expect(errorFor(coded(code), read)).toMatchObject({ code, requestSent, outcome: 'no-effect' });
  });

  test('is not sent if each of several addresses was unreachable', () => {
    const error = errorFor(
      new AggregateError([coded('ECONNREFUSED'), Object.assign(coded('ENETUNREACH'), { syscall: 'connect' })]),
    );
    expect(error).toMatchObject({ code: 'ECONNREFUSED', requestSent: false, outcome: 'not-sent' });
  });

  test('has an unknown outcome if one of several addresses reset the connection', () => {
    const error = errorFor(new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')]));
    expect(error).toMatchObject({ code: 'ECONNREFUSED', requestSent: true, outcome: 'unknown' });
  });

  test('has the code of the cause itself if its list of errors is empty', () => {
    const error = errorFor(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }));
    expect(error).toMatchObject({ code: 'ECONNREFUSED', requestSent: false, outcome: 'not-sent' });
  });

  test.each([
    ['nothing', undefined],
    ['an error without a code', new Error('terminated')],
    ['a code that is not a string', Object.assign(new Error('x'), { code: 7 })],
    ['a string', 'ECONNREFUSED'],
  ])('has neither a code nor a known outcome if the cause is %s', (_, cause) => {
    const error = errorFor(cause);
    expect(error).toMatchObject({ requestSent: true, outcome: 'unknown' });
    expect(error.code).toBeUndefined();
  });

  test('has no code, only a message, if the runtime names none', () => {
    const error = new ConnectionError(write, new TypeError('terminated'));
    expect(error.code).toBeUndefined();
    expect(error.message).toBe(
      'smart.transactions.start got no response (terminated). It may have succeeded: look for it with smart.transactions before you retry.',
    );
  });

  test('has the innermost message if the runtime names no code', () => {
    const cause = new Error('client error (Connect): tcp connect error');
    expect(new ConnectionError(read, new TypeError('fetch failed', { cause })).message).toBe(
      'smart.transactions.get got no response (client error (Connect): tcp connect error). Reads are safe to retry.',
    );
  });

  test('shows its code in JSON', () => {
    expect(errorFor(coded('ECONNRESET')).toJSON()).toMatchObject({ name: 'ConnectionError', code: 'ECONNRESET' });
  });

  test.each([
    ['not-sent', false, 'ECONNRESET'],
    ['unknown', true, 'ECONNREFUSED'],
  ] as [Outcome, boolean, string][])('with the given outcome %s does not decide by the code', (outcome, sent, code) => {
    const error = new ConnectionError(write, coded(code), [], outcome);
    expect(error).toMatchObject({ code, requestSent: sent, outcome });
  });

  test('says what to do', () => {
    expect(new ConnectionError(write, coded('ECONNREFUSED')).message).toBe(
      'smart.transactions.start got no response (ECONNREFUSED). The request had no effect; it is safe to retry.',
    );
    expect(new ConnectionError(read, new Error('')).message).toBe(
      'smart.transactions.get got no response. Reads are safe to retry.',
    );
  });

  test('redacts its message and its cause', () => {
    const error = new ConnectionError(write, new TypeError('cannot send abcdef123'), ['abcdef123']);
    expect(error.message).toContain('got no response (cannot send [redacted])');
    expect(error.cause).toMatchObject({ name: 'TypeError', message: 'cannot send [redacted]' });
  });
});

describe('TimeoutError', () => {
  test('has an unknown outcome by default', () => {
    expect(new TimeoutError(write, 5)).toMatchObject({ outcome: 'unknown', timeout: 5 });
    expect(new TimeoutError(write, 5, 'not-sent').message).toBe(
      'smart.transactions.start took longer than 5 ms. The request had no effect; it is safe to retry.',
    );
  });

  test('of a read has no effect', () => {
    expect(new TimeoutError(read, 5)).toMatchObject({ outcome: 'no-effect', timeout: 5 });
  });

  test('can have another message and a cause', () => {
    const cause = new Error('inner');
    expect(new TimeoutError(write, 5, 'unknown', { message: 'Still pending.', cause })).toMatchObject({
      message: 'Still pending.',
      cause,
    });
  });
});

describe('AbortError', () => {
  test('names the operation, and keeps the reason of the signal', () => {
    const reason = new Error('closed the tab');
    const error = new AbortError(write, reason, 'not-sent');
    expect(error.message).toBe(
      'smart.transactions.start was aborted by its caller. The request had no effect; it is safe to retry.',
    );
    expect(error.cause).toBe(reason);
    expect(error.outcome).toBe('not-sent');
  });

  test('of a read has no effect', () => {
    expect(new AbortError(read, 'left', 'unknown').outcome).toBe('no-effect');
  });
});
