import { describe, expect, test, vi } from 'vitest';
import {
  appUserGrant,
  type Auth,
  AuthenticationError,
  deviceGrant,
  refreshTokenGrant,
  Secuconnect,
} from '../../src/index.ts';
import { createFakeApi, FakeError, fixtures, type FakeApi } from '../../src/testing/index.ts';
import { errorOf, transaction } from './fake-calls.ts';

describe('several stubs for a request', () => {
  const statusOf = async (fake: FakeApi, id = 'STX_1') => (await fake.client().smart.transactions.get(id)).status;

  test('a stub with `when` comes before one without', async () => {
    const fake = createFakeApi();
    fake
      .on('smart.transactions.get')
      .when(({ path }) => path.smartTransactionId === 'STX_2')
      .reply(transaction('', 'failed'));
    fake.on('smart.transactions.get').reply(transaction('', 'ok'));
    expect([await statusOf(fake, 'STX_1'), await statusOf(fake, 'STX_2')]).toEqual(['ok', 'failed']);
  });

  test('limited stubs come first, in order of definition', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(transaction('', 'ok'));
    fake.on('smart.transactions.get').replyOnce(transaction('', 'created'));
    fake.on('smart.transactions.get').replyOnce(transaction('', 'pending'));
    const statuses = [await statusOf(fake), await statusOf(fake), await statusOf(fake), await statusOf(fake)];
    expect(statuses).toEqual(['created', 'pending', 'ok', 'ok']);
  });

  test('the newest unlimited stub wins', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(transaction('', 'created'));
    expect(await statusOf(fake)).toBe('created');
    fake.on('smart.transactions.get').reply(transaction('', 'ok'));
    expect(await statusOf(fake)).toBe('ok');
  });

  test('concurrent calls never get the same response twice', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyOnce(transaction('a'));
    fake.on('smart.transactions.get').replyOnce(transaction('b'));
    const { transactions } = fake.client().smart;
    const responses = await Promise.all([transactions.get('STX_1'), transactions.get('STX_1')]);
    expect(responses.map(({ id }) => id).sort()).toEqual(['a', 'b']);
  });
});

describe('an unstubbed call', () => {
  test('an unstubbed call fails at once, without retries, and names the closest stub', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.startPrepared').reply(transaction('STX_1'));
    fake.on('payment.transactions.get').reply(fixtures.paymentTransaction());
    const error = await errorOf(fake.client().smart.transactions.start('STX_1', 'prepaid'));
    expect(error).toBeInstanceOf(FakeError);
    expect(error.message).toBe(
      'No stub for smart.transactions.start (POST /api/v2/Smart/Transactions/STX_1/start/prepaid). ' +
        "The closest stub is smart.transactions.startPrepared. Stub it with `fake.on('smart.transactions.start').reply(…)`.",
    );
    expect(error.attempts).toHaveLength(1);
  });

  test.each<[string, (fake: FakeApi) => unknown, string]>([
    ['nothing at all is stubbed', () => undefined, 'Nothing is stubbed yet.'],
    ['the stub has no response', (fake) => fake.on('smart.transactions.get'), 'has no response'],
    [
      'the condition does not hold',
      (fake) =>
        fake
          .on('smart.transactions.get')
          .when(() => false)
          .reply(transaction('')),
      'used up, or the condition',
    ],
  ])('the error of an unstubbed call says when %s', async (_, stub, reason) => {
    const fake = createFakeApi();
    stub(fake);
    expect((await errorOf(fake.client().smart.transactions.get('STX_1'))).message).toContain(reason);
  });

  test('the error for an endpoint that the spec does not list says how to stub it', async () => {
    const fake = createFakeApi();
    const call = () =>
      fake
        .client()
        .request('POST', '/Smart/Transactions/{id}/something', { pathParams: { id: 'STX_1' }, body: { a: 1 } });
    expect((await errorOf(call())).message).toBe(
      'POST /api/v2/Smart/Transactions/STX_1/something is not an operation of the API; ' +
        'stub it with `fake.onPath` if it is meant to exist.',
    );
    fake.onPath('POST', '/Smart/Transactions/{id}/something').reply(({ path, body }) => ({ path, body }));
    expect(await call()).toEqual({ path: { id: 'STX_1' }, body: { a: 1 } });
  });

  test('on() throws for an operation that does not exist, and names the closest one', () => {
    expect(() => createFakeApi().on('smart.transaction.crate' as 'smart.transactions.create')).toThrow(
      'did you mean smart.transactions.create?',
    );
  });
});

describe('verify()', () => {
  test('verify() reports an unstubbed call, even if the program has handled the error', async () => {
    const fake = createFakeApi();
    await errorOf(fake.client().smart.transactions.get('STX_1'));
    expect(() => fake.verify()).toThrow('An unstubbed call was made. No stub for smart.transactions.get');
    fake.reset();
    expect(() => fake.verify()).not.toThrow();
  });

  test('verify() reports limited stubs that were left unused', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems([]);
    fake.on('smart.transactions.get').networkError('reset').times(2).reply(transaction(''));
    expect(() => fake.verify()).toThrow('smart.transactions.get: 2 of the stubbed responses were not used.');
  });
});

describe('reset()', () => {
  test('reset() forgets the calls and the stubs', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(transaction(''));
    await fake.client().smart.transactions.get('a');
    fake.reset();
    expect(fake.calls()).toEqual([]);
    expect(await errorOf(fake.client().smart.transactions.get('a'))).toBeInstanceOf(FakeError);
  });
});

describe('tokens of a fake API', () => {
  test('a token request needs no stub, and is made once for concurrent calls', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(transaction(''));
    const { transactions } = fake.client().smart;
    await Promise.all([transactions.get('a'), transactions.get('b')]);
    expect(fake.calls('oauth.token')).toHaveLength(1);
    expect(fake.calls()).toHaveLength(2);
  });

  test('a token request can be rejected, and a rejected token is replaced', async () => {
    const fake = createFakeApi();
    fake.on('oauth.token').replyError(401, { error: 'invalid_client' }).times(1);
    fake.on('smart.transactions.get').replyError('ProductUnauthorizedException').reply(transaction('STX_1'));
    const { transactions } = fake.client().smart;
    expect(await errorOf(transactions.get('STX_1'))).toBeInstanceOf(AuthenticationError);
    expect(await transactions.get('STX_1')).toEqual(transaction('STX_1'));
    expect(fake.calls('oauth.token')).toHaveLength(3);
    expect(fake.calls('smart.transactions.get')[0]!.attempts).toEqual([{ status: 401 }, { status: 200 }]);
  });
});

describe('each grant gets its token from a fake API', () => {
  const credentials = { clientId: 'id', clientSecret: 'secret' };
  /** The status of a Smart Transaction, which only a client with a token gets. */
  async function statusWith(fake: FakeApi, auth: Auth) {
    fake.on('smart.transactions.get').reply(transaction('', 'ok'));
    const { status } = await fake.client({ auth }).smart.transactions.get('STX_1');
    return status;
  }
  const grants = (fake: FakeApi) =>
    fake.calls('oauth.token').map(({ body }) => (body as Record<string, string>)['grant_type']);

  test('an application user, client credentials, and a refresh token', async () => {
    const fake = createFakeApi();
    const device = { username: 'u', password: 'p', device: 'd', deviceName: 'n' };
    expect(await statusWith(fake, appUserGrant({ ...credentials, ...device }))).toBe('ok');
    expect(await statusWith(fake, credentials)).toBe('ok');
    expect(await statusWith(fake, refreshTokenGrant({ ...credentials, refreshToken: 'r' }))).toBe('ok');
    expect(grants(fake)).toEqual(['appuser', 'client_credentials', 'refresh_token']);
  });

  test('a device: first a code, and a token after it was entered', async () => {
    vi.useFakeTimers();
    try {
      const fake = createFakeApi();
      fake
        .on('oauth.token')
        .when(({ body }) => 'code' in body)
        .replyError(401, { error: 'authorization_pending' })
        .times(1);
      const codes: string[] = [];
      const onUserCode = ({ userCode }: { userCode: string }) => void codes.push(userCode);
      const status = statusWith(fake, deviceGrant({ ...credentials, uuid: '/vendor/x/cashier/1', onUserCode }));
      await vi.advanceTimersByTimeAsync(11_000);
      expect(await status).toBe('ok');
      expect(codes).toEqual(['FAKE1']);
      expect(grants(fake)).toEqual(['device', 'device', 'device']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a stub may respond with a code of its own', async () => {
    const fake = createFakeApi();
    fake.on('oauth.token').reply({ device_code: 'd', user_code: 'ABCD', expires_in: 1 });
    let shown = '';
    const auth = deviceGrant({ ...credentials, uuid: 'u', onUserCode: ({ userCode }) => void (shown = userCode) });
    await errorOf(fake.client({ auth }).smart.transactions.get('STX_1'));
    expect(shown).toBe('ABCD');
  });
});

describe('clients of a fake API', () => {
  test('the listeners of a client are called', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyError(503).reply(transaction('STX_1'));
    const listeners = {
      start: vi.fn(),
      request: vi.fn(),
      response: vi.fn(),
      retry: vi.fn(),
      end: vi.fn(),
      any: vi.fn(),
    };
    await fake.client({ listeners }).smart.transactions.get('STX_1');
    const counts = Object.entries(listeners).map(([name, listener]) => [name, listener.mock.calls.length]);
    expect(Object.fromEntries(counts)).toMatchObject({ start: 1, request: 2, response: 2, retry: 1, end: 1 });
    expect(listeners.request.mock.calls.map(([event]) => (event as { attempt: number }).attempt)).toEqual([1, 2]);
    expect(listeners.any.mock.calls.length).toBeGreaterThanOrEqual(7);
  });

  test('a client that is created elsewhere can use the fake API', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(transaction('STX_1'));
    const secuconnect = new Secuconnect({ environment: 'production', auth: { token: 't' }, fetch: fake.fetch });
    expect(await secuconnect.smart.transactions.get('STX_1')).toEqual(transaction('STX_1'));
    const headers = { authorization: 'Bearer t' };
    const response = await fake.fetch(new Request('http://localhost/proxy/Smart/Transactions/STX_1', { headers }));
    expect(await response.json()).toEqual(transaction('STX_1'));
  });
});
