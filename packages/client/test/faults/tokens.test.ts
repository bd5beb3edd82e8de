import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';
import { FaultServer } from './fault-server.ts';
import { answer } from './wire.ts';

// Room for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const auth = { clientId: 'shop', clientSecret: 'secret' };
const baseUrl = 'https://example.com/api/v2';
const bearerOf = (init: RequestInit | undefined): string =>
  (init!.headers as Record<string, string>)['authorization']!.slice('Bearer '.length);

/** A `fetch` with a token endpoint that gives `t1`, `t2`, …, and an API that answers as told. */
function platform(api: (bearer: string, request: number) => Response | Promise<Response>) {
  const counts = { token: 0, api: 0 };
  const send = (async (input, init) => {
    if (String(input).endsWith('/oauth/token')) return token(`t${++counts.token}`)();
    return api(bearerOf(init), ++counts.api);
  }) as typeof fetch;
  return { secuconnect: new Secuconnect({ baseUrl, auth, fetch: send }), counts };
}

describe('many calls at once', () => {
  test('10,000 calls on a client without a token ask for one', async () => {
    const { secuconnect, counts } = platform(() => json({ id: 'STX_1' })());
    const calls = Array.from({ length: 10_000 }, () => secuconnect.smart.transactions.get('STX_1'));
    expect(new Set((await Promise.all(calls)).map(({ id }) => id))).toEqual(new Set(['STX_1']));
    expect(counts).toEqual({ token: 1, api: 10_000 });
  });

  test('and so do 200 over real connections', async () => {
    const server = await FaultServer.start({
      api: answer(200, { id: 'STX_1' }),
      token: answer(200, { access_token: 't1', expires_in: 1200 }),
    });
    const secuconnect = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth });
    await Promise.all(Array.from({ length: 200 }, () => secuconnect.smart.transactions.cancel('STX_1')));
    expect([server.token.length, server.api.length]).toEqual([1, 200]);
    await server.close();
  });

  test('when there is no token to be had, all that waited are told, and none is sent', async () => {
    const stub = stubFetch(json({ error: 'invalid_client' }, 401));
    const secuconnect = new Secuconnect({ baseUrl, auth, fetch: stub.fetch });
    const settled = await Promise.allSettled(
      Array.from({ length: 1_000 }, () => secuconnect.smart.transactions.create({})),
    );
    expect(settled.every((one) => one.status === 'rejected')).toBe(true);
    expect(stub.requests).toHaveLength(1);
  });
});

describe('on a fake clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('ten refusals of one stale token, spread over 150 ms, cause one refresh, and all calls get through', async () => {
    const { secuconnect, counts } = platform(async (bearer, request) => {
      if (bearer !== 't1') return json({ id: 'STX_1' })();
      if (request === 1) return json({ id: 'STX_0' })();
      await new Promise((resolve) => setTimeout(resolve, (request - 1) * 15));
      return json({}, 401)();
    });
    await secuconnect.smart.transactions.get('STX_0');
    const calls = Promise.all(Array.from({ length: 10 }, () => secuconnect.smart.transactions.create({})));
    await vi.advanceTimersByTimeAsync(150);
    expect((await calls).map(({ id }) => id)).toEqual(Array.from({ length: 10 }, () => 'STX_1'));
    expect(counts).toEqual({ token: 2, api: 21 });
  });

  test('a token endpoint that has failed and recovered harms no later call', async () => {
    let broken = true;
    const counts = { token: 0 };
    const send = (async (input) => {
      if (!String(input).endsWith('/oauth/token')) return json({ id: 'STX_1' })();
      counts.token++;
      return broken ? json({}, 503)() : token('t1')();
    }) as typeof fetch;
    const secuconnect = new Secuconnect({ baseUrl, auth, fetch: send });
    const first = secuconnect.smart.transactions.create({}).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await first).toMatchObject({ name: 'ServerError', outcome: 'not-sent', operation: 'oauth.token' });
    broken = false;
    const before = counts.token;
    await expect(secuconnect.smart.transactions.create({})).resolves.toMatchObject({ id: 'STX_1' });
    expect(counts.token).toBe(before + 1);
  });
});
