import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from '../../src/errors/api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from '../../src/errors/connection-errors.ts';
import { DecodeError } from '../../src/errors/decode-error.ts';
import { retryDelay } from '../../src/transport/retry-policy.ts';
import { coded, failedResponse, read, write } from '../errors/contexts.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
import { lostConnection } from './lost-connection.ts';
import { cancel, get } from './prepared-request.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a call is retried only when that is safe', () => {
  beforeEach(() => void vi.useFakeTimers());

  const calls = {
    read: (stub: ReturnType<typeof stubFetch>) => client(stub).smart.transactions.get('STX_1'),
    write: (stub: ReturnType<typeof stubFetch>) => client(stub).smart.transactions.create({}),
    replace: (stub: ReturnType<typeof stubFetch>) => client(stub).smart.transactions.update('STX_1', {}),
    terminal: (stub: ReturnType<typeof stubFetch>) => client(stub).smart.transactions.start('STX_1', 'cashless'),
  };

  /** The result of a call, and how many requests it sends, when only its first attempt fails. */
  async function resultAfter(kind: keyof typeof calls, failure: () => Response | Promise<Response>) {
    const stub = stubFetch(failure, json({ id: 'STX_1' }));
    const result = calls[kind](stub).then(
      () => 'ok',
      (error: Error) => error.name,
    );
    await vi.advanceTimersByTimeAsync(600_000);
    return [await result, stub.requests.length];
  }

  test.each([
    // first attempt                            read           write                          replace                        terminal
    ['502', json({}, 502), ['ok', 2], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    ['503', json({}, 503), ['ok', 2], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    ['504', json({}, 504), ['ok', 2], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    ['500', json({}, 500), ['ServerError', 1], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    [
      '500 with a validation error',
      json({ error: 'ProductFormatException' }, 500),
      ['ValidationError', 1],
      ['ValidationError', 1],
      ['ValidationError', 1],
      ['ValidationError', 1],
    ],
    ['404', json({}, 404), ['NotFoundError', 1], ['NotFoundError', 1], ['NotFoundError', 1], ['NotFoundError', 1]],
    ['429', json({}, 429), ['ok', 2], ['ok', 2], ['ok', 2], ['RateLimitError', 1]],
    ['a refused connection', lostConnection('ECONNREFUSED'), ['ok', 2], ['ok', 2], ['ok', 2], ['ConnectionError', 1]],
    [
      'a reset connection',
      lostConnection('ECONNRESET'),
      ['ok', 2],
      ['ConnectionError', 1],
      ['ConnectionError', 1],
      ['ConnectionError', 1],
    ],
  ])('after %s', async (_, failure, ofRead, ofWrite, ofReplace, ofTerminal) => {
    expect(await resultAfter('read', failure)).toEqual(ofRead);
    expect(await resultAfter('write', failure)).toEqual(ofWrite);
    expect(await resultAfter('replace', failure)).toEqual(ofReplace);
    expect(await resultAfter('terminal', failure)).toEqual(ofTerminal);
  });
});

describe('retryDelay()', () => {
  const apiError = (status: number, headers: Record<string, string> = {}): ApiError =>
    new ApiError(write, failedResponse({ status, headers: new Headers(headers) }), 'unknown');

  beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0.5));

  test('is the backoff delay of the attempt', () => {
    const failure = new ConnectionError(read, undefined);
    expect([0, 1, 2].map((attempt) => retryDelay(get, false, failure, attempt))).toEqual([250, 500, 1_000]);
  });

  test('is what the error response asks for with Retry-After, up to a minute', () => {
    expect(retryDelay(cancel, false, apiError(429, { 'retry-after': '7' }), 0)).toBe(7_000);
    expect(retryDelay(cancel, false, apiError(429, { 'retry-after': '61' }), 0)).toBeUndefined();
  });

  test.each<[string, () => Error, number | undefined, number | undefined]>([
    ['a timeout', () => new TimeoutError(write, 5), 250, undefined],
    ['a lost response', () => new ConnectionError(write, coded('ECONNRESET')), 250, undefined],
    ['a request that was not sent', () => new ConnectionError(write, coded('ECONNREFUSED')), 250, 250],
    ['status 429', () => apiError(429), 250, 250],
    ['status 503', () => apiError(503), 250, undefined],
    ['status 500', () => apiError(500), undefined, undefined],
    ['an aborted call', () => new AbortError(write, 'left', 'unknown'), undefined, undefined],
    [
      'a response that cannot be decoded',
      () => new DecodeError(write, { status: 200, what: '', body: '' }),
      undefined,
      undefined,
    ],
    ['a foreign error', () => new TypeError('x'), undefined, undefined],
  ])(
    'after %s depends on the operation, and is undefined if the call waits for a terminal',
    (_, fail, ofRead, ofWrite) => {
      const failure = fail();
      expect(retryDelay(get, false, failure, 0)).toBe(ofRead);
      expect(retryDelay(cancel, false, failure, 0)).toBe(ofWrite);
      expect(retryDelay(cancel, true, failure, 0)).toBeUndefined();
    },
  );
});
