import { describe, expect, test } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { TIMED_OUT } from '../../src/internal/timeout.ts';
import { toCallError } from '../../src/transport/call-error.ts';
import { preparedRead, preparedRequest } from './prepared-request.ts';

describe('toCallError()', () => {
  test('returns an error of this client unchanged', () => {
    const error = new SecuconnectError('It failed.', { outcome: 'not-sent' });
    expect(toCallError(preparedRequest(), error, { outcome: 'unknown' })).toBe(error);
  });

  test('turns a passed timeout into a TimeoutError with this timeout', () => {
    expect(toCallError(preparedRequest(), TIMED_OUT, { outcome: 'unknown', timeout: 500 })).toMatchObject({
      name: 'TimeoutError',
      timeout: 500,
      outcome: 'unknown',
      operation: 'smart.transactions.cancel',
    });
  });

  test('turns every other reason into an AbortError if the signal of the caller is aborted', () => {
    const request = preparedRequest({ signal: AbortSignal.abort('left') });
    expect(toCallError(request, new TypeError('fetch failed'), { outcome: 'not-sent' })).toMatchObject({
      name: 'AbortError',
      cause: 'left',
      outcome: 'not-sent',
    });
  });

  test('turns a failure of `fetch` into a ConnectionError, redacted', () => {
    const failure = Object.assign(new Error('cannot send secret-token'), { code: 'ECONNREFUSED' });
    const error = toCallError(preparedRequest(), failure, { outcome: 'unknown', secrets: ['secret-token'] });
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'ECONNREFUSED', outcome: 'not-sent' });
    expect((error.cause as Error).message).toBe('cannot send [redacted]');
  });

  test.each([TIMED_OUT, new TypeError('fetch failed')])('of a read has no effect: %o', (reason) => {
    expect(toCallError(preparedRead(), reason, { outcome: 'unknown' }).outcome).toBe('no-effect');
  });
});
