import { describe, expect, test, vi } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import type { RequestLimits } from '../../src/request-options.ts';
import type { SecuconnectOptions } from '../../src/client-options.ts';
import { Secuconnect } from '../../src/client.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';
const client = (stub: { fetch: typeof fetch }) =>
  new Secuconnect({ baseUrl, auth: { token: 'secret-token' }, fetch: stub.fetch });
const sent = (stub: ReturnType<typeof stubFetch>) => stub.requests[0]!;

describe('a call', () => {
  test('goes to the path of its operation, with the token and a JSON body', async () => {
    const stub = stubFetch(json({ object: 'smart.transactions', id: 'STX_1' }));
    await expect(
      client(stub).smart.transactions.prepare('STX_1', 'debit', { email: 'a@example.com' }),
    ).resolves.toMatchObject({ id: 'STX_1' });
    expect(sent(stub).url).toBe(`${baseUrl}/Smart/Transactions/STX_1/prepare/debit`);
    expect(sent(stub).init).toMatchObject({
      method: 'POST',
      body: '{"email":"a@example.com"}',
      redirect: 'manual',
      headers: { authorization: 'Bearer secret-token', 'content-type': 'application/json' },
    });
  });

  test('without a body sends none', async () => {
    const stub = stubFetch(json({}));
    await client(stub).smart.transactions.cancel('STX_1');
    expect(sent(stub).init.body).toBeUndefined();
    expect(sent(stub).init.headers).not.toHaveProperty('content-type');
  });

  test.each(['a/b', 'a?b', 'a#b', 'ä%20', '../x', '\u0000'])(
    'with the path parameter %j reaches the same operation',
    async (id) => {
      const stub = stubFetch(json({}));
      await client(stub).smart.transactions.get(id);
      const { pathname, host } = new URL(sent(stub).url);
      expect(host).toBe('example.com');
      expect(pathname.split('/')).toEqual(['', 'api', 'v2', 'Smart', 'Transactions', encodeURIComponent(id)]);
    },
  );

  test.each(['', '.', '..'])('with the path parameter %j is refused before anything is sent', async (id) => {
    const stub = stubFetch(json({}));
    await expect(client(stub).smart.transactions.cancel(id)).rejects.toThrow(TypeError);
    expect(stub.requests).toEqual([]);
  });

  test('cannot have its token replaced by a header of the caller', async () => {
    const stub = stubFetch(json({}));
    await client(stub).smart.transactions.get('STX_1', undefined, {
      headers: { 'x-trace': '1', authorization: 'Bearer other' },
    });
    expect(sent(stub).init.headers).toMatchObject({ 'x-trace': '1', authorization: 'Bearer secret-token' });
  });

  test('that is answered with an empty success gives undefined', async () => {
    await expect(
      client(stubFetch(() => new Response(null, { status: 204 }))).smart.transactions.get('STX_1'),
    ).resolves.toBeUndefined();
  });

  test.each([
    ['what the spec does not know', '{"object":"other","sum":"a lot"}'],
    ['an error', '{"status":"error","error":"ProductInternalException"}'],
    ['null', 'null'],
  ])('that is answered with a success gives what its JSON says: %s', async (_, text) => {
    await expect(client(stubFetch(() => new Response(text))).smart.transactions.get('STX_1')).resolves.toEqual(
      JSON.parse(text),
    );
  });

  test('that is answered with something else than JSON is a decode error, whose outcome is unknown for a write', async () => {
    const page = () =>
      new Response('<html>Sign in to the network</html>', { headers: { 'content-type': 'text/html' } });
    await expect(client(stubFetch(page)).smart.transactions.cancel('STX_1')).rejects.toMatchObject({
      name: 'DecodeError',
      status: 200,
      outcome: 'unknown',
      text: '<html>Sign in to the network</html>',
      message:
        'smart.transactions.cancel was answered with status 200 and something else than JSON. It may have been carried out all the same: read STX_1 with smart.transactions before trying again.',
    });
    await expect(client(stubFetch(page)).smart.transactions.get('STX_1')).rejects.toMatchObject({
      outcome: 'rejected',
    });
  });

  test('that takes too long ends in a timeout error with an unknown outcome', async () => {
    const never = ((_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error));
      })) as typeof fetch;
    const failure = await client({ fetch: never })
      .smart.transactions.cancel('STX_1', { timeout: 5 })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'TimeoutError',
      timeout: 5,
      outcome: 'unknown',
      operation: 'smart.transactions.cancel',
    });
  });

  test('that the caller aborts rejects at once, with the caller’s reason as its cause', async () => {
    const never = ((_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error));
      })) as typeof fetch;
    const controller = new AbortController();
    const call = client({ fetch: never }).smart.transactions.get('STX_1', undefined, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve));
    controller.abort(new Error('closed the tab'));
    await expect(call).rejects.toMatchObject({
      name: 'AbortError',
      outcome: 'unknown',
      cause: { message: 'closed the tab' },
    });
  });
});

describe('a refused token', () => {
  const granted = (stub: { fetch: typeof fetch }) =>
    new Secuconnect({ baseUrl, auth: { clientId: 'a', clientSecret: 'b' }, fetch: stub.fetch });
  const expired = json({ error: 'ProductNotAllowedException', code: 2003 }, 403);

  test.each([
    ['status 401', json({}, 401)],
    ['status 403 and code 2003', expired],
  ])('with %s is replaced, and the call sent once more', async (_, refusal) => {
    const stub = stubFetch(token('t1'), refusal, token('t2'), json({ id: 'STX_1' }));
    await expect(granted(stub).smart.transactions.cancel('STX_1')).resolves.toMatchObject({ id: 'STX_1' });
    expect(stub.requests.map(({ init }) => (init.headers as Record<string, string>)['authorization'])).toEqual([
      undefined,
      'Bearer t1',
      undefined,
      'Bearer t2',
    ]);
  });

  test('is replaced once: a second refusal stands', async () => {
    const stub = stubFetch(token('t1'), expired, token('t2'), expired, token('t3'));
    await expect(granted(stub).smart.transactions.cancel('STX_1')).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 2003,
      outcome: 'rejected',
    });
    expect(stub.requests).toHaveLength(4);
  });

  test('that cannot be replaced by another one is not sent again', async () => {
    const stub = stubFetch(expired);
    await expect(client(stub).smart.transactions.cancel('STX_1')).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
    expect(stub.requests).toHaveLength(1);
  });

  test('is not confused with a missing permission', async () => {
    const stub = stubFetch(token('t1'), json({ error: 'ProductNotAllowedException', code: 0 }, 403));
    await expect(granted(stub).smart.transactions.cancel('STX_1')).rejects.toMatchObject({ name: 'PermissionError' });
    expect(stub.requests).toHaveLength(2);
  });
});

describe('the token of a call does not show', () => {
  const answers: [string, () => Response | Promise<Response>][] = [
    ['when a refusal repeats it', json({ error_details: 'no secret-token here' }, 500)],
    ['when a page repeats it', () => new Response('<p>secret-token</p>')],
    ['when the network quotes it', () => Promise.reject(new TypeError('"Bearer secret-token" is invalid'))],
  ];
  test.each(answers)('%s', async (_, answer) => {
    const failure = await client(stubFetch(answer))
      .smart.transactions.cancel('STX_1')
      .catch((error: unknown) => error as Error & { text?: string });
    const { message, stack, cause, text } = failure as Error & { text?: string };
    const shown = [message, stack, (cause as Error | undefined)?.message, text, JSON.stringify(failure)].join();
    expect(shown).not.toContain('secret-token');
    expect(shown).toContain('[redacted]');
  });
});

test('a token of the call is sent with each of its attempts', async () => {
  vi.useFakeTimers();
  const stub = stubFetch(json({}, 503), json({ id: 'STX_1' }));
  const read = client(stub).smart.transactions.get('STX_1', undefined, { token: 'of-the-call' });
  await vi.advanceTimersByTimeAsync(1_000);
  await read;
  vi.useRealTimers();
  expect(stub.requests.map(({ init }) => (init.headers as Record<string, string>)['authorization'])).toEqual([
    'Bearer of-the-call',
    'Bearer of-the-call',
  ]);
});

test('the failure of a token request is not that of the calls which waited for it: it has no attempts of theirs', async () => {
  const auth = { clientId: 'shop', clientSecret: 'wrong-secret' };
  const one = new Secuconnect({ baseUrl, auth, fetch: stubFetch(json({ error: 'invalid_client' }, 400)).fetch });
  const [first, second] = await Promise.all(
    [1, 2].map(() => one.smart.transactions.cancel('STX_1').catch((error: unknown) => error)),
  );
  expect(first).toBe(second);
  expect(first).toMatchObject({ operation: 'oauth.token', attempts: [], actionId: undefined });
});

describe('a token provider that fails', () => {
  const failing = (provide: () => Promise<string>) => {
    const stub = stubFetch(json({}));
    const call = new Secuconnect({ baseUrl, auth: { token: provide }, fetch: stub.fetch }).smart.transactions.cancel(
      'STX_1',
    );
    return { stub, call };
  };

  test('fails the call, of which nothing was sent, and its words are shown without secrets', async () => {
    const { stub, call } = failing(() => Promise.reject(new RangeError('the vault said Bearer abc-def')));
    await expect(call).rejects.toMatchObject({
      name: 'SecuconnectError',
      operation: 'smart.transactions.cancel',
      outcome: 'not-sent',
      attempts: [],
      message:
        'smart.transactions.cancel was not sent: there is no token for it (RangeError: the vault said Bearer [redacted]).',
      cause: { name: 'RangeError' },
    });
    expect(stub.requests).toEqual([]);
  });

  test('with an error of this SDK hands that on', async () => {
    const own = new SecuconnectError('The vault is closed.', { outcome: 'not-sent' });
    await expect(failing(() => Promise.reject(own)).call).rejects.toBe(own);
  });
});

describe('the client', () => {
  test('looks the global fetch up when it calls, not when it is made', async () => {
    const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' } });
    const stub = stubFetch(json({ id: 'STX_1' }));
    vi.stubGlobal('fetch', stub.fetch);
    await secuconnect.smart.transactions.get('STX_1');
    vi.unstubAllGlobals();
    expect(stub.requests).toHaveLength(1);
  });

  test.each([
    ['no options', undefined],
    ['no auth', { baseUrl }],
    ['an auth that is none', { baseUrl, auth: null }],
    ['an auth that is text', { baseUrl, auth: 'secret-token' }],
  ])('refuses %s, and says what to give', (_, options) => {
    const make = () => new Secuconnect(options as unknown as SecuconnectOptions);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(/^`auth` is missing: give \{ token \}, \{ clientId, clientSecret \}, or/);
  });

  test.each([
    ['timeout', Number.NaN],
    ['deadline', Number.NaN],
    ['maxRetries', -1],
    ['maxAnswerBytes', '5'],
  ])('refuses %s: %s, which would be no limit at all', async (name, value) => {
    const stub = stubFetch(json({}));
    const limits = { [name]: value } as RequestLimits;
    const auth = { token: 'secret-token' };
    expect(() => new Secuconnect({ baseUrl, auth, ...limits })).toThrow(
      new TypeError(`\`${name}\` must be a number from 0 on, and is ${value}.`),
    );
    await expect(client(stub).smart.transactions.cancel('STX_1', limits)).rejects.toThrow(TypeError);
    expect(stub.requests).toEqual([]);
  });

  test.each([
    ['an empty token', { token: '' }],
    ['no secret', { clientId: 'a', clientSecret: '' }],
  ])('refuses %s', (_, auth) => {
    expect(() => new Secuconnect({ baseUrl, auth })).toThrow(TypeError);
  });
});
