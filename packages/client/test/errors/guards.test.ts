import { expect, test, vi } from 'vitest';
import * as errors from '../../src/errors/api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from '../../src/errors/connection-errors.ts';
import { DecodeError } from '../../src/errors/decode-error.ts';
import * as guards from '../../src/errors/guards.ts';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { failedResponse, read } from './contexts.ts';

test('each error class has a guard that recognises it, and no other class but its base classes', () => {
  const response = failedResponse();
  const errorsAndGuards = [
    [new errors.ApiError(read, response, 'no-effect'), guards.isApiError],
    [new errors.AuthenticationError(read, response, 'no-effect'), guards.isAuthenticationError],
    [new errors.PermissionError(read, response, 'no-effect'), guards.isPermissionError],
    [new errors.NotFoundError(read, response, 'no-effect'), guards.isNotFoundError],
    [new errors.PaymentMethodUnavailableError(read, response, 'no-effect'), guards.isPaymentMethodUnavailableError],
    [new errors.ValidationError(read, response, 'no-effect'), guards.isValidationError],
    [new errors.ConflictError(read, response, 'no-effect'), guards.isConflictError],
    [new errors.RateLimitError(read, response, 'no-effect'), guards.isRateLimitError],
    [new errors.ServerError(read, response, 'no-effect'), guards.isServerError],
    [new ConnectionError(read, undefined), guards.isConnectionError],
    [new TimeoutError(read, 5), guards.isTimeoutError],
    [new AbortError(read, 'why', 'unknown'), guards.isAbortError],
    [new DecodeError(read, { status: 200, what: 'nothing', body: '' }), guards.isDecodeError],
  ] as const;
  for (const [error, guard] of errorsAndGuards) {
    expect(guard(error)).toBe(true);
    expect(guards.isSecuconnectError(error)).toBe(true);
    expect(guards.isApiError(error)).toBe('headers' in error);
    const others = errorsAndGuards.filter(([, other]) => other !== guard && other !== guards.isApiError);
    expect(others.filter(([, other]) => other(error))).toEqual([]);
    expect(guard.name).toBe(`is${error.name}`);
  }
  expect(Object.keys(guards)).toHaveLength(errorsAndGuards.length + 1);
});

test('guards and instanceof recognise errors of another copy of the package', async () => {
  vi.resetModules();
  const copy = await import('../../src/errors/api-errors.ts');
  const foreign = new copy.NotFoundError(read, failedResponse(), 'no-effect');
  expect(copy.NotFoundError).not.toBe(errors.NotFoundError);
  expect(foreign).toBeInstanceOf(errors.NotFoundError);
  expect(foreign).toBeInstanceOf(SecuconnectError);
  expect(foreign).not.toBeInstanceOf(errors.ValidationError);
  expect(guards.isNotFoundError(foreign)).toBe(true);
  expect(guards.isValidationError(foreign)).toBe(false);
  expect(guards.isSecuconnectError(foreign)).toBe(true);
});

test.each([[new Error('any')], [null], [undefined], ['text'], [{}]])('isSecuconnectError() rejects %o', (value) => {
  expect(guards.isSecuconnectError(value)).toBe(false);
});
