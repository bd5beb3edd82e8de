import { describe, expect, test } from 'vitest';
import { Secuconnect } from '../src/client.ts';
import { assertLimits, type RequestLimits } from '../src/request-options.ts';
import { client, json, stubFetch } from './stub-fetch.ts';

describe('assertLimits()', () => {
  test.each([
    ['timeout', Number.NaN, 'a non-negative number of milliseconds'],
    ['timeout', -1, 'a non-negative number of milliseconds'],
    ['totalTimeout', Number.NaN, 'a number of milliseconds'],
    ['maxRetries', -1, 'a non-negative number'],
    ['maxResponseBytes', '5', 'a non-negative number of bytes'],
  ])('rejects %s: %s, for a client and for a call, which is not sent', async (name, value, requirement) => {
    const stub = stubFetch(json({}));
    const limits = { [name]: value } as RequestLimits;
    const auth = { token: 'secret-token' };
    const error = new TypeError(`\`${name}\` must be ${requirement}; got ${value}.`);
    expect(() => assertLimits(limits)).toThrow(error);
    expect(() => new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth, ...limits })).toThrow(error);
    await expect(client(stub).smart.transactions.cancel('STX_1', limits)).rejects.toThrow(error);
    expect(stub.requests).toEqual([]);
  });

  test.each<RequestLimits>([
    {},
    { timeout: 0, totalTimeout: 0, maxRetries: 0, maxResponseBytes: 0 },
    { timeout: Number.POSITIVE_INFINITY, totalTimeout: Number.POSITIVE_INFINITY },
    { timeout: undefined },
    // What is left of a timeout that has passed.
    { totalTimeout: -5 },
  ])('accepts %o', (limits) => {
    expect(() => assertLimits(limits)).not.toThrow();
  });
});
