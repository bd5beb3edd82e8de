import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** What a user gets: the packed files, unpacked into an empty project, used by import, by require and by the compiler. */
const root = fileURLToPath(new URL('../..', import.meta.url));
let project: string;

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}${error ?? ''}`);
  return stdout;
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'secuconnect-pack-'));
  for (const name of ['api', 'client']) {
    run('pnpm', ['pack', '--pack-destination', project], join(root, 'packages', name));
    const target = join(project, 'node_modules', '@secuconnect', name);
    mkdirSync(target, { recursive: true });
    const tarball = readdirSync(project).find((file) => file.startsWith(`secuconnect-${name}-`))!;
    run('tar', ['-xzf', join(project, tarball), '--strip-components=1', '-C', target], project);
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(project, { recursive: true }));

describe('the packed packages', () => {
  const use = `
    const secuconnect = new Secuconnect({ baseUrl: 'http://127.0.0.1:59999/api/v2', auth: { token: 't' } });
    secuconnect.smart.transactions.get('STX_1').catch((error) => console.log(isSecuconnectError(error), error.outcome));
  `;
  test('work with import', () => {
    writeFileSync(
      join(project, 'use.mjs'),
      `import { Secuconnect, isSecuconnectError } from '@secuconnect/client';${use}`,
    );
    expect(run(process.execPath, ['use.mjs'], project).trim()).toBe('true not-sent');
  });

  test('work with require', () => {
    writeFileSync(
      join(project, 'use.cjs'),
      `const { Secuconnect, isSecuconnectError } = require('@secuconnect/client');${use}`,
    );
    expect(run(process.execPath, ['use.cjs'], project).trim()).toBe('true not-sent');
  });

  test('bring receipts along, by import and by require', () => {
    const print = `console.log(receiptText(['Summe'], { width: 10 }));`;
    writeFileSync(join(project, 'receipt.mjs'), `import { receiptText } from '@secuconnect/client/receipts';${print}`);
    writeFileSync(
      join(project, 'receipt.cjs'),
      `const { receiptText } = require('@secuconnect/client/receipts');${print}`,
    );
    for (const file of ['receipt.mjs', 'receipt.cjs']) expect(run(process.execPath, [file], project)).toBe('Summe\n');
  });

  test.each([
    ['import', 'mjs', `import { fileStore } from '@secuconnect/client/node';`],
    ['require', 'cjs', `const { fileStore } = require('@secuconnect/client/node');`],
  ])('have an entry for Node that works with %s', (_, extension, statement) => {
    const file = `node.${extension}`;
    writeFileSync(
      join(project, file),
      `${statement}
       const store = fileStore(process.argv[2]);
       store.lock('key', async () => 'alone').then(console.log);`,
    );
    expect(run(process.execPath, [file, join(project, 'tokens')], project).trim()).toBe('alone');
  });

  test('bring the receiving of pushes along, by import and by require', () => {
    const pushes = `console.log(typeof createPushHandler, isAddressIn('::1', []));`;
    writeFileSync(
      join(project, 'pushes.mjs'),
      `import { createPushHandler, isAddressIn } from '@secuconnect/client/pushes';${pushes}`,
    );
    writeFileSync(
      join(project, 'pushes.cjs'),
      `const { createPushHandler, isAddressIn } = require('@secuconnect/client/pushes');${pushes}`,
    );
    for (const file of ['pushes.mjs', 'pushes.cjs']) {
      expect(run(process.execPath, [file], project).trim()).toBe('function false');
    }
  });

  test('bring the OpenAPI document along', () => {
    writeFileSync(
      join(project, 'spec.mjs'),
      `import spec from '@secuconnect/api/openapi.json' with { type: 'json' }; console.log(spec.openapi);`,
    );
    expect(run(process.execPath, ['spec.mjs'], project).trim()).toBe('3.1.0');
  });

  test.each(['Bundler', 'NodeNext'])('have types that a strict project can use (moduleResolution %s)', (resolution) => {
    writeFileSync(
      join(project, 'use.ts'),
      `import { Secuconnect, type SmartTransaction, type SmartTransactions, type TokenStore } from '@secuconnect/client';
       import { fileStore } from '@secuconnect/client/node';
       export const tokenStore: TokenStore = fileStore('tokens');
       const secuconnect = new Secuconnect({ environment: 'testing', auth: { clientId: 'a', clientSecret: 'b' } });
       const body: SmartTransactions.CreateParams = { basket_info: { sum: 1995, currency: 'EUR' } };
       export const created: Promise<SmartTransaction> = secuconnect.smart.transactions.create(body);
       // @ts-expect-error -- an amount is a number
       body.basket_info = { sum: '19.95' };
       for await (const one of secuconnect.smart.transactions.list()) one.status satisfies string | null | undefined;`,
    );
    const module = resolution === 'NodeNext' ? 'NodeNext' : 'ESNext';
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      target: 'es2022',
      module,
      moduleResolution: resolution,
      types: [],
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    run('tsc', ['-p', '.'], project);
  });

  test('name nothing else to install', () => {
    const { dependencies } = JSON.parse(run('cat', ['node_modules/@secuconnect/client/package.json'], project)) as {
      dependencies: object;
    };
    expect(Object.keys(dependencies)).toEqual(['@secuconnect/api']);
  });

  test.each(['api', 'client'])('have an exports map without mistakes (%s)', (name) => {
    run('publint', ['--strict', join(project, 'node_modules', '@secuconnect', name)], project);
    const tarball = readdirSync(project).find((file) => file.startsWith(`secuconnect-${name}-`))!;
    // Without an exports map, as in Node 10, nothing but the main entry can be found; no Node that still runs this is like that.
    run('attw', [join(project, tarball), '--profile', 'node16', '--exclude-entrypoints', 'openapi.json'], project);
  });
});
