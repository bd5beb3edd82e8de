#!/usr/bin/env bash
# A site of one page is built for a static host, which sends 404.html for an address that it does not know.
# Expected: 404.html has the text of that page, as every other page has its own.
# Seen with VitePress 1.6.4: its body is an empty element for the script to fill, also if the site has a page 404.md, of which only the title is there. A
# reader without JavaScript gets a blank page.
#   index.html: its title, its text
#   404.html: its title, an empty element
#   404.html, made from 404.md: its title, an empty element
# So what such a reader shall see is added by `transformHtml`, inside of `noscript`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund vitepress@1.6.4

cat > look.mjs << 'PROGRAM'
import { readFileSync } from 'node:fs';

const [, , file, title, name = file] = process.argv;
const html = readFileSync(`docs/.vitepress/dist/${file}`, 'utf8');
const bodyAt = html.indexOf('<body');
const [head, body] = [html.slice(0, bodyAt), html.slice(bodyAt)];
const contents = body.includes('<div id="app"></div>') ? 'an empty element' : body.includes(title) ? 'its text' : 'something else';
console.log(`${name}: ${head.includes(`<title>${title} |`) ? 'its title' : 'another title'}, ${contents}`);
PROGRAM

build() { npx vitepress build docs > /dev/null 2>&1; }
mkdir docs
echo '# Opening hours' > docs/index.md
build
{
  node look.mjs index.html 'Opening hours'
  node look.mjs 404.html '404'
  echo '# We have no such page' > docs/404.md
  build
  node look.mjs 404.html 'We have no such page' '404.html, made from 404.md'
} > seen

diff - seen << 'EXPECTED'
index.html: its title, its text
404.html: its title, an empty element
404.html, made from 404.md: its title, an empty element
EXPECTED
cat seen
