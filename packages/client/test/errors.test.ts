import { describe, expect, test, vi } from 'vitest';
import { NotFoundError, ValidationError } from '../src/errors/api-errors.ts';
import { ConnectionError } from '../src/errors/connection-errors.ts';
import { errorFromResponse } from '../src/errors/from-response.ts';
import { isNotFoundError, isSecuconnectError, isValidationError } from '../src/errors/guards.ts';
import { SecuconnectError } from '../src/errors/secuconnect-error.ts';

const failure = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorFromResponse(
    { id: 'smart.transactions.start', repeatSafe: false },
    new Response(text, { status, headers }),
    text,
  );
};

describe('the class of an error comes from status and exception name together', () => {
  test.each([
    [401, { error: 'ProductUnauthorizedException', code: 0 }, 'AuthenticationError'],
    [403, { error: 'ProductNotAllowedException', code: 2003 }, 'AuthenticationError'],
    [403, { error: 'ProductNotAllowedException', code: '2003' }, 'AuthenticationError'],
    [403, { error: 'ProductNotAllowedException', code: 0 }, 'PermissionError'],
    [404, { error: 'ProductNotFoundException' }, 'NotFoundError'],
    [405, { error: 'ProductNotAllowedException' }, 'MethodNotAvailableError'],
    [422, {}, 'ValidationError'],
    [500, { error: 'ProductFormatException', code: 1001 }, 'ValidationError'],
    [500, { error: 'ProductDuplicateException' }, 'DuplicateError'],
    [500, { error: 'ProductInternalException', code: 1003 }, 'ServerError'],
    [429, {}, 'RateLimitError'],
    [502, '<html>Bad gateway</html>', 'ServerError'],
    [418, '', 'ApiError'],
  ])('%i %j is a %s', (status, body, name) => {
    expect(failure(status, body)).toMatchObject({ name, status, operation: 'smart.transactions.start' });
  });
});

test('an error keeps what the API said, and says it', () => {
  const error = failure(500, {
    error: 'ProductFormatException',
    error_details: 'sum is missing',
    error_user: 'Bitte prüfen',
    code: 1001,
    supportId: 'abc',
  });
  expect(error).toMatchObject({
    error: 'ProductFormatException',
    error_details: 'sum is missing',
    error_user: 'Bitte prüfen',
    code: 1001,
    supportId: 'abc',
  });
  expect(error.message).toBe(
    'smart.transactions.start failed with status 500, ProductFormatException (code 1001): sum is missing. Correct the input: the same again will be refused again. Support id abc.',
  );
});

test('a body that is not JSON is kept as text', () => {
  expect(failure(502, '<html>Bad gateway</html>')).toMatchObject({
    text: '<html>Bad gateway</html>',
    error: undefined,
    code: undefined,
  });
});

describe('violations are read', () => {
  const violation = { location: ['request', 'body', 'basket_info', 'sum'], message: 'must be integer' };
  test('from a problem document', () => {
    expect(failure(422, { validation: [violation] }).violations).toEqual([
      { location: ['body', 'basket_info', 'sum'], message: 'must be integer' },
    ]);
  });
  test('from the header beside an example', () => {
    expect(failure(500, {}, { 'sl-violations': JSON.stringify([violation]) }).violations).toHaveLength(1);
  });
  test('and broken ones are ignored', () => {
    expect(failure(500, {}, { 'sl-violations': '[{' }).violations).toEqual([]);
  });
});

describe('a connection error is `not-sent` only when every cause arises before sending', () => {
  const caused = (cause: unknown) =>
    new ConnectionError({ id: 'smart.transactions.start', repeatSafe: false }, new TypeError('fetch failed', { cause }))
      .outcome;
  const coded = (code: string) => Object.assign(new Error(code), { code });
  test.each([
    ['ECONNREFUSED', 'not-sent'],
    ['ENOTFOUND', 'not-sent'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
  ])('%s is %s', (code, outcome) => {
    expect(caused(coded(code))).toBe(outcome);
  });
  test('several addresses, all refused', () =>
    expect(caused(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]))).toBe('not-sent'));
  test('several addresses, one of them reset', () =>
    expect(caused(new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')]))).toBe('unknown'));
  test('no code at all', () => expect(caused(undefined)).toBe('unknown'));
});

test('guards and instanceof hold for errors of another copy of the package', async () => {
  vi.resetModules();
  const other = await import('../src/errors/api-errors.ts');
  const answer = { status: 404, headers: new Headers(), text: '', payload: {}, violations: [] };
  const foreign = new other.NotFoundError({ id: 'smart.transactions.get', repeatSafe: true }, answer, 'rejected');
  expect(other.NotFoundError).not.toBe(NotFoundError);
  expect(foreign).toBeInstanceOf(NotFoundError);
  expect(foreign).toBeInstanceOf(SecuconnectError);
  expect(foreign).not.toBeInstanceOf(ValidationError);
  expect(isNotFoundError(foreign)).toBe(true);
  expect(isValidationError(foreign)).toBe(false);
  expect(isSecuconnectError(foreign)).toBe(true);
  expect(isSecuconnectError(new Error('any'))).toBe(false);
  expect(isSecuconnectError(null)).toBe(false);
  expect(isSecuconnectError(undefined)).toBe(false);
});
