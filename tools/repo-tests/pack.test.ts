import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestOf, PUBLISHED } from '../release-tools/published-packages.ts';
import { PackedProject } from './packed-project.ts';

/** The packed packages, unpacked into an empty project, as users have them. */
let project: PackedProject;
beforeAll(() => {
  project = new PackedProject();
  project.add('sandbox');
  project.add('cli');
});
afterAll(() => project.remove());

describe('the packed packages work in an empty project', () => {
  const use = `
    const secuconnect = new Secuconnect({ baseUrl: 'http://127.0.0.1:59999/api/v2', auth: { token: 't' } });
    secuconnect.smart.transactions.get('STX_1').catch((error) => console.log(isSecuconnectError(error), error.outcome));
  `;
  test('the client works with import', () => {
    project.write('use.mjs', `import { Secuconnect, isSecuconnectError } from '@secuconnect/client';${use}`);
    expect(project.run(['use.mjs']).trim()).toBe('true no-effect');
  });

  test('the client works with require', () => {
    project.write('use.cjs', `const { Secuconnect, isSecuconnectError } = require('@secuconnect/client');${use}`);
    expect(project.run(['use.cjs']).trim()).toBe('true no-effect');
  });

  test('the fake API has its own entry, by import and by require', () => {
    const useFake = `
      const fake = createFakeApi();
      fake.on('smart.transactions.get').replyError(404);
      fake.client().smart.transactions.get('STX_1').catch((error) => console.log(isNotFoundError(error)));`;
    project.write(
      'fake.mjs',
      `import { isNotFoundError } from '@secuconnect/client'; import { createFakeApi } from '@secuconnect/client/testing';${useFake}`,
    );
    project.write(
      'fake.cjs',
      `const { isNotFoundError } = require('@secuconnect/client'); const { createFakeApi } = require('@secuconnect/client/testing');${useFake}`,
    );
    const outputs = ['fake.mjs', 'fake.cjs'].map((file) => project.run([file]).trim());
    expect(outputs).toEqual(['true', 'true']);
  });

  test('receipts have their own entry, by import and by require', () => {
    const print = `console.log(receiptText(['Summe'], { width: 10 }));`;
    project.write('receipt.mjs', `import { receiptText } from '@secuconnect/client/receipts';${print}`);
    project.write('receipt.cjs', `const { receiptText } = require('@secuconnect/client/receipts');${print}`);
    for (const file of ['receipt.mjs', 'receipt.cjs']) expect(project.run([file])).toBe('Summe\n');
  });

  test('personal data has its own entry, by import and by require', () => {
    const print = `console.log(maskPersonalData({ email: 'max@example.com', id: 'PCU_1' }));`;
    project.write('mask.mjs', `import { maskPersonalData } from '@secuconnect/client/personal-data';${print}`);
    project.write('mask.cjs', `const { maskPersonalData } = require('@secuconnect/client/personal-data');${print}`);
    for (const file of ['mask.mjs', 'mask.cjs']) expect(project.run([file])).toBe("{ email: '***', id: 'PCU_1' }\n");
  });

  test.each([
    ['import', 'mjs', `import { fileTokenStore } from '@secuconnect/client/node';`],
    ['require', 'cjs', `const { fileTokenStore } = require('@secuconnect/client/node');`],
  ])('the entry for Node works with %s', (_, extension, statement) => {
    const file = `node.${extension}`;
    project.write(
      file,
      `${statement}
       const store = fileTokenStore(process.argv[2]);
       store.lock('key', async () => 'alone').then(console.log);`,
    );
    expect(project.run([file, 'tokens']).trim()).toBe('alone');
  });

  test('pushes have their own entry, by import and by require', () => {
    const pushes = `console.log(typeof createPushHandler, isIpInRanges('::1', []));`;
    project.write(
      'pushes.mjs',
      `import { createPushHandler, isIpInRanges } from '@secuconnect/client/pushes';${pushes}`,
    );
    project.write(
      'pushes.cjs',
      `const { createPushHandler, isIpInRanges } = require('@secuconnect/client/pushes');${pushes}`,
    );
    for (const file of ['pushes.mjs', 'pushes.cjs']) {
      expect(project.run([file]).trim()).toBe('function false');
    }
  });

  test('the api package contains the OpenAPI document', () => {
    project.write(
      'spec.mjs',
      `import spec from '@secuconnect/api/openapi.json' with { type: 'json' }; console.log(spec.openapi);`,
    );
    expect(project.run(['spec.mjs']).trim()).toBe('3.1.0');
  });

  test('no package depends on another one of ours, so that each is installed alone', () => {
    const dependencies = PUBLISHED.map((name) => manifestOf(name).dependencies ?? {}).map(Object.keys);
    expect(dependencies.flat().filter((name) => name.startsWith('@secuconnect/'))).toEqual([]);
  });

  test('the command line calls an operation, and has the sandbox', () => {
    const command = 'node_modules/@secuconnect/cli/dist/cli.js';
    const variables = { SECUCONNECT_BASE_URL: 'http://127.0.0.1:59999/api/v2', XDG_CONFIG_HOME: project.folder };
    const create = ['smart', 'transactions', 'create', '-d', 'basket_info.sum=1995', '--dry-run'];
    expect(project.run([command, ...create], variables)).toContain(`--data-raw '{"basket_info":{"sum":1995}}'`);
    expect(project.run([command, 'sandbox', '--help'], variables)).toContain('--history');
    expect(project.run([command, '--version'], variables).trim()).toBe(manifestOf('cli').version);
  });

  test('the client has no dependency', () => {
    expect(manifestOf('client').dependencies).toBeUndefined();
  });

  test.each(['api', 'client', 'sandbox'])('the exports map of the %s package is valid', (name) => {
    expect(project.runTool('publint', ['--strict', `node_modules/@secuconnect/${name}`])).toContain('All good');
    // Includes the resolution without an exports map, for which the folder entries exist.
    const verdict = project.runTool('@arethetypeswrong/cli', [
      project.tarball(name),
      '--exclude-entrypoints',
      'openapi.json',
    ]);
    expect(verdict).toContain('No problems');
  });
});
