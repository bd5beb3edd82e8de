/**
 * `pnpm bench:size`: the size of the SDK in a minified bundle, and the part of the resource layer of all operations. The sizes are exact, so
 * this is also a test: it fails above the limits.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const transport = `const transport = { call: async (operation, input) => console.log(operation, input) };`;
const options = `{ environment: 'testing', auth: { clientId: 'shop', clientSecret: 'secret' } }`;
const oneCall = `import { createTransport, SmartTransactions } from '@secuconnect/client'; globalThis.call = new SmartTransactions(createTransport(${options})).get('STX_1');`;

/** Programs, and their limits in bytes, gzip. */
const programs: [what: string, limit: number, bytes: number][] = [
  [
    'all resources of the api package over a custom transport',
    4_096 + 1_024,
    await size(`import { Resources } from '@secuconnect/api'; ${transport} globalThis.api = new Resources(transport);`),
  ],
  ['one call of one resource, with client credentials, retries, timeouts and errors', 21_760, await size(oneCall)],
  [
    'the same with paging',
    24_480,
    await size(
      `import { createTransport, paging, SmartTransactions } from '@secuconnect/client'; globalThis.list = new SmartTransactions(createTransport(${options}, paging)).list();`,
    ),
  ],
  [
    'the whole client',
    27_520,
    await size(`import { Secuconnect } from '@secuconnect/client'; globalThis.client = new Secuconnect(${options});`),
  ],
];
const resources = programs[0]![2] - (await size(`${transport} globalThis.api = transport;`));
programs.splice(1, 0, ['the resource layer alone (the line above without its empty program)', 4_096, resources]);

let over = false;
for (const [what, limit, bytes] of programs) {
  const fits = bytes <= limit;
  over ||= !fits;
  console.log(`${fits ? 'ok  ' : 'OVER'} ${text(bytes)} of ${text(limit)} bytes gzip  ${what}`);
}
process.exitCode = over ? 1 : 0;

/** What a program pays for what it imports besides, beside the call of one resource. */
const features: [what: string, program: string][] = [
  ['paging', `import { paging } from '@secuconnect/client'; globalThis.feature = paging;`],
  ['q', `import { q } from '@secuconnect/client'; globalThis.feature = q;`],
  ['deviceGrant', `import { deviceGrant } from '@secuconnect/client'; globalThis.feature = deviceGrant;`],
  ['appUserGrant', `import { appUserGrant } from '@secuconnect/client'; globalThis.feature = appUserGrant;`],
  [
    'refreshTokenGrant',
    `import { refreshTokenGrant } from '@secuconnect/client'; globalThis.feature = refreshTokenGrant;`,
  ],
  [
    'memoryTokenStore',
    `import { memoryTokenStore } from '@secuconnect/client'; globalThis.feature = memoryTokenStore;`,
  ],
  ['uploadFile', `import { uploadFile } from '@secuconnect/client'; globalThis.feature = uploadFile;`],
  ['downloadFile', `import { downloadFile } from '@secuconnect/client'; globalThis.feature = downloadFile;`],
  ['formatMoney', `import { formatMoney } from '@secuconnect/client'; globalThis.feature = formatMoney;`],
  ['flows (all)', `import * as flows from '@secuconnect/client/flows'; globalThis.feature = flows;`],
  ['pushes (all)', `import * as pushes from '@secuconnect/client/pushes'; globalThis.feature = pushes;`],
  ['receipts (all)', `import * as receipts from '@secuconnect/client/receipts'; globalThis.feature = receipts;`],
  ['redis (all)', `import * as redis from '@secuconnect/client/redis'; globalThis.feature = redis;`],
  ['postgres (all)', `import * as postgres from '@secuconnect/client/postgres'; globalThis.feature = postgres;`],
  ['personal-data (all)', `import * as data from '@secuconnect/client/personal-data'; globalThis.feature = data;`],
];
const alone = await size(oneCall);
console.log('\nWhat is added to the one call by');
for (const [what, program] of features) console.log(`${text((await size(`${oneCall} ${program}`)) - alone)}  ${what}`);

function text(bytes: number): string {
  return bytes.toLocaleString('en').padStart(7);
}

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
