import { expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { FaultServer } from './fault-server.ts';
import { flood, head } from './wire.ts';

// Room for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const endless = { 'of unknown length': {}, 'of a length that is a lie': { 'content-length': 1e12 } };

test.each([
  ['a read', 200, { name: 'DecodeError', outcome: 'rejected' }],
  ['a refusal', 500, { name: 'ServerError', outcome: 'rejected' }],
])('the endless body of %s is read up to the limit, and its connection dropped', async (_, status, failure) => {
  for (const headers of Object.values(endless)) {
    let ended!: () => void;
    const dropped = new Promise<void>((resolve) => (ended = resolve));
    const server = await FaultServer.start({
      api: (socket, request) => {
        socket.once('close', ended);
        flood(head(status, headers))(socket, request);
      },
      token: flood(head(200)),
    });
    const secuconnect = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth: { token: 'a-token' } });
    const options = { maxResponseBytes: 100_000 };
    await expect(secuconnect.smart.transactions.get('STX_1', undefined, options)).rejects.toMatchObject(failure);
    // If the client held on to it, this would wait until the test is given up.
    await dropped;
    expect(server.api).toHaveLength(1);
    await server.close();
  }
});
