import { describe, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { FailingServer } from './failing-server.ts';
import { flood, responseHead } from './raw-responses.ts';
import { TRANSPORTS } from './transports.ts';

// Enough for a busy host.
vi.setConfig({ testTimeout: 60_000 });

const lengths = { unknown: {}, false: { 'content-length': 1e12 } };

describe.each(TRANSPORTS)('over $name', ({ options: transport }) => {
  test.each([
    ['a success', 200, { name: 'DecodeError', outcome: 'no-effect' }],
    ['an error response', 500, { name: 'ServerError', outcome: 'no-effect' }],
  ])(
    'the endless body of %s is read up to `maxResponseBytes`, then its connection is closed',
    async (_, status, error) => {
      for (const headers of Object.values(lengths)) {
        let onClose!: () => void;
        const closed = new Promise<void>((resolve) => (onClose = resolve));
        const server = await FailingServer.start({
          api: (socket, request) => {
            socket.once('close', onClose);
            flood(responseHead(status, headers))(socket, request);
          },
          token: flood(responseHead(200)),
        });
        const secuconnect = new Secuconnect({
          baseUrl: `${server.origin}/api/v2`,
          auth: { token: 'a-token' },
          ...transport,
        });
        const options = { maxResponseBytes: 100_000 };
        await expect(secuconnect.smart.transactions.get('STX_1', undefined, options)).rejects.toMatchObject(error);
        // If the client kept the connection, the test would time out here.
        await closed;
        expect(server.api).toHaveLength(1);
        await server.close();
      }
    },
  );
});
