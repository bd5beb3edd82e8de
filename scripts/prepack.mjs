/**
 * The guard before `pack` and `publish`, run in the folder of a package: it stops a tarball that would lack code, have the code of other sources,
 * or depend on `workspace:^`. With `--built`, the last step of a build, it records the sources that were built.
 *
 * Plain JavaScript, because any package manager may run it with any Node. Sources are compared by content: their times change with each checkout,
 * while turbo leaves a build in place that fits them.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = process.cwd();
const manifest = readManifest(folder);
/** Beside the built code, so that the cache of turbo restores both; `files` keeps it out of the tarball. */
const RECORD = join(folder, 'dist', 'sources.sha256');
/** All of them are inputs of the task in `turbo.json`, so that a build follows each change. */
const SOURCES = [
  ...[
    'tsconfig.base.json',
    'tsdown.base.ts',
    'tools/platform-facts/src',
    'packages/api/src',
    'packages/api/openapi.json',
    // The command line contains the other packages.
    ...(manifest.name === '@secuconnect/cli' ? ['packages/client/src', 'packages/sandbox/src'] : []),
  ].map((path) => join(root, path)),
  ...['src', 'package.json', 'tsconfig.json', 'tsdown.config.ts'].map((path) => join(folder, path)),
];

if (process.argv[2] === '--built') writeFileSync(RECORD, sourcesHash());
else check();

function check() {
  const [manager] = (process.env['npm_config_user_agent'] ?? 'pnpm').split('/');
  if (manager !== 'pnpm')
    stop(`${manager} may leave \`workspace:^\` in the dependencies of ${manifest.name}. Run \`pnpm pack:all\`.`);
  const missing = namedFiles(folder, manifest).find((file) => !existsSync(file));
  if (missing)
    stop(
      `${manifest.name} is not built: ${relative(folder, missing)} is missing. Run \`pnpm build\` at the root of the repository.`,
    );
  if (!existsSync(RECORD) || readFileSync(RECORD, 'utf8') !== sourcesHash())
    stop(`The build of ${manifest.name} is older than its sources. Run \`pnpm build\` at the root of the repository.`);
}

/** Every file that the manifest, or one of a folder entry, sends programs and tools to. */
function namedFiles(from, { exports, main, module, types, bin, files = [] }) {
  const entries = files.map((path) => join(from, path)).filter((path) => existsSync(join(path, 'package.json')));
  return [
    ...pathsIn([exports, main, module, types, bin]).map((path) => join(from, path)),
    ...entries.flatMap((entry) => namedFiles(entry, readManifest(entry))),
  ];
}

function pathsIn(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

function sourcesHash() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesIn))
    hash
      .update(`${relative(root, file).replaceAll('\\', '/')}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function readManifest(from) {
  return JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
