import { afterEach, describe, expect, test, vi } from 'vitest';
import type { NotFoundError } from '../../src/index.ts';
import { errorResponse, type ExceptionName } from '../../src/testing/error-responses.ts';
import { createFakeApi } from '../../src/testing/index.ts';
import { errorOf, transaction } from './fake-calls.ts';

afterEach(() => vi.useRealTimers());

describe('replyError()', () => {
  test.each<[number | ExceptionName, string]>([
    [400, 'ValidationError'],
    [401, 'AuthenticationError'],
    [403, 'PermissionError'],
    [404, 'NotFoundError'],
    [405, 'PaymentMethodUnavailableError'],
    [409, 'ConflictError'],
    [422, 'ValidationError'],
    [429, 'RateLimitError'],
    [500, 'ServerError'],
    [502, 'ServerError'],
    ['ProductInternalException', 'ServerError'],
    ['ProductBackendproviderException', 'ServerError'],
    ['ProductNotAllowedException', 'PermissionError'],
    ['ProductUnauthorizedException', 'AuthenticationError'],
    ['ProductNotFoundException', 'NotFoundError'],
    ['ProductDuplicateException', 'ConflictError'],
    ['ProductFormatException', 'ValidationError'],
    ['ProductSecurityException', 'PermissionError'],
  ])('replyError(%s) causes a %s, as the API would', async (error, kind) => {
    const fake = createFakeApi();
    fake.on('payment.transactions.cancel').replyError(error);
    const thrown = await errorOf(fake.client({ maxRetries: 0 }).payment.transactions.cancel('PCI_1', {}));
    expect(thrown.name).toBe(kind);
  });

  test('a test can replace parts of the error response', async () => {
    const fake = createFakeApi();
    fake
      .on('smart.transactions.get')
      .replyError(404, { error_user: 'Weg.', code: 77 }, { headers: { 'x-custom': 'yes' } });
    const error = await errorOf(fake.client().smart.transactions.get('STX_1'));
    expect(error).toMatchObject({ error: 'ProductNotFoundException', error_user: 'Weg.', code: 77 });
    expect((error as NotFoundError).headers.get('x-custom')).toBe('yes');
  });

  test.each([429, 502, 503, 504])(
    'a call with status %i is retried without a delay, unless a header asks for one',
    async (status) => {
      vi.useFakeTimers();
      const fake = createFakeApi();
      fake
        .on('smart.transactions.get')
        .replyError(status)
        .replyError(status, {}, { headers: { 'retry-after': '7' } })
        .reply(transaction('a'));
      const delays: number[] = [];
      const call = fake
        .client({ listeners: { retry: ({ delay }) => delays.push(delay) } })
        .smart.transactions.get('STX_1');
      await vi.runAllTimersAsync();
      expect(await call).toEqual(transaction('a'));
      expect(delays).toEqual([0, 7000]);
    },
  );

  test.each([200, 302, 600, Number.NaN, 'ProductStolenException' as ExceptionName])(
    'replyError(%s) throws a TypeError',
    (error) => {
      expect(() => createFakeApi().on('smart.transactions.get').replyError(error)).toThrow(TypeError);
    },
  );
});

describe('errorResponse()', () => {
  test('errorResponse() has the status and the payload of an exception', async () => {
    const response = errorResponse('ProductFormatException', {}, {});
    expect(response.status).toBe(500);
    expect(response.headers.has('retry-after')).toBe(false);
    expect(await response.json()).toEqual({
      status: 'error',
      error: 'ProductFormatException',
      code: 1001,
      error_details: 'Invalid input',
      error_user: 'Please check your input.',
      supportId: '00000000000000000000000000000000',
    });
  });

  test('errorResponse() has no exception with the status of a gateway', async () => {
    const response = errorResponse(503, {}, {});
    expect(response.headers.get('retry-after')).toBe('0');
    expect(await response.json()).toEqual({ status: 'error', supportId: '00000000000000000000000000000000' });
  });

  test('errorResponse() says that the payment method is unavailable with status 405', async () => {
    expect(await errorResponse(405, {}, {}).json()).toMatchObject({ code: 1008 });
  });
});
