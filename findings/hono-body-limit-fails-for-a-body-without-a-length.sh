#!/usr/bin/env bash
# hono 4.13.19 with @hono/node-server 2.1.9: where the Node server does not replace the global `Request` (`overrideGlobalObjects: false`), `bodyLimit` fails
# with a TypeError for every body that comes without a Content-Length (chunked), however short it is. With a Content-Length it works.
# Expected: a body of 3 bytes is within a limit of 100 bytes, however it is sent.
# Seen on Node 20.20.2:
#   with a length -> 200
#   chunked -> 500 TypeError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund @hono/node-server@2.1.9 hono@4.13.19
cat > serve.mjs <<'JS'
import { createServer, request } from 'node:http';
import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

const app = new Hono();
app.use(bodyLimit({ maxSize: 100 }));
app.post('/', async (context) => context.text(await context.req.text()));
app.onError((error, context) => context.text(error.constructor.name, 500));
const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
server.listen(0, '127.0.0.1');
await once(server, 'listening');

async function send(name, headers) {
  const sent = request({ port: server.address().port, host: '127.0.0.1', method: 'POST', headers });
  sent.end('a=b');
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  console.log(`${name} -> ${response.statusCode}${response.statusCode === 200 ? '' : ` ${text}`}`);
}

await send('with a length', { 'content-length': 3 });
await send('chunked', { 'transfer-encoding': 'chunked' });
server.close();
JS
output=$(node serve.mjs)
echo "$output"
[ "$output" = 'with a length -> 200
chunked -> 500 TypeError' ]
