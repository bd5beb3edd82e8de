/**
 * The server of `pnpm bench:http`, a process of its own. It responds at once: an object of 300 bytes, a list of 60 kB if the query has a limit,
 * a token. It sends its addresses to its parent, and counts its connections.
 */
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tokenResponse } from '@secuconnect/platform-facts';

/** Longer than a run: no connection ends while a client is about to use it. */
const KEEP_ALIVE_MS = 600_000;
const OBJECT_BYTES = 300;
const LIST_BYTES = 60_000;

const object = (at: number): object => {
  const one = { object: 'smart.transactions', id: `STX_${at}`, status: 'created', text: '' };
  return { ...one, text: 'x'.repeat(OBJECT_BYTES - JSON.stringify(one).length) };
};
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const single = json(object(1));
const list = json({ count: 200, data: Array.from({ length: LIST_BYTES / (OBJECT_BYTES + 1) }, (_, at) => object(at)) });
const token = json(tokenResponse('abcdefghijklmnopqrstuvwxyz'));

let connections = 0;

function bodyFor(url: string): Buffer {
  if (url === '/connections') return json(connections);
  if (url.endsWith('/oauth/token')) return token;
  return /[?&](?:count|limit)=/.test(url) ? list : single;
}

function respond(request: IncomingMessage, response: ServerResponse): void {
  request.resume().once('end', () => {
    const body = bodyFor(request.url!);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
}

const [certPath, keyPath] = process.argv.slice(2);
const servers = {
  http: createHttp(respond),
  https: createHttps({ cert: readFileSync(certPath!), key: readFileSync(keyPath!) }, respond),
};
const origins: Record<string, string> = {};
for (const [protocol, server] of Object.entries(servers)) {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origins[protocol] = `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
process.once('disconnect', () => process.exit());
process.send!(origins);
