import { describe, expect, test, vi } from 'vitest';
import * as errors from '../../src/errors/api-errors.ts';
import { NotFoundError, ValidationError } from '../../src/errors/api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from '../../src/errors/connection-errors.ts';
import { DecodeError } from '../../src/errors/decode-error.ts';
import { errorFromResponse, errorFromTokenResponse } from '../../src/errors/from-response.ts';
import { inspect } from 'node:util';
import { isNotFoundError, isSecuconnectError, isValidationError } from '../../src/errors/guards.ts';
import type { CallContext } from '../../src/errors/outcome.ts';
import * as guards from '../../src/errors/guards.ts';
import { addCallContext, SecuconnectError } from '../../src/errors/secuconnect-error.ts';

const failure = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorFromResponse(
    { id: 'smart.transactions.start', safe: false },
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
    body: '<html>Bad gateway</html>',
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
  test('and said in the message, rather than the details', () => {
    const second = { location: ['query', 'count'], message: 'must be >= 0' };
    expect(failure(422, { validation: [violation, second], error_details: 'see there' }).message).toBe(
      'smart.transactions.start failed with status 422: body.basket_info.sum: must be integer; query.count: must be >= 0. Correct the input: the same again will be refused again.',
    );
  });
  test('and broken ones are ignored', () => {
    expect(failure(500, {}, { 'sl-violations': '[{' }).violations).toEqual([]);
  });
});

describe('a connection error is `not-sent` only when every cause arises before sending', () => {
  const caused = (cause: unknown) =>
    new ConnectionError({ id: 'smart.transactions.start', safe: false }, new TypeError('fetch failed', { cause }))
      .outcome;
  const coded = (code: string) => Object.assign(new Error(code), { code });
  test.each([
    ['ECONNREFUSED', 'not-sent'],
    ['ENOTFOUND', 'not-sent'],
    ['EAI_AGAIN', 'not-sent'],
    ['EHOSTUNREACH', 'not-sent'],
    ['ENETUNREACH', 'not-sent'],
    ['UND_ERR_CONNECT_TIMEOUT', 'not-sent'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'not-sent'],
    ['CERT_HAS_EXPIRED', 'not-sent'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'not-sent'],
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
  test('no reasons in a list of reasons, but one of its own', () =>
    expect(caused(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('not-sent'));
  test('no code at all', () => expect(caused(undefined)).toBe('unknown'));
});

test('guards and instanceof hold for errors of another copy of the package', async () => {
  vi.resetModules();
  const other = await import('../../src/errors/api-errors.ts');
  const answer = { status: 404, headers: new Headers(), body: '', payload: {}, violations: [] };
  const foreign = new other.NotFoundError({ id: 'smart.transactions.get', safe: true }, answer, 'no-effect');
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

describe('the message says what to do next', () => {
  const at = (subject: Partial<CallContext>, status: number, body: object = {}) => {
    const text = JSON.stringify(body);
    const full = { id: 'smart.transactions.start', safe: false, ...subject };
    return errorFromResponse(full, new Response(text, { status }), text).message;
  };

  test.each([
    [401, {}, 'Check the credentials, and that they belong to this environment.'],
    [403, {}, 'Have the contract enabled for it, or use the credentials of another one.'],
    [404, {}, 'Check the id, and that it belongs to this contract and environment.'],
    [405, {}, 'Offer another payment method, or read the object: its state may not allow this.'],
    [422, {}, 'Correct the input: the same again will be refused again.'],
    [429, {}, 'Nothing has happened; send it again later, and fewer at once.'],
    [500, { error: 'ProductDuplicateException' }, 'Look for the one that exists: an earlier call may have created it.'],
    [418, {}, 'Nothing has happened.'],
  ])('after status %i and %j', (status, body, advice) => {
    expect(at({}, status, body)).toContain(`. ${advice}`);
  });

  test('to find out what came of a write', () => {
    const start = 'smart.transactions.start failed with status 502. It may have been carried out all the same:';
    expect(at({ object: 'STX_1' }, 502)).toBe(`${start} read STX_1 with smart.transactions before trying again.`);
    expect(at({}, 502)).toBe(`${start} look for it with smart.transactions before trying again.`);
    expect(at({ id: 'POST /Some.thing' }, 502)).toContain('look for it with a call that reads before trying again.');
  });

  test('that a read can be repeated', () => {
    expect(at({ safe: true }, 502)).toBe(
      'smart.transactions.start failed with status 502. It only reads, so trying again does no harm.',
    );
  });

  test('that nothing has happened when nothing was sent', () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    expect(new ConnectionError({ id: 'a.b', safe: false }, refused).message).toBe(
      'a.b got no answer (ECONNREFUSED). Nothing has happened; it can be sent again.',
    );
    expect(new ConnectionError({ id: 'a.b', safe: true }, new Error('')).message).toBe(
      'a.b got no answer. It only reads, so trying again does no harm.',
    );
  });

  test('where an answer points elsewhere', () => {
    expect(at({}, 302)).toBe(
      'smart.transactions.start failed with status 302: it points elsewhere, and a token is not sent elsewhere: check the base URL. Nothing has happened.',
    );
  });
});

describe('nothing secret is shown', () => {
  const secret = 'tok-0123456789';
  const body = {
    error: 'ProductFormatException',
    error_details: `4111 1111 1111 1111 with ${secret}`,
    error_user: `card 4111111111111111`,
    supportId: secret,
    validation: [{ location: ['request', 'body'], message: `${secret} is wrong` }],
  };
  const text = JSON.stringify(body);
  const headers = { 'set-cookie': secret };
  const error = errorFromResponse(
    { id: 'smart.transactions.start', safe: false },
    new Response(text, { status: 500, headers }),
    text,
    [secret],
  );
  addCallContext(error, { attempts: [{ startedAt: 1, duration: 2, status: 500 }], idempotencyKey: 'name' });

  test.each([
    ['the message', error.message],
    ['JSON', JSON.stringify(error)],
    ['an inspection', inspect(error, { depth: Infinity })],
    ['the stack', error.stack],
    ['the text', error.body],
    ['a list of its fields', JSON.stringify({ ...error })],
  ])('in %s', (_, shown) => {
    expect(shown).not.toMatch(/tok-0123456789|4111/);
    expect(shown).toContain('[redacted]');
  });

  test('and what is shown is fit for a log', () => {
    expect(error.toJSON()).toEqual({
      name: 'ValidationError',
      message: error.message,
      operation: 'smart.transactions.start',
      outcome: 'no-effect',
      status: 500,
      error: 'ProductFormatException',
      error_details: '[redacted] with [redacted]',
      error_user: 'card [redacted]',
      supportId: '[redacted]',
      violations: [{ location: ['body'], message: '[redacted] is wrong' }],
      idempotencyKey: 'name',
      attempts: [{ at: 1, duration: 2, status: 500 }],
    });
  });

  test('and an inspection begins with the stack and tells the cause', () => {
    const failed = new ConnectionError({ id: 'a.b', safe: true }, new TypeError('fetch failed'));
    expect(inspect(failed)).toMatch(/^ConnectionError: a\.b got no answer \(fetch failed\)\. .*\n +at /);
    expect(inspect(failed)).toContain('\n  [cause]: TypeError: fetch failed {');
    expect(inspect(error)).not.toContain('[cause]');
    expect(failed.stack).toMatch(/^ConnectionError: /);
  });

  test('and headers and text are at hand, but not enumerable', () => {
    expect(error.headers.get('set-cookie')).toBe(secret);
    expect(Object.keys(error)).not.toContain('headers');
    expect(Object.keys(error)).not.toContain('text');
  });
});

test('each class has its guard', () => {
  const subject = { id: 'a.b', safe: true };
  const answer = { status: 404, headers: new Headers(), body: '', payload: {}, violations: [] };
  const made = [
    [new errors.ApiError(subject, answer, 'no-effect'), guards.isApiError],
    [new errors.AuthenticationError(subject, answer, 'no-effect'), guards.isAuthenticationError],
    [new errors.PermissionError(subject, answer, 'no-effect'), guards.isPermissionError],
    [new errors.NotFoundError(subject, answer, 'no-effect'), guards.isNotFoundError],
    [new errors.PaymentMethodUnavailableError(subject, answer, 'no-effect'), guards.isPaymentMethodUnavailableError],
    [new errors.ValidationError(subject, answer, 'no-effect'), guards.isValidationError],
    [new errors.ConflictError(subject, answer, 'no-effect'), guards.isConflictError],
    [new errors.RateLimitError(subject, answer, 'no-effect'), guards.isRateLimitError],
    [new errors.ServerError(subject, answer, 'no-effect'), guards.isServerError],
    [new ConnectionError(subject, undefined), guards.isConnectionError],
    [new TimeoutError(subject, 5), guards.isTimeoutError],
    [new AbortError(subject, 'why', 'unknown'), guards.isAbortError],
    [new DecodeError(subject, { status: 200, what: 'nothing', body: '' }), guards.isDecodeError],
  ] as const;
  for (const [error, own] of made) {
    expect(own(error)).toBe(true);
    expect(guards.isSecuconnectError(error)).toBe(true);
    expect(guards.isApiError(error)).toBe('headers' in error);
    const others = made.filter(([, guard]) => guard !== own && guard !== guards.isApiError);
    expect(others.filter(([, guard]) => guard(error))).toEqual([]);
    expect(own.name).toBe(`is${error.name}`);
  }
});

test.each([
  ['ProductUnauthorizedException', 500, undefined, 'AuthenticationError'],
  ['ProductNotAllowedException', 500, undefined, 'PermissionError'],
  ['ProductSecurityException', 500, undefined, 'PermissionError'],
  ['ProductNotFoundException', 500, undefined, 'NotFoundError'],
  ['ProductInternalException', 500, 1001, 'ValidationError'],
  ['ProductInternalException', 500, 4028, 'PermissionError'],
  ['ProductBackendproviderException', 500, 1012, 'ServerError'],
  [undefined, 400, undefined, 'ValidationError'],
  [undefined, 415, undefined, 'ValidationError'],
  [undefined, 499, undefined, 'ApiError'],
])('%s with status %i and code %s is a %s', (error, status, code, name) => {
  expect(failure(status, { error, code })).toMatchObject({ name, code });
});

test.each([
  ['', undefined],
  [null, undefined],
  ['x', undefined],
  ['0', 0],
  [0, 0],
])('the code %j is read as %s', (code, expected) => {
  expect(failure(500, { code }).code).toBe(expected);
});

test.each([
  'null',
  '[1]',
  '"text"',
  '5',
  '',
  '{',
  '{"error":5,"error_details":{"a":1},"validation":"x"}',
  '{"validation":[null,5,{}]}',
])('a body that is no error of the API (%s) harms nobody', (body) => {
  expect(failure(500, body)).toBeInstanceOf(SecuconnectError);
  expect(failure(500, body)).toMatchObject({ error: undefined, error_details: undefined });
});

test('the outcome of a timeout is unknown unless something else is known', () => {
  expect(new TimeoutError({ id: 'a.b', safe: false }, 5)).toMatchObject({ outcome: 'unknown', timeout: 5 });
  expect(new TimeoutError({ id: 'a.b', safe: false }, 5, 'not-sent').message).toBe(
    'a.b took longer than 5 ms. Nothing has happened; it can be sent again.',
  );
});

describe('an answer of the token endpoint', () => {
  const subject = { id: 'oauth.token', safe: false };
  const refusal = (status: number, body: object) =>
    errorFromTokenResponse(subject, new Response('', { status }), JSON.stringify(body), ['client-secret']);
  test.each([400, 401, 403])('with status %i is about credentials', (status) => {
    expect(refusal(status, { error: 'invalid_client', error_description: 'not client-secret' })).toMatchObject({
      name: 'AuthenticationError',
      outcome: 'no-effect',
      error: 'invalid_client',
      error_details: 'not [redacted]',
    });
  });
  test.each([
    [500, 'ServerError'],
    [429, 'RateLimitError'],
    [404, 'NotFoundError'],
    [302, 'ApiError'],
  ])('with status %i is a %s, and the call that needs the token was not sent', (status, name) => {
    expect(refusal(status, {})).toMatchObject({ name, outcome: 'not-sent' });
  });
});

test('an aborted call names the operation, and keeps the reason of the signal', () => {
  const reason = new Error('closed the tab');
  const error = new AbortError({ id: 'a.b', safe: false }, reason, 'not-sent');
  expect(error.message).toBe('a.b was aborted by its caller. Nothing has happened; it can be sent again.');
  expect(error.cause).toBe(reason);
});
