import { tokenResponse } from '@secuconnect/platform-facts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { FailingServer } from './failing-server.ts';
import { respondWith } from './raw-responses.ts';
import { TRANSPORTS } from './transports.ts';

// Enough for a busy host.
vi.setConfig({ testTimeout: 60_000 });

// The table has redirects for every kind of call; these tests have other statuses and other locations.
let otherOrigin: FailingServer;
beforeAll(async () => {
  otherOrigin = await FailingServer.start({
    api: respondWith(200, { id: 'STX_1' }),
    token: respondWith(200, tokenResponse('stolen')),
  });
});
afterAll(() => otherOrigin.close());

const statuses = [300, 301, 302, 303, 305, 307, 308];

describe.each(TRANSPORTS)('redirects are not followed over $name', ({ options: transport }) => {
  test.each(statuses)(
    'a redirect with status %i is not followed, neither to another origin nor to the same one',
    async (status) => {
      for (const location of [`${otherOrigin.origin}/api/v2/x`, '/api/v2/x', `//127.0.0.1:${otherOrigin.port}/x`]) {
        const server = await FailingServer.start({
          api: respondWith(status, '', { location }),
          token: respondWith(200, tokenResponse('t1')),
        });
        const secuconnect = new Secuconnect({
          baseUrl: `${server.origin}/api/v2`,
          auth: { clientId: 'a', clientSecret: 'b' },
          ...transport,
        });
        const calls = await Promise.allSettled([
          secuconnect.smart.transactions.get('STX_1'),
          secuconnect.smart.transactions.create({}),
          secuconnect.smart.transactions.create({}).asResponse(),
          secuconnect.document.uploads.download('DUP_1'),
        ]);
        // Status 307 and 308 ask to send the request elsewhere; the others may also point to the result of a write.
        const write = status < 307 ? 'unknown' : 'no-effect';
        const outcomes = ['no-effect', write, write, 'no-effect'];
        for (const [index, call] of calls.entries())
          expect(call).toMatchObject({
            status: 'rejected',
            reason: { name: 'ApiError', status, outcome: outcomes[index] },
          });
        expect(server.api).toHaveLength(4);
        await server.close();
      }
      expect(otherOrigin.api).toEqual([]);
    },
  );

  test.each(statuses.filter((status) => status !== 300 && status !== 305))(
    'credentials are not sent to another origin when the token endpoint redirects with status %i',
    async (status) => {
      const server = await FailingServer.start({
        api: respondWith(200, {}),
        token: respondWith(status, '', { location: `${otherOrigin.origin}/oauth/token` }),
      });
      const secuconnect = new Secuconnect({
        baseUrl: `${server.origin}/api/v2`,
        auth: { clientId: 'a', clientSecret: 'b' },
        ...transport,
      });
      await expect(secuconnect.smart.transactions.create({})).rejects.toMatchObject({
        operation: 'oauth.token',
        outcome: 'not-sent',
      });
      expect(server.api).toEqual([]);
      expect(otherOrigin.token).toEqual([]);
      await server.close();
    },
  );
});

test.each(TRANSPORTS)(
  'a path parameter that looks like another origin stays a path parameter over $name',
  async ({ options: transport }) => {
    const server = await FailingServer.start({ api: respondWith(200, {}), token: respondWith(200, {}) });
    const secuconnect = new Secuconnect({
      baseUrl: `${server.origin}/api/v2`,
      auth: { token: 'a-token' },
      ...transport,
    });
    for (const id of [
      `//${otherOrigin.origin}`,
      otherOrigin.origin,
      '@127.0.0.1',
      '\\\\host',
      '%2F%2Fhost',
      '..%2f..%2f',
    ])
      await secuconnect.smart.transactions.get(id);
    expect(server.api.map(({ url }) => url.split('/').length)).toEqual(Array.from({ length: 6 }, () => 6));
    expect(otherOrigin.api).toEqual([]);
    await server.close();
  },
);
