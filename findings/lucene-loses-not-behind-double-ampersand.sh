#!/usr/bin/env bash
# lucene 2.1.1: a query with `&& NOT` or `|| NOT` is parsed without its NOT, and no error says so: it finds what it should leave out.
# Expected: `a:1 && NOT b:2` is the same query as `a:1 AND NOT b:2`, as in Lucene itself.
# Seen with lucene 2.1.1 on Node 20.20.2:
#   a:1 AND NOT b:2   -> operator "AND NOT"
#   a:1 && NOT b:2    -> operator "&&", and nothing is negated
#   a:1 || NOT b:2    -> operator "||", and nothing is negated
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund lucene@2.1.1
cat > parse.cjs <<'JS'
const { parse, toString } = require('lucene');
for (const query of ['a:1 AND NOT b:2', 'a:1 && NOT b:2', 'a:1 || NOT b:2']) {
  const tree = parse(query);
  const { operator } = tree;
  console.log(`${query} -> operator ${JSON.stringify(operator)}, again as text: ${toString(tree)}`);
}
JS
output=$(node parse.cjs)
echo "$output"
[ "$output" = 'a:1 AND NOT b:2 -> operator "AND NOT", again as text: a:1 AND NOT b:2
a:1 && NOT b:2 -> operator "&&", again as text: a:1 && b:2
a:1 || NOT b:2 -> operator "||", again as text: a:1 || b:2' ]
