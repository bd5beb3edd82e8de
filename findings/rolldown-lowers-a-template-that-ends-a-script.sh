#!/usr/bin/env bash
# rolldown 1.2.19: a tagged template with `</script>` in its text is lowered to a call with the helper `_taggedTemplateLiteral`, although the target knows
# templates. A template with any other end tag stays as it is.
# Expected: both stay templates with the target esnext; at most the slash is escaped.
# Seen on Node 20.20.2:
#   </b> -> lowered: false
#   </script> -> lowered: true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund rolldown@1.2.19
cat > build.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
for (const tag of ['b', 'script']) {
  writeFileSync('entry.js', `export const show = (html, text) => html\`<${tag}>\${text}</${tag}>\`;\n`);
  const bundle = await rolldown({ input: 'entry.js', transform: { target: 'esnext' } });
  const { output } = await bundle.generate({ format: 'esm' });
  const { code } = output[0];
  console.log(`</${tag}> -> lowered: ${code.includes('_taggedTemplateLiteral')}`);
}
JS
output=$(node build.mjs)
echo "$output"
[ "$output" = '</b> -> lowered: false
</script> -> lowered: true' ]
