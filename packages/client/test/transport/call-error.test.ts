import { describe, expect, test } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { ScopeEnded } from '../../src/internal/timeout.ts';
import { toCallError } from '../../src/transport/call-error.ts';
import { preparedRead, preparedRequest } from './prepared-request.ts';

const passed = new ScopeEnded(true, undefined);
const claim = new SecuconnectError('Nothing was sent.', { outcome: 'not-sent' });

describe('toCallError()', () => {
  test('returns an error of this client unchanged', () => {
    const error = new SecuconnectError('It failed.', { outcome: 'not-sent' });
    expect(toCallError(preparedRequest(), error, { outcome: 'unknown' })).toBe(error);
  });

  test('turns a passed timeout into a TimeoutError with this timeout', () => {
    expect(toCallError(preparedRequest(), passed, { outcome: 'unknown', timeout: 500 })).toMatchObject({
      name: 'TimeoutError',
      timeout: 500,
      outcome: 'unknown',
      operation: 'smart.transactions.cancel',
    });
  });

  test.each([
    'left',
    undefined,
    null,
    0,
    new Error('left'),
    new DOMException('left', 'AbortError'),
    new DOMException('late', 'TimeoutError'),
    claim,
    new ScopeEnded(true, undefined),
    { outcome: 'not-sent' },
  ])('turns an abort into an AbortError with its reason as the cause: %o', (reason) => {
    const error = toCallError(preparedRequest(), new ScopeEnded(false, reason), { outcome: 'unknown' });
    expect(error).toMatchObject({ name: 'AbortError', outcome: 'unknown', operation: 'smart.transactions.cancel' });
    expect(error.cause).toBe(reason);
  });

  test('turns a failure of `fetch` into a ConnectionError, redacted', () => {
    const failure = Object.assign(new Error('cannot send secret-token'), { code: 'ECONNREFUSED' });
    const error = toCallError(preparedRequest(), failure, { outcome: 'unknown', secrets: ['secret-token'] });
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'ECONNREFUSED', outcome: 'not-sent' });
    expect((error.cause as Error).message).toBe('cannot send [redacted]');
  });

  test.each([passed, new TypeError('fetch failed')])('of a read has no effect: %o', (reason) => {
    expect(toCallError(preparedRead(), reason, { outcome: 'unknown' }).outcome).toBe('no-effect');
  });
});
