import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ClientCredentialsGrant } from '../src/auth/client-credentials.ts';
import { json, stubFetch, token } from './stub-fetch.ts';

const credentials = { clientId: 'shop', clientSecret: 's3cret&more' };
const grant = (stub: { fetch: typeof fetch }) =>
  new ClientCredentialsGrant('https://example.com/oauth/token', credentials, stub.fetch);

describe('client credentials', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  test('asks with a form at the token endpoint', async () => {
    const stub = stubFetch(token('t1'));
    await grant(stub).token();
    const [{ url, init }] = stub.requests as [{ url: string; init: RequestInit }];
    expect(url).toBe('https://example.com/oauth/token');
    expect(init).toMatchObject({ method: 'POST', redirect: 'error' });
    expect(Object.fromEntries(new URLSearchParams(init.body as string))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'shop',
      client_secret: 's3cret&more',
    });
  });

  test('one request for a token, however many calls wait for it', async () => {
    const stub = stubFetch(token('t1'));
    const source = grant(stub);
    const tokens = await Promise.all(Array.from({ length: 1000 }, () => source.token()));
    expect(new Set(tokens)).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });

  test('a token is used until shortly before it expires', async () => {
    const stub = stubFetch(token('t1', 1200), token('t2', 1200));
    const source = grant(stub);
    await source.token();
    vi.advanceTimersByTime(1_189_000);
    expect(await source.token()).toBe('t1');
    vi.advanceTimersByTime(2_000);
    expect(await source.token()).toBe('t2');
  });

  test('a failed request harms only the calls that waited for it', async () => {
    const stub = stubFetch(() => Promise.reject(new TypeError('fetch failed')), token('t2'));
    const source = grant(stub);
    await expect(source.token()).rejects.toMatchObject({ name: 'ConnectionError' });
    await expect(source.token()).resolves.toBe('t2');
  });

  test('a refused token is dropped only if it is still the one in use', async () => {
    const stub = stubFetch(token('t1'), token('t2'), token('t3'));
    const source = grant(stub);
    await source.token();
    source.discard('t1');
    expect(await source.token()).toBe('t2');
    source.discard('t1');
    expect(await source.token()).toBe('t2');
    expect(stub.requests).toHaveLength(2);
  });

  test('wrong credentials are an authentication error without the secret in it', async () => {
    const stub = stubFetch(
      json({ error: 'invalid_client', error_description: 'The client credentials are invalid' }, 400),
    );
    const failure = (await grant(stub)
      .token()
      .catch((error: unknown) => error)) as Error;
    expect(failure).toMatchObject({
      name: 'AuthenticationError',
      status: 400,
      error: 'invalid_client',
      outcome: 'rejected',
    });
    expect(failure.message).toContain('The client credentials are invalid');
    expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('s3cret');
  });

  test.each([
    ['an empty object', '{}'],
    ['no JSON', '<html>'],
    ['a token without a lifetime', '{"access_token":"leaky"}'],
  ])('an answer with %s is no token', async (_, body) => {
    const failure = (await grant(stubFetch(() => new Response(body)))
      .token()
      .catch((error: unknown) => error)) as Error;
    expect(failure).toMatchObject({ outcome: 'not-sent', operation: 'oauth.token' });
    expect(failure.message).not.toContain('leaky');
  });
});
