/** The server of `pnpm bench:leaks`, a process of its own: every call fails, by the id in its path. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const ERROR = JSON.stringify({
  status: 'error',
  error: 'ProductInternalException',
  error_details: 'out of order',
  code: 0,
  supportId: 'a1b2c3',
});

/** Much longer than the timeout of the calls. */
const GIVEN_UP_MS = 500;

const server = createServer(async (request, response) => {
  const { url = '' } = request;
  await text(request);
  if (url.endsWith('STX_RESET')) return void request.socket.resetAndDestroy();
  // By then, the client has given up.
  if (url.endsWith('STX_TIMEOUT')) return void setTimeout(() => request.socket.resetAndDestroy(), GIVEN_UP_MS);
  response.writeHead(500, { 'content-type': 'application/json' }).end(ERROR);
});
server.keepAliveTimeout = Number(process.argv[2]);
// An orderly end would occupy the port of the client for a minute, and there are fewer ports than calls: the connection stays half open until the reset.
Object.assign(server, { httpAllowHalfOpen: true });
server.listen(0, '127.0.0.1', () => process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => process.exit());
