import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isTransient, TokenEndpoint } from '../../src/auth/token-endpoint.ts';
import { ConnectionError } from '../../src/errors/connection-errors.ts';
import { client, failureOf, form, refusal, secrets } from './auth-fixture.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';

const fields = { grant_type: 'client_credentials' };
const endpoint = (stub: { fetch: typeof fetch }, maxRetries?: number) =>
  new TokenEndpoint('https://example.com/oauth/token', client, stub.fetch, maxRetries);

const NOON = Date.UTC(2026, 0, 1, 12);
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('sends a form, asks for JSON, and follows no redirect', async () => {
  const stub = stubFetch(token('t1'));
  await endpoint(stub).token(fields);
  expect(stub.requests[0]).toMatchObject({
    url: 'https://example.com/oauth/token',
    init: {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    },
  });
  expect(form(stub, 0)).toEqual({ grant_type: 'client_credentials', ...secrets });
});

test('credentials are those of the client, whatever the fields say', async () => {
  const stub = stubFetch(token('t1'));
  await endpoint(stub).token({ ...fields, client_id: 'other', client_secret: 'other' });
  expect(form(stub, 0)).toMatchObject(secrets);
});

describe('a token', () => {
  test('is kept with the times of the server', async () => {
    expect(await endpoint(stubFetch(token('t1', 60))).token(fields)).toEqual({
      access_token: 't1',
      issued_at: NOON,
      expires_at: NOON + 60_000,
    });
  });

  test('counts from when it was asked for, not from when it came', async () => {
    const slow = stubFetch(async () => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      return token('t1', 60)();
    });
    const asked = endpoint(slow).token(fields);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await asked).toMatchObject({ issued_at: NOON, expires_at: NOON + 60_000 });
  });

  test('brings its refresh token along', async () => {
    const stub = stubFetch(json({ access_token: 't1', expires_in: '60', refresh_token: 'r1' }));
    expect(await endpoint(stub).token(fields)).toMatchObject({ expires_at: NOON + 60_000, refresh_token: 'r1' });
  });

  test.each([[''], [null], [7]])('has no refresh token when the answer says %j', async (refresh_token) => {
    const stub = stubFetch(json({ access_token: 't1', expires_in: 60, refresh_token }));
    expect(await endpoint(stub).token(fields)).not.toHaveProperty('refresh_token');
  });

  test.each([
    ['an empty object', '{}'],
    ['no JSON', '<html>'],
    ['null', 'null'],
    ['a text', '"leaky"'],
    ['a token without a lifetime', '{"access_token":"leaky"}'],
    ['a token with no lifetime left', '{"access_token":"leaky","expires_in":0}'],
    ['a token that lives for ever', '{"access_token":"leaky","expires_in":1e999}'],
    ['a lifetime in words', '{"access_token":"leaky","expires_in":"soon"}'],
    ['an empty token', '{"access_token":"","expires_in":60}'],
    ['a token with a line break', '{"access_token":"leaky\\n","expires_in":60}'],
  ])('is not %s; the answer is not quoted, and not asked for again', async (_, body) => {
    const stub = stubFetch(() => new Response(body));
    const failure = await failureOf(endpoint(stub).token(fields));
    expect(failure).toMatchObject({
      name: 'DecodeError',
      status: 200,
      text: '',
      message:
        'oauth.token was answered with status 200 and no usable token. Nothing has happened; it can be sent again.',
      outcome: 'not-sent',
      operation: 'oauth.token',
    });
    expect(stub.requests).toHaveLength(1);
  });
});

describe('the clock of the server', () => {
  const dated = (date: number | string) =>
    json({ access_token: 't', expires_in: 60 }, 200, {
      date: typeof date === 'string' ? date : new Date(date).toUTCString(),
    });

  test.each([
    ['nothing when there is no header', '', 0],
    ['nothing when the header is no date', 'yesterday', 0],
    ['nothing within the second that the header leaves out', NOON - 1_000, 0],
    ['what is proven when it is behind', NOON - 5_000, -4_000],
    ['what is proven when it is ahead', NOON + 5_000, 5_000],
    ['an hour', NOON + 3_600_000, 3_600_000],
  ])('is off by %s', async (_, date, ahead) => {
    const asked = endpoint(stubFetch(dated(date)));
    expect(asked.now()).toBe(NOON);
    await asked.token(fields);
    expect(asked.now()).toBe(NOON + ahead);
  });

  test('a token that comes while it is off has the times of the server', async () => {
    expect(await endpoint(stubFetch(dated(NOON + 5_000))).token(fields)).toMatchObject({
      issued_at: NOON + 5_000,
      expires_at: NOON + 65_000,
    });
  });

  test('allows for the time that the answer travelled', async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return dated(NOON - 2_000)();
    };
    const asked = endpoint(stubFetch(slow));
    const got = asked.token(fields);
    await vi.advanceTimersByTimeAsync(3_000);
    await got;
    // Sent at noon and dated two seconds before that: at least one second behind.
    expect(asked.now()).toBe(NOON + 3_000 - 1_000);
  });

  test('keeps an estimate that a later answer does not contradict, and corrects one that it does', async () => {
    const asked = endpoint(stubFetch(dated(NOON + 5_000), dated(NOON + 4_000), dated(NOON)));
    await asked.token(fields);
    await asked.token(fields);
    expect(asked.now()).toBe(NOON + 5_000);
    await asked.token(fields);
    expect(asked.now()).toBe(NOON + 1_000);
  });

  test('is told by refusals too', async () => {
    const stub = stubFetch(json({ error: 'invalid_client' }, 400, { date: new Date(NOON + 9_000).toUTCString() }));
    const asked = endpoint(stub);
    await failureOf(asked.token(fields));
    expect(asked.now()).toBe(NOON + 9_000);
  });
});

describe('a request that got no answer, or 429, 502, 503 or 504', () => {
  const lost = () => Promise.reject(new TypeError('fetch failed'));

  test.each([
    ['no answer', lost],
    ['429', json({}, 429)],
    ['502', json({}, 502)],
    ['503', json({}, 503)],
    ['504', json({}, 504)],
  ])('is repeated with full jitter: %s', async (_, failing) => {
    const stub = stubFetch(failing, failing, token('t3'));
    const asked = endpoint(stub).token(fields);
    await vi.advanceTimersByTimeAsync(249);
    expect(stub.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(499);
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await asked).toMatchObject({ access_token: 't3' });
  });

  test('is repeated twice unless the client says otherwise, then it fails', async () => {
    const stub = stubFetch(lost);
    const asked = failureOf(endpoint(stub).token(fields));
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ name: 'ConnectionError', outcome: 'not-sent', operation: 'oauth.token' });
    expect(stub.requests).toHaveLength(3);
  });

  test.each([
    [0, 1],
    [1, 2],
  ])('with maxRetries %d is sent %d times', async (maxRetries, times) => {
    const stub = stubFetch(json({}, 503));
    const asked = failureOf(endpoint(stub, maxRetries).token(fields));
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ name: 'ServerError', status: 503, outcome: 'not-sent' });
    expect(stub.requests).toHaveLength(times);
  });

  test('waits as long as the server asks for', async () => {
    const stub = stubFetch(json({}, 429, { 'retry-after': '7' }), token('t2'));
    const asked = endpoint(stub).token(fields);
    await vi.advanceTimersByTimeAsync(6_999);
    expect(stub.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await asked).toMatchObject({ access_token: 't2' });
  });

  test('is not repeated when the server asks for more than a minute', async () => {
    const stub = stubFetch(json({}, 503, { 'retry-after': '61' }));
    expect(await failureOf(endpoint(stub).token(fields))).toMatchObject({ status: 503 });
    expect(stub.requests).toHaveLength(1);
  });
});

test.each([400, 401, 403, 404, 500])('status %d is not repeated', async (status) => {
  const stub = stubFetch(json({ error: 'invalid_client' }, status));
  expect(await failureOf(endpoint(stub).token(fields))).toMatchObject({ status });
  expect(stub.requests).toHaveLength(1);
});

test('a request without an answer ends after half a minute, even if what sends it does not listen', async () => {
  const stub = stubFetch(() => new Promise<Response>(() => undefined));
  const asked = failureOf(endpoint(stub, 0).token(fields));
  await vi.advanceTimersByTimeAsync(29_999);
  expect(stub.requests[0]!.init.signal!.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  const failure = await asked;
  expect(failure).toMatchObject({ name: 'ConnectionError', outcome: 'not-sent' });
  expect(failure.message).toContain('nothing within 30000 ms');
  expect(stub.requests[0]!.init.signal!.aborted).toBe(true);
});

test('a body that breaks off counts as no answer', async () => {
  const broken = () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) }));
  const asked = failureOf(endpoint(stubFetch(broken), 0).token(fields));
  expect(await asked).toMatchObject({ name: 'ConnectionError', cause: { message: 'terminated' } });
});

test('wrong credentials are an authentication error without the secret in it', async () => {
  const body = { error: 'invalid_client', error_description: 'The client credentials are invalid' };
  const failure = await failureOf(endpoint(stubFetch(json(body, 400))).token(fields));
  expect(failure).toMatchObject({
    name: 'AuthenticationError',
    status: 400,
    error: 'invalid_client',
    outcome: 'rejected',
  });
  expect(failure.message).toContain('The client credentials are invalid');
  expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('s3cret');
});

test('what is no failure of the endpoint does not pass', async () => {
  expect(isTransient(new Error('other'))).toBe(false);
  expect(isTransient(new ConnectionError({ id: 'oauth.token', safe: false }, undefined))).toBe(true);
  expect(isTransient(await failureOf(endpoint(stubFetch(refusal('x', 503)), 0).token(fields)))).toBe(true);
});

describe('the secrets of a request', () => {
  const sent = { password: 'password-of-erika', code: 'code-of-the-device', refresh_token: 'refresh-token-1' };
  const all = [...Object.values(sent), client.clientSecret];

  test('do not show in the error for an answer that repeats them', async () => {
    const stub = stubFetch(json({ error: 'invalid_request', error_description: all.join(' ') }, 400));
    const failure = await failureOf(endpoint(stub).token(sent));
    expect(failure.message).toContain('[redacted] [redacted] [redacted] [redacted]');
    for (const secret of all) expect(`${failure.message}${JSON.stringify(failure)}`).not.toContain(secret);
  });

  test('do not show in the error for a request that failed with them in its message', async () => {
    const stub = stubFetch(() => Promise.reject(new TypeError(all.join(' '))));
    const failure = await failureOf(endpoint(stub, 0).token(sent));
    for (const secret of all) expect(`${failure.message}${String(failure.cause)}`).not.toContain(secret);
  });
});

test('a request that is over leaves no timer', async () => {
  await endpoint(stubFetch(token('t1'))).token(fields);
  await failureOf(endpoint(stubFetch(refusal('x'))).token(fields));
  expect(vi.getTimerCount()).toBe(0);
});
