/** The server of `pnpm bench:leaks`, a process of its own: every call fails, by the id in its path. */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

const ERROR = JSON.stringify({
  status: 'error',
  error: 'ProductInternalException',
  error_details: 'out of order',
  code: 0,
  supportId: 'a1b2c3',
});

const server = createServer(async (request, response) => {
  const { url = '' } = request;
  await text(request);
  if (url.endsWith('STX_RESET')) return void request.socket.resetAndDestroy();
  if (url.endsWith('STX_TIMEOUT')) return;
  response.writeHead(500, { 'content-type': 'application/json' }).end(ERROR);
});
server.keepAliveTimeout = Number(process.argv[2]);
// With a reset, the port of the client is free at once: there are fewer ports than calls. By default, Node ends a connection in an orderly way before.
Object.assign(server, { httpAllowHalfOpen: true });
server.on('connection', (socket: Socket) => void socket.once('end', () => socket.resetAndDestroy()));
server.listen(0, '127.0.0.1', () => process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => process.exit());
