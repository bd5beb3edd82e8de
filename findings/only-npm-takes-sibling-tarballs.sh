#!/usr/bin/env bash
# Two tarballs are installed in one command, and the second depends on the first by name and version range.
# Expected: every package manager takes the dependency from the tarball that it was given in the same command.
# Seen: npm does; pnpm 12.21.0, Yarn 1.22.22, Yarn 4.18.1 and Bun 1.3.14 look the dependency up in the registry, and fail because it is not there:
#   npm: installed
#   pnpm: asked the registry
#   Yarn 1: asked the registry
#   Yarn 4: asked the registry
#   Bun: asked the registry
# So packages that are not published yet can be tried as tarballs only if they do not depend on each other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

for name in base top; do mkdir "$name"; done
echo '{ "name": "@sibling-tarballs-finding/base", "version": "1.0.0" }' > base/package.json
echo '{ "name": "@sibling-tarballs-finding/top", "version": "1.0.0", "dependencies": { "@sibling-tarballs-finding/base": "^1.0.0" } }' > top/package.json
(cd base && npm pack --silent --pack-destination .. > /dev/null)
(cd top && npm pack --silent --pack-destination .. > /dev/null)
base="$folder/sibling-tarballs-finding-base-1.0.0.tgz"
top="$folder/sibling-tarballs-finding-top-1.0.0.tgz"

mkdir managers
echo '{ "private": true }' > managers/package.json
(cd managers && npm install --silent --no-audit --no-fund --ignore-scripts pnpm@12.21.0 yarn-1@npm:yarn@1.22.22 yarn-4@npm:@yarnpkg/cli-dist@4.18.1 bun@npm:@oven/bun-linux-x64@1.3.14)
modules="$folder/managers/node_modules"

# try NAME COMMAND ...
try() {
  local name=$1
  shift
  mkdir "project of $name"
  (
    cd "project of $name"
    echo '{ "private": true }' > package.json
    if "$@" "$base" "$top" > ../log 2>&1; then echo "$name: installed"; fi
  )
  if ! [ -e "project of $name/node_modules/@sibling-tarballs-finding/top" ]; then
    grep -qiE '404|not found|find package' log && echo "$name: asked the registry"
  fi
}

output=$(
  try npm npm install
  try pnpm node "$modules/pnpm/bin/pnpm.mjs" add
  try 'Yarn 1' node "$modules/yarn-1/bin/yarn.js" add
  try 'Yarn 4' node "$modules/yarn-4/bin/yarn.js" add
  try Bun "$modules/bun/bin/bun" add
)
echo "$output"
[ "$output" = "npm: installed
pnpm: asked the registry
Yarn 1: asked the registry
Yarn 4: asked the registry
Bun: asked the registry" ]
