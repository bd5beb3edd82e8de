import { tokenResponse } from '@secuconnect/platform-facts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';
import { FailingServer } from './failing-server.ts';
import { respondWith } from './raw-responses.ts';

// Enough for a busy host.
vi.setConfig({ testTimeout: 60_000 });

const auth = { clientId: 'shop', clientSecret: 'secret' };
const baseUrl = 'https://example.com/api/v2';
const bearerOf = (init: RequestInit | undefined): string =>
  (init!.headers as Record<string, string>)['authorization']!.slice('Bearer '.length);

/** A client over a `fetch` whose token endpoint issues `t1`, `t2`, …, and whose API responds with the result of a function. */
function clientOver(api: (bearer: string, request: number) => Response | Promise<Response>) {
  const requests = { token: 0, api: 0 };
  const fetch = (async (input, init) => {
    if (String(input).endsWith('/oauth/token')) return token(`t${++requests.token}`)();
    return api(bearerOf(init), ++requests.api);
  }) as typeof globalThis.fetch;
  return { secuconnect: new Secuconnect({ baseUrl, auth, fetch }), requests };
}

describe('concurrent calls share one token request', () => {
  test('10,000 concurrent calls on a client without a token request one', async () => {
    const { secuconnect, requests } = clientOver(() => json({ id: 'STX_1' })());
    const calls = Array.from({ length: 10_000 }, () => secuconnect.smart.transactions.get('STX_1'));
    expect(new Set((await Promise.all(calls)).map(({ id }) => id))).toEqual(new Set(['STX_1']));
    expect(requests).toEqual({ token: 1, api: 10_000 });
  });

  test('200 concurrent calls over real connections request one token', async () => {
    const server = await FailingServer.start({
      api: respondWith(200, { id: 'STX_1' }),
      token: respondWith(200, tokenResponse('t1')),
    });
    const secuconnect = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth });
    await Promise.all(Array.from({ length: 200 }, () => secuconnect.smart.transactions.cancel('STX_1')));
    expect([server.token.length, server.api.length]).toEqual([1, 200]);
    await server.close();
  });

  test('all calls that wait for a rejected token request fail, and none of them is sent', async () => {
    const stub = stubFetch(json({ error: 'invalid_client' }, 401));
    const secuconnect = new Secuconnect({ baseUrl, auth, fetch: stub.fetch });
    const calls = await Promise.allSettled(
      Array.from({ length: 1_000 }, () => secuconnect.smart.transactions.create({})),
    );
    expect(calls.every(({ status }) => status === 'rejected')).toBe(true);
    expect(stub.requests).toHaveLength(1);
  });
});

describe('calls recover after a token failure', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('ten rejections of one stale token within 150 ms cause one refresh, and all calls succeed', async () => {
    const { secuconnect, requests } = clientOver(async (bearer, request) => {
      if (bearer !== 't1') return json({ id: 'STX_1' })();
      if (request === 1) return json({ id: 'STX_0' })();
      await new Promise((resolve) => setTimeout(resolve, (request - 1) * 15));
      return json({}, 401)();
    });
    await secuconnect.smart.transactions.get('STX_0');
    const calls = Promise.all(Array.from({ length: 10 }, () => secuconnect.smart.transactions.create({})));
    await vi.advanceTimersByTimeAsync(150);
    expect((await calls).map(({ id }) => id)).toEqual(Array.from({ length: 10 }, () => 'STX_1'));
    expect(requests).toEqual({ token: 2, api: 21 });
  });

  test('a token endpoint that failed and recovered does not affect later calls', async () => {
    let isFailing = true;
    const requests = { token: 0 };
    const fetch = (async (input) => {
      if (!String(input).endsWith('/oauth/token')) return json({ id: 'STX_1' })();
      requests.token++;
      return isFailing ? json({}, 503)() : token('t1')();
    }) as typeof globalThis.fetch;
    const secuconnect = new Secuconnect({ baseUrl, auth, fetch });
    const failed = secuconnect.smart.transactions.create({}).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failed).toMatchObject({ name: 'ServerError', outcome: 'not-sent', operation: 'oauth.token' });
    isFailing = false;
    const before = requests.token;
    await expect(secuconnect.smart.transactions.create({})).resolves.toMatchObject({ id: 'STX_1' });
    expect(requests.token).toBe(before + 1);
  });
});
