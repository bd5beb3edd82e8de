#!/usr/bin/env bash
# @hono/node-server 2.1.9: the `statusText` of a Response is not sent: the reason phrase is always that of Node for the status.
# Expected: `new Response('x', { status: 403, statusText: 'Custom Reason' })` is answered as `HTTP/1.1 403 Custom Reason`.
# Seen with @hono/node-server 2.1.9, hono 4.13.19 on Node 20.20.2:
#   statusText 'Custom Reason' -> 403 Forbidden
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund @hono/node-server@2.1.9 hono@4.13.19
cat > serve.mjs <<'JS'
import { get } from 'node:http';
import { serve } from '@hono/node-server';
const answer = () => new Response('x', { status: 403, statusText: 'Custom Reason' });
const server = serve({ port: 0, hostname: '127.0.0.1', fetch: answer }, ({ port }) => {
  get({ host: '127.0.0.1', port }, ({ statusCode, statusMessage }) => {
    console.log(`statusText 'Custom Reason' -> ${statusCode} ${statusMessage}`);
    server.close();
  });
});
JS
output=$(node serve.mjs)
echo "$output"
[ "$output" = "statusText 'Custom Reason' -> 403 Forbidden" ]
