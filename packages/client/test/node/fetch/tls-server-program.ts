/** A server with TLS in a process of its own. Sends its origin to its parent, and on each message the number of its connections. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

process.once('message', (certificate: { key: string; cert: string }) => {
  let connections = 0;
  const server = createServer(certificate, (request, response) => {
    request.resume().once('end', () => response.end('true'));
  });
  server.keepAliveTimeout = 600_000;
  server.on('secureConnection', () => connections++);
  process.on('message', () => process.send!(connections));
  server.listen(0, '127.0.0.1', () => process.send!(`https://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
process.once('disconnect', () => process.exit());
