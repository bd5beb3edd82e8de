import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isRetryableTokenError, TokenEndpoint } from '../../src/auth/token-endpoint.ts';
import { ConnectionError } from '../../src/errors/connection-errors.ts';
import { credentialFields, credentials, networkError, oauthError, rejectionOf, sentForm } from './auth-fixture.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';

const fields = { grant_type: 'client_credentials' };
const endpointOver = (stub: { fetch: typeof fetch }, maxRetries?: number, timeout?: number) =>
  new TokenEndpoint('https://example.com/oauth/token', credentials, stub.fetch, { maxRetries, timeout });

const NOON = Date.UTC(2026, 0, 1, 12);
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a token request', () => {
  test('sends a form, accepts JSON, and follows no redirect', async () => {
    const stub = stubFetch(token('t1'));
    await endpointOver(stub).token(fields);
    expect(stub.requests[0]).toMatchObject({
      url: 'https://example.com/oauth/token',
      init: {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      },
    });
    expect(sentForm(stub, 0)).toEqual({ grant_type: 'client_credentials', ...credentialFields });
  });

  test('sends the credentials of the client, even if the fields contain others', async () => {
    const stub = stubFetch(token('t1'));
    await endpointOver(stub).token({ ...fields, client_id: 'other', client_secret: 'other' });
    expect(sentForm(stub, 0)).toMatchObject(credentialFields);
  });

  test('leaves no timer when it has ended', async () => {
    await endpointOver(stubFetch(token('t1'))).token(fields);
    await rejectionOf(endpointOver(stubFetch(oauthError('x'))).token(fields));
    expect(vi.getTimerCount()).toBe(0);
  });

  test('times out after 30 s without a response, even if fetch ignores the signal', async () => {
    const stub = stubFetch(() => new Promise<Response>(() => undefined));
    const waiting = rejectionOf(endpointOver(stub, 0).token(fields));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(stub.requests[0]!.init.signal!.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const failure = await waiting;
    expect(failure).toMatchObject({ name: 'ConnectionError', outcome: 'not-sent' });
    expect(failure.message).toContain('no response within 30000 ms');
    expect(stub.requests[0]!.init.signal!.aborted).toBe(true);
  });

  test.each([
    ['the timeout of the client, if it is shorter than 30 s', 5_000, 5_000],
    ['30 s, if the timeout of the client is longer', 60_000, 30_000],
    ['30 s, if the client has no timeout', 0, 30_000],
  ])('times out after %s', async (_, timeout, expected) => {
    const stub = stubFetch(() => new Promise<Response>(() => undefined));
    const waiting = rejectionOf(endpointOver(stub, 0, timeout).token(fields));
    await vi.advanceTimersByTimeAsync(expected - 1);
    expect(stub.requests[0]!.init.signal!.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await waiting).message).toContain(`no response within ${expected} ms`);
  });

  test('an error whose body breaks off keeps the meaning of its status, and is retried only where that helps', async () => {
    const brokenOff = (status: number) => () =>
      new Response(new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) }), { status });
    const rejected = stubFetch(brokenOff(401));
    expect(await rejectionOf(endpointOver(rejected).token(fields))).toMatchObject({
      name: 'AuthenticationError',
      status: 401,
      outcome: 'no-effect',
      body: '',
    });
    expect(rejected.requests).toHaveLength(1);

    const recovering = stubFetch(brokenOff(503), token('t1'));
    const result = endpointOver(recovering).token(fields);
    await vi.runAllTimersAsync();
    expect(await result).toMatchObject({ accessToken: 't1' });
  });

  test('fails with a ConnectionError when the body of the response breaks off', async () => {
    const truncated = () =>
      new Response(new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) }));
    const failure = await rejectionOf(endpointOver(stubFetch(truncated), 0).token(fields));
    expect(failure).toMatchObject({ name: 'ConnectionError', cause: { message: 'terminated' } });
  });

  test('fails with an AuthenticationError that does not show the secret when the credentials are rejected', async () => {
    const body = { error: 'invalid_client', error_description: 'The client credentials are invalid' };
    const failure = await rejectionOf(endpointOver(stubFetch(json(body, 400))).token(fields));
    expect(failure).toMatchObject({
      name: 'AuthenticationError',
      status: 400,
      error: 'invalid_client',
      outcome: 'no-effect',
    });
    expect(failure.message).toContain('The client credentials are invalid');
    expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('s3cret');
  });
});

describe('a token', () => {
  test('has times by the clock of the server', async () => {
    expect(await endpointOver(stubFetch(token('t1', 60))).token(fields)).toEqual({
      accessToken: 't1',
      issuedAt: NOON,
      expiresAt: NOON + 60_000,
    });
  });

  test('counts from when it was requested, not from when the response arrived', async () => {
    const slow = stubFetch(async () => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      return token('t1', 60)();
    });
    const waiting = endpointOver(slow).token(fields);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await waiting).toMatchObject({ issuedAt: NOON, expiresAt: NOON + 60_000 });
  });

  test('contains the refresh token of the response', async () => {
    const stub = stubFetch(json({ access_token: 't1', expires_in: '60', refresh_token: 'r1' }));
    expect(await endpointOver(stub).token(fields)).toMatchObject({ expiresAt: NOON + 60_000, refreshToken: 'r1' });
  });

  test.each([[''], [null], [7]])('has no refresh token when the response has %j there', async (refresh_token) => {
    const stub = stubFetch(json({ access_token: 't1', expires_in: 60, refresh_token }));
    expect(Object.keys(await endpointOver(stub).token(fields))).toEqual(['accessToken', 'issuedAt', 'expiresAt']);
  });

  test.each([
    ['an empty object', '{}'],
    ['HTML', '<html>'],
    ['null', 'null'],
    ['a string', '"leaky"'],
    ['an array', '[{"access_token":"leaky","expires_in":60}]'],
    ['a token without a lifetime', '{"access_token":"leaky"}'],
    ['a token with no lifetime left', '{"access_token":"leaky","expires_in":0}'],
    ['a token with an infinite lifetime', '{"access_token":"leaky","expires_in":1e999}'],
    ['a lifetime in words', '{"access_token":"leaky","expires_in":"soon"}'],
    ['an empty token', '{"access_token":"","expires_in":60}'],
    ['a token with a line break', '{"access_token":"leaky\\n","expires_in":60}'],
  ])('a success with %s is a DecodeError without the body, and is not retried', async (_, body) => {
    const stub = stubFetch(() => new Response(body));
    const failure = await rejectionOf(endpointOver(stub).token(fields));
    expect(failure).toMatchObject({
      name: 'DecodeError',
      status: 200,
      body: '',
      message:
        'oauth.token responded with status 200 and no usable token. The request had no effect; it is safe to retry.',
      outcome: 'not-sent',
      operation: 'oauth.token',
    });
    expect(stub.requests).toHaveLength(1);
  });
});

describe('the clock of the server', () => {
  const tokenDated = (time: number) =>
    json({ access_token: 't', expires_in: 60 }, 200, { date: new Date(time).toUTCString() });

  test('is this host’s clock until a response has a Date header', async () => {
    const endpoint = endpointOver(stubFetch(token('t1'), tokenDated(NOON + 5_000)));
    expect(endpoint.now()).toBe(NOON);
    await endpoint.token(fields);
    expect(endpoint.now()).toBe(NOON);
    await endpoint.token(fields);
    expect(endpoint.now()).toBe(NOON + 5_000);
  });

  test('gives a token its times, from the response that brings it', async () => {
    expect(await endpointOver(stubFetch(tokenDated(NOON + 5_000))).token(fields)).toMatchObject({
      issuedAt: NOON + 5_000,
      expiresAt: NOON + 65_000,
    });
  });

  test('is estimated from when the request was sent and when the response arrived', async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return tokenDated(NOON - 2_000)();
    };
    const endpoint = endpointOver(stubFetch(slow));
    const waiting = endpoint.token(fields);
    await vi.advanceTimersByTimeAsync(3_000);
    await waiting;
    // Sent at noon and dated two seconds before that: at least one second behind.
    expect(endpoint.now()).toBe(NOON + 3_000 - 1_000);
  });

  test('is also estimated from error responses', async () => {
    const stub = stubFetch(json({ error: 'invalid_client' }, 400, { date: new Date(NOON + 9_000).toUTCString() }));
    const endpoint = endpointOver(stub);
    await rejectionOf(endpoint.token(fields));
    expect(endpoint.now()).toBe(NOON + 9_000);
  });
});

describe('retries of a token request', () => {
  test.each([
    ['a network error', networkError],
    ['status 429', json({}, 429)],
    ['status 502', json({}, 502)],
    ['status 503', json({}, 503)],
    ['status 504', json({}, 504)],
  ])('%s is retried with exponential backoff and full jitter', async (_, failing) => {
    const stub = stubFetch(failing, failing, token('t3'));
    const waiting = endpointOver(stub).token(fields);
    await vi.advanceTimersByTimeAsync(249);
    expect(stub.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(499);
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toMatchObject({ accessToken: 't3' });
  });

  test('a network error is retried twice by default', async () => {
    const stub = stubFetch(networkError);
    const waiting = rejectionOf(endpointOver(stub).token(fields));
    await vi.runAllTimersAsync();
    expect(await waiting).toMatchObject({ name: 'ConnectionError', outcome: 'not-sent', operation: 'oauth.token' });
    expect(stub.requests).toHaveLength(3);
  });

  test.each([
    [0, 1],
    [1, 2],
  ])('with maxRetries %d, %d requests are sent', async (maxRetries, requests) => {
    const stub = stubFetch(json({}, 503));
    const waiting = rejectionOf(endpointOver(stub, maxRetries).token(fields));
    await vi.runAllTimersAsync();
    expect(await waiting).toMatchObject({ name: 'ServerError', status: 503, outcome: 'not-sent' });
    expect(stub.requests).toHaveLength(requests);
  });

  test('the delay is what Retry-After asks for', async () => {
    const stub = stubFetch(json({}, 429, { 'retry-after': '7' }), token('t2'));
    const waiting = endpointOver(stub).token(fields);
    await vi.advanceTimersByTimeAsync(6_999);
    expect(stub.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toMatchObject({ accessToken: 't2' });
  });

  test('a request is not retried when Retry-After asks for more than a minute', async () => {
    const stub = stubFetch(json({}, 503, { 'retry-after': '61' }));
    expect(await rejectionOf(endpointOver(stub).token(fields))).toMatchObject({ status: 503 });
    expect(stub.requests).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 500])('status %d is not retried', async (status) => {
    const stub = stubFetch(json({ error: 'invalid_client' }, status));
    expect(await rejectionOf(endpointOver(stub).token(fields))).toMatchObject({ status });
    expect(stub.requests).toHaveLength(1);
  });

  test('isRetryableTokenError() is true only for failures of the endpoint', async () => {
    expect(isRetryableTokenError(new Error('other'))).toBe(false);
    expect(isRetryableTokenError(new ConnectionError({ id: 'oauth.token', safe: false }, undefined))).toBe(true);
    expect(
      isRetryableTokenError(await rejectionOf(endpointOver(stubFetch(oauthError('x', 503)), 0).token(fields))),
    ).toBe(true);
  });
});

describe('the cancellation of a token request', () => {
  const hanging = () => stubFetch(() => new Promise<Response>(() => undefined));

  test('aborts a cancellable request with the reason of the signal', async () => {
    const [stub, controller] = [hanging(), new AbortController()];
    const waiting = rejectionOf(
      endpointOver(stub).token(fields, { cancelSignal: controller.signal, cancellable: true }),
    );
    const reason = new Error('cancelled');
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    expect(stub.requests[0]!.init.signal!.aborted).toBe(true);
  });

  test('lets any other request finish', async () => {
    const [stub, controller] = [hanging(), new AbortController()];
    void rejectionOf(endpointOver(stub).token(fields, { cancelSignal: controller.signal }));
    controller.abort(new Error('cancelled'));
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests[0]!.init.signal!.aborted).toBe(false);
  });
});

describe('the secrets of a token request', () => {
  const secretFields = { password: 'password-of-erika', code: 'code-of-the-device', refresh_token: 'refresh-token-1' };
  const secrets = [...Object.values(secretFields), credentials.clientSecret];

  test('are redacted in the error for a response that echoes them', async () => {
    const stub = stubFetch(json({ error: 'invalid_request', error_description: secrets.join(' ') }, 400));
    const failure = await rejectionOf(endpointOver(stub).token(secretFields));
    expect(failure.message).toContain('[redacted] [redacted] [redacted] [redacted]');
    for (const secret of secrets) expect(`${failure.message}${JSON.stringify(failure)}`).not.toContain(secret);
  });

  test('are redacted in the error for a network error whose message contains them', async () => {
    const stub = stubFetch(() => Promise.reject(new TypeError(secrets.join(' '))));
    const failure = await rejectionOf(endpointOver(stub, 0).token(secretFields));
    for (const secret of secrets) expect(`${failure.message}${String(failure.cause)}`).not.toContain(secret);
  });
});
