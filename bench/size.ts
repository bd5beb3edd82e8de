/**
 * `pnpm bench:size`: the size of the SDK in a minified bundle, and the part of the resource layer of all operations. The sizes are exact, so
 * this is also a test: it fails above the limits.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Limits in bytes, gzip. */
const LIMITS = {
  'all resources of the api package over a custom transport': 4_096 + 1_024,
  'the resource layer alone (the line above without its empty program)': 4_096,
  'one resource with auth, retries and paging': 22_528,
  'the whole client': 25_700,
};

const transport = `const transport = { call: async (operation, input) => console.log(operation, input) };`;
const sizes = {
  'all resources of the api package over a custom transport': await size(
    `import { Resources } from '@secuconnect/api'; ${transport} globalThis.api = new Resources(transport);`,
  ),
  'the resource layer alone (the line above without its empty program)': 0,
  'one resource with auth, retries and paging': await size(
    `import { createTransport, SmartTransactions } from '@secuconnect/client'; globalThis.list = new SmartTransactions(createTransport({ environment: 'testing', auth: { token: 't' } })).list();`,
  ),
  'the whole client': await size(
    `import { Secuconnect } from '@secuconnect/client'; globalThis.client = new Secuconnect({ environment: 'testing', auth: { token: 't' } });`,
  ),
};
sizes['the resource layer alone (the line above without its empty program)'] =
  sizes['all resources of the api package over a custom transport'] -
  (await size(`${transport} globalThis.api = transport;`));

let over = false;
for (const [what, bytes] of Object.entries(sizes) as [keyof typeof LIMITS, number][]) {
  const fits = bytes <= LIMITS[what];
  over ||= !fits;
  console.log(
    `${fits ? 'ok  ' : 'OVER'} ${bytes.toLocaleString('en').padStart(7)} of ${LIMITS[what].toLocaleString('en').padStart(7)} bytes gzip  ${what}`,
  );
}
process.exitCode = over ? 1 : 0;

async function size(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}
