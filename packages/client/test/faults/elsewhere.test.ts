import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { FaultServer } from './fault-server.ts';
import { answer } from './wire.ts';

// Room for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// The table has redirects of every kind of call; here is what could slip past it.
let other: FaultServer;
beforeAll(async () => {
  other = await FaultServer.start({
    api: answer(200, { id: 'STX_1' }),
    token: answer(200, { access_token: 'stolen', expires_in: 1200 }),
  });
});
afterAll(() => other.close());

const statuses = [300, 301, 302, 303, 305, 307, 308];

describe('a redirect', () => {
  test.each(statuses)('with status %i is not followed to another origin, and not within its own', async (status) => {
    for (const location of [`${other.origin}/api/v2/x`, '/api/v2/x', `//127.0.0.1:${other.port}/x`]) {
      const server = await FaultServer.start({
        api: answer(status, '', { location }),
        token: answer(200, { access_token: 't1', expires_in: 1200 }),
      });
      const secuconnect = new Secuconnect({
        baseUrl: `${server.origin}/api/v2`,
        auth: { clientId: 'a', clientSecret: 'b' },
      });
      const calls = await Promise.allSettled([
        secuconnect.smart.transactions.get('STX_1'),
        secuconnect.smart.transactions.create({}),
        secuconnect.smart.transactions.create({}).asResponse(),
        secuconnect.document.uploads.download('DUP_1'),
      ]);
      for (const call of calls)
        expect(call).toMatchObject({ status: 'rejected', reason: { name: 'ApiError', status, outcome: 'rejected' } });
      expect(server.api).toHaveLength(4);
      await server.close();
    }
    expect(other.api).toEqual([]);
  });

  test.each(statuses.filter((status) => status !== 300 && status !== 305))(
    'with status %i of the token endpoint takes no credentials elsewhere',
    async (status) => {
      const server = await FaultServer.start({
        api: answer(200, {}),
        token: answer(status, '', { location: `${other.origin}/oauth/token` }),
      });
      const secuconnect = new Secuconnect({
        baseUrl: `${server.origin}/api/v2`,
        auth: { clientId: 'a', clientSecret: 'b' },
      });
      await expect(secuconnect.smart.transactions.create({})).rejects.toMatchObject({
        operation: 'oauth.token',
        outcome: 'not-sent',
      });
      expect(server.api).toEqual([]);
      expect(other.token).toEqual([]);
      await server.close();
    },
  );
});

test('a path parameter that looks like another origin stays a path parameter', async () => {
  const server = await FaultServer.start({ api: answer(200, {}), token: answer(200, {}) });
  const secuconnect = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth: { token: 'a-token' } });
  for (const id of [`//${other.origin}`, other.origin, '@127.0.0.1', '\\\\host', '%2F%2Fhost', '..%2f..%2f'])
    await secuconnect.smart.transactions.get(id);
  expect(server.api.map(({ url }) => url.split('/').length)).toEqual(Array.from({ length: 6 }, () => 6));
  expect(other.api).toEqual([]);
  await server.close();
});
