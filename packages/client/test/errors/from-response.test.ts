import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ApiError } from '../../src/errors/api-errors.ts';
import { errorFromResponse, errorFromTokenResponse } from '../../src/errors/from-response.ts';
import { addCallDetails, SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { read, write } from './contexts.ts';

function errorFor(status: number, body: unknown, headers: Record<string, string> = {}): ApiError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorFromResponse(write, new Response(text, { status, headers }), text);
}

describe('errorFromResponse() chooses the class', () => {
  test.each([
    [401, { error: 'ProductUnauthorizedException', code: 0 }, 'AuthenticationError'],
    [403, { error: 'ProductNotAllowedException', code: 2003 }, 'AuthenticationError'],
    [403, { error: 'ProductNotAllowedException', code: '2003' }, 'AuthenticationError'],
    [403, { error: 'ProductNotAllowedException', code: 0 }, 'PermissionError'],
    [404, { error: 'ProductNotFoundException' }, 'NotFoundError'],
    [405, { error: 'ProductNotAllowedException' }, 'PaymentMethodUnavailableError'],
    [422, {}, 'ValidationError'],
    [500, { error: 'ProductFormatException', code: 1001 }, 'ValidationError'],
    [500, { error: 'ProductDuplicateException' }, 'ConflictError'],
    [500, { error: 'ProductInternalException', code: 1003 }, 'ServerError'],
    [429, {}, 'RateLimitError'],
    [502, '<html>Bad gateway</html>', 'ServerError'],
    [418, '', 'ApiError'],
  ])('for status %i and the body %j: %s', (status, body, name) => {
    expect(errorFor(status, body)).toMatchObject({ name, status, operation: 'smart.transactions.start' });
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
  ])('for %s with status %i and code %s: %s', (error, status, code, name) => {
    expect(errorFor(status, { error, code })).toMatchObject({ name, code });
  });
});

describe('errorFromResponse() knows the outcome', () => {
  test('a write that the server failed to process has an unknown outcome, others had no effect', () => {
    expect(errorFor(500, {}).outcome).toBe('unknown');
    expect(errorFor(500, { error: 'ProductFormatException' }).outcome).toBe('no-effect');
    expect(errorFor(404, {}).outcome).toBe('no-effect');
  });

  test('a read never has an effect', () => {
    expect(errorFromResponse(read, new Response('', { status: 500 }), '').outcome).toBe('no-effect');
  });
});

describe('errorFromResponse() keeps', () => {
  test('what the API says, and also says it in the message', () => {
    const body = {
      error: 'ProductFormatException',
      error_details: 'sum is missing',
      error_user: 'Bitte prüfen',
      code: 1001,
      supportId: 'abc',
    };
    const error = errorFor(500, body);
    expect(error).toMatchObject(body);
    expect(error.message).toBe(
      'smart.transactions.start failed with status 500, ProductFormatException (code 1001): sum is missing. Fix the input; retrying unchanged will fail again. Support id abc.',
    );
  });

  test('a body that is not JSON, as text', () => {
    expect(errorFor(502, '<html>Bad gateway</html>')).toMatchObject({
      body: '<html>Bad gateway</html>',
      error: undefined,
      code: undefined,
    });
  });

  test('the advice to check the base URL if the response is a redirect', () => {
    expect(errorFor(302, {}).message).toBe(
      'smart.transactions.start failed with status 302: it redirects, and tokens are never sent to another address: check the base URL. It may have succeeded: look for it with smart.transactions before you retry.',
    );
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
  ])('no fields of the body %s, which is not an error of the API', (body) => {
    expect(errorFor(500, body)).toBeInstanceOf(SecuconnectError);
    expect(errorFor(500, body)).toMatchObject({ error: undefined, error_details: undefined });
  });
});

describe('errorFromResponse() reads violations', () => {
  const violation = { location: ['request', 'body', 'basket_info', 'sum'], message: 'must be integer' };

  test('from `validation` of a problem document', () => {
    expect(errorFor(422, { validation: [violation] }).violations).toEqual([
      { location: ['body', 'basket_info', 'sum'], message: 'must be integer' },
    ]);
  });

  test('and puts them into the message instead of the details', () => {
    const second = { location: ['query', 'count'], message: 'must be >= 0' };
    expect(errorFor(422, { validation: [violation, second], error_details: 'see there' }).message).toBe(
      'smart.transactions.start failed with status 422: body.basket_info.sum: must be integer; query.count: must be >= 0. Fix the input; retrying unchanged will fail again.',
    );
  });

  test('and makes any response with them a ValidationError', () => {
    expect(errorFor(500, { validation: [violation] })).toMatchObject({ name: 'ValidationError', outcome: 'no-effect' });
  });

  test('not from a header of a mock server', () => {
    const error = errorFor(500, {}, { 'sl-violations': JSON.stringify([violation]) });
    expect(error).toMatchObject({ name: 'ServerError', violations: [] });
  });

  test.each([['text'], [5], [null], [{ location: ['body'] }]])('not from the broken `validation` %j', (validation) => {
    expect(errorFor(500, { validation })).toMatchObject({ name: 'ServerError', violations: [] });
  });

  test('with an empty location and message where an entry has none', () => {
    const validation = [null, 5, {}, { location: 'body', message: 5 }, { location: [{}, 'body', 0], message: 'x' }];
    expect(errorFor(500, { validation }).violations).toEqual([
      ...Array.from({ length: 4 }, () => ({ location: [], message: '' })),
      { location: ['body', '0'], message: 'x' },
    ]);
  });
});

describe('errorFromResponse() redacts', () => {
  const secret = 'tok-0123456789';
  const body = {
    error: 'ProductFormatException',
    error_details: `4111 1111 1111 1111 with ${secret}`,
    error_user: `card 4111111111111111`,
    supportId: secret,
    code: '4111111111111111',
    validation: [{ location: ['request', 'body', secret, 4111111111111111], message: `${secret} is wrong` }],
  };
  const text = JSON.stringify(body);
  const headers = [
    ['retry-after', '5'],
    ['set-cookie', `a=${secret}`],
    ['set-cookie', 'b=2'],
    ['www-authenticate', `Bearer realm="api", error_description="card 4111111111111111"`],
  ] satisfies [string, string][];
  let response: Response;
  let error: ApiError;
  beforeEach(() => {
    response = new Response(text, { status: 500, headers });
    error = errorFromResponse(write, response, text, { secrets: [secret] });
    addCallDetails(error, { attempts: [{ startedAt: 1, duration: 2, status: 500 }], idempotencyKey: 'key' });
  });

  test.each<[string, () => string | undefined]>([
    ['the message', () => error.message],
    ['the JSON', () => JSON.stringify(error)],
    ['the inspection', () => inspect(error, { depth: Infinity })],
    ['the stack', () => error.stack],
    ['the body', () => error.body],
    ['the enumerable fields', () => JSON.stringify({ ...error })],
  ])('secrets and card numbers in %s of the error', (_, show) => {
    const shown = show();
    expect(shown).not.toMatch(/tok-0123456789|4111/);
    expect(shown).toContain('[redacted]');
  });

  test('the fields that the error shows in a log', () => {
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
      violations: [{ location: ['body', '[redacted]', '[redacted]'], message: '[redacted] is wrong' }],
      idempotencyKey: 'key',
      attempts: [{ startedAt: 1, duration: 2, status: 500 }],
    });
  });

  test('a code that is a card number, and keeps others', () => {
    expect(error.code).toBeUndefined();
    for (const code of ['4111111111111111', 4111111111111111, secret])
      expect(errorFor(500, { code }).code).toBeUndefined();
    expect(errorFor(500, { code: '1001' }).code).toBe(1001);
  });

  test('the values of the headers, which are not enumerable', () => {
    expect([...error.headers]).toEqual([
      ['content-type', 'text/plain;charset=UTF-8'],
      ['retry-after', '5'],
      ['set-cookie', 'a=[redacted]'],
      ['set-cookie', 'b=2'],
      ['www-authenticate', 'Bearer realm="api", error_description="card [redacted]"'],
    ]);
    expect(response.headers.getSetCookie()).toEqual([`a=${secret}`, 'b=2']);
    expect(Object.keys(error)).not.toContain('headers');
    expect(Object.keys(error)).not.toContain('body');
  });

  test('the Base64 of credentials, and passwords of any script', () => {
    const secrets = ['cs-123456789', 'оченьсекретно', '!"§$%&/()=?'];
    const shown = `${btoa('client:cs-123456789')} оченьсекретно ${encodeURIComponent('оченьсекретно')} !"§$%&/()=?`;
    const rejected = new Response('', { status: 400 });
    const { error_details } = errorFromResponse(write, rejected, JSON.stringify({ error_details: shown }), { secrets });
    expect(error_details).toMatch(/^Y2xp\w+\[redacted\]\w?=* \[redacted\] \[redacted\] \[redacted\]$/);
  });
});

describe('the response that browsers show of a redirect', () => {
  test('has no status, so that a write has an unknown outcome', () => {
    const redirect = Object.defineProperty(new Response(null), 'status', { value: 0 });
    expect(errorFromResponse(write, redirect, '')).toMatchObject({ name: 'ApiError', status: 0, outcome: 'unknown' });
    expect(errorFromResponse(read, redirect, '').outcome).toBe('no-effect');
  });
});

describe('errorFromTokenResponse()', () => {
  const tokenErrorFor = (status: number, body: object) =>
    errorFromTokenResponse({ id: 'oauth.token', safe: false }, new Response('', { status }), JSON.stringify(body), [
      'client-secret',
    ]);

  test.each([400, 401, 403])('with status %i means rejected credentials', (status) => {
    const body = { error: 'invalid_client', error_description: 'not client-secret' };
    expect(tokenErrorFor(status, body)).toMatchObject({
      name: 'AuthenticationError',
      outcome: 'no-effect',
      error: 'invalid_client',
      error_details: 'not [redacted]',
    });
  });

  test.each([
    [500, 'ServerError'],
    [429, 'RateLimitError'],
    [404, 'ApiError'],
    [302, 'ApiError'],
  ])('with status %i is a %s, and the call that needs the token was not sent', (status, name) => {
    expect(tokenErrorFor(status, {})).toMatchObject({ name, outcome: 'not-sent' });
  });

  test.each([
    ['nothing', {}, 'status 404'],
    [
      'that an object does not exist',
      { error: 'ProductNotFoundException', error_details: 'Resource was not found' },
      'status 404, ProductNotFoundException',
    ],
    ['violations', { validation: [{ location: ['path'], message: 'no such path' }] }, 'status 404'],
  ])('with status 404 says that the base URL is probably wrong, if the body says %s', (_, body, reason) => {
    const { name, message } = tokenErrorFor(404, body);
    expect(name).toBe('ApiError');
    expect(message).toMatch(
      `oauth.token failed with ${reason}: there is no token endpoint at this address, so the base URL is probably wrong. `,
    );
    expect(message).not.toContain('Check the id');
  });
});

describe('the outcome of a write', () => {
  const outcomeOfWrite = (status: number, body: object | string = {}) => errorFor(status, body).outcome;

  test.each([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 307, 308])(
    'is no-effect with status %i',
    (status) => {
      expect(outcomeOfWrite(status)).toBe('no-effect');
    },
  );

  test.each([300, 301, 302, 303, 408, 421, 425, 499, 500, 501, 502, 503, 504, 505, 520, 524, 529])(
    'is unknown with status %i, which a gateway may send after it passed the request on',
    (status) => {
      expect(outcomeOfWrite(status)).toBe('unknown');
    },
  );

  const claims = [
    { code: 2003 },
    { code: '2003' },
    { code: 1001 },
    { code: 4028 },
    { error: 'ProductUnauthorizedException' },
    { error: 'ProductFormatException' },
    { error: 'ProductDuplicateException' },
    { error: 'ProductNotFoundException' },
    { error: 'ProductSecurityException' },
    { validation: [{ location: ['body'], message: 'is wrong' }] },
  ];

  test.each(
    [302, 303, 408, 421, 502, 503, 504, 520].flatMap((status) => claims.map((claim) => [status, claim] as const)),
  )('is unknown with status %i, although the body says %j', (status, claim) => {
    expect(outcomeOfWrite(status, claim)).toBe('unknown');
  });

  test.each([
    { code: 1001 },
    { code: 4028 },
    { error: 'ProductFormatException' },
    { error: 'ProductDuplicateException' },
    { validation: [{ location: ['body'], message: 'is wrong' }] },
  ])('is no-effect with status 500 if the body names the mistake: %j', (body) => {
    expect(outcomeOfWrite(500, body)).toBe('no-effect');
  });

  test.each([409, 500])(
    'is unknown with status %i and the body of a rejected token, which contradict each other',
    (status) => {
      expect(outcomeOfWrite(status, { code: 2003 })).toBe('unknown');
      expect(outcomeOfWrite(status, { error: 'ProductUnauthorizedException' })).toBe('unknown');
    },
  );
});
