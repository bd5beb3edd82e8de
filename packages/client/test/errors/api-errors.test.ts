import { describe, expect, test } from 'vitest';
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PaymentMethodUnavailableError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from '../../src/errors/api-errors.ts';
import { errorFromResponse } from '../../src/errors/from-response.ts';
import type { CallContext } from '../../src/errors/outcome.ts';
import { failedResponse, read, write, writeOnObject } from './contexts.ts';

describe('the message of an ApiError says what to do', () => {
  const messageFor = (context: Partial<CallContext>, status: number, body: object = {}): string => {
    const text = JSON.stringify(body);
    return errorFromResponse({ ...write, ...context }, new Response(text, { status }), text).message;
  };

  test.each([
    [401, {}, 'Check the credentials, and that they belong to this environment.'],
    [403, {}, 'Ask Secuconnect to enable this for your contract, or use other credentials.'],
    [404, {}, 'Check the id, and that it belongs to this contract and environment.'],
    [405, {}, 'Offer another payment method, or read the object: its state may not allow this.'],
    [422, {}, 'Fix the input; retrying unchanged will fail again.'],
    [429, {}, 'The request had no effect; retry later, at a lower rate.'],
    [500, { error: 'ProductDuplicateException' }, 'Look for the one that exists: an earlier call may have created it.'],
    [418, {}, 'The request had no effect.'],
  ])('after status %i with the body %j', (status, body, advice) => {
    expect(messageFor({}, status, body)).toContain(`. ${advice}`);
  });

  test('after a write that may have succeeded', () => {
    const start = 'smart.transactions.start failed with status 502. It may have succeeded:';
    expect(messageFor(writeOnObject, 502)).toBe(`${start} check STX_1 with smart.transactions before you retry.`);
    expect(messageFor({}, 502)).toBe(`${start} look for it with smart.transactions before you retry.`);
    expect(messageFor({ id: 'POST /Some.thing' }, 502)).toContain(
      'look for it with a call that reads before you retry.',
    );
  });

  test('after a read', () => {
    expect(messageFor(read, 502)).toBe('smart.transactions.get failed with status 502. Reads are safe to retry.');
  });

  test('and not the advice of its class if the outcome is unknown', () => {
    expect(new NotFoundError(write, failedResponse(), 'unknown').message).toBe(
      'smart.transactions.start failed with status 404. It may have succeeded: look for it with smart.transactions before you retry.',
    );
  });

  test('after one full stop, and before the support id', () => {
    const payload = { error_details: 'It is missing.', supportId: 'abc' };
    expect(new NotFoundError(write, failedResponse({ payload }), 'no-effect').message).toBe(
      'smart.transactions.start failed with status 404: It is missing. Check the id, and that it belongs to this contract and environment. Support id abc.',
    );
  });
});

describe('the message of an ApiError', () => {
  test('escapes control characters, because it is printed to terminals', () => {
    const payload = { error_details: 'a\x1b[2J\x9b2J\r\u202eb\nc', supportId: '\x07' };
    const { message, error_details } = new NotFoundError(write, failedResponse({ payload }), 'no-effect');
    expect(message).toContain(String.raw`: a\u001b[2J\u009b2J\u000d\u202eb` + '\nc. ');
    expect(message).toContain(String.raw`Support id \u0007.`);
    expect(error_details).toBe(payload.error_details);
  });
});

describe('ApiError', () => {
  test.each([
    ['', undefined],
    [null, undefined],
    ['x', undefined],
    ['0', 0],
    ['1001', 1001],
    [0, 0],
  ])('reads the code %j as %s', (code, expected) => {
    expect(new ApiError(write, failedResponse({ payload: { code: code as never } }), 'no-effect').code).toBe(expected);
  });

  test('has headers and body, which are not enumerable', () => {
    const parts = failedResponse({ headers: new Headers({ 'x-one': '1' }), body: 'not found' });
    const error = new ApiError(write, parts, 'no-effect');
    expect([error.headers.get('x-one'), error.body]).toEqual(['1', 'not found']);
    expect(Object.keys(error)).not.toContain('headers');
    expect(Object.keys(error)).not.toContain('body');
  });

  test('has fields that are undefined where the API sends null', () => {
    const payload = { error: null, error_details: null, error_user: null, supportId: null } as never;
    expect(new ApiError(write, failedResponse({ payload }), 'no-effect')).toMatchObject({
      error: undefined,
      error_details: undefined,
      error_user: undefined,
      supportId: undefined,
    });
  });

  test.each([
    AuthenticationError,
    PermissionError,
    NotFoundError,
    PaymentMethodUnavailableError,
    ValidationError,
    ConflictError,
    RateLimitError,
    ServerError,
  ])('is the base class of %o', (ErrorClass) => {
    const error = new ErrorClass(write, failedResponse(), 'no-effect');
    expect(error).toBeInstanceOf(ApiError);
    expect(error.name).toBe(ErrorClass.kind);
  });
});
