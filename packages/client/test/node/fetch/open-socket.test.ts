import { expect, test } from 'vitest';
import { nodeFetch } from '../../../src/node/index.ts';
import { TLS } from './certificate.ts';
import { CountingServer } from './counting-server.ts';

test('a certificate of the option `ca` is trusted, also for an address', async () => {
  const server = await new CountingServer({ tls: true }).listen();
  const send = nodeFetch({ proxy: false, ca: TLS.cert });
  for (const host of ['localhost', '127.0.0.1'])
    expect((await send(`https://${host}:${server.port}/`)).status).toBe(200);
  send.close();
  await server.close();
});
