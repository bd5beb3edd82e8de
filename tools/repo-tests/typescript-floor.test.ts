import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PackedProject, run } from './packed-project.ts';

/** The oldest TypeScript that understands the declarations, as the READMEs say, and the one of this repository. */
const VERSIONS = ['typescript-5.4', 'typescript'];

/** Exports of a user's project without type annotations: its declarations name the types of the packages. */
const PROGRAM = `
import { createTransport, deviceGrant, downloadFile, memoryTokenStore, optionsFromEnv, q, Secuconnect, SmartTransactions, uploadFile } from '@secuconnect/client';
import { checkout, refund, updateTransaction, waitForStatus } from '@secuconnect/client/flows';
import { fileFromPath, fileTokenStore } from '@secuconnect/client/node';
import { createPushHandler, memoryPushStore, toNodeHandler } from '@secuconnect/client/pushes';
import { receiptText } from '@secuconnect/client/receipts';
import { createFakeApi, fixtures } from '@secuconnect/client/testing';
export const transport = createTransport(optionsFromEnv());
export const transactions = new SmartTransactions(transport);
export const secuconnect = new Secuconnect(optionsFromEnv());
export const list = secuconnect.smart.transactions.list({ q: q\`status:\${'ok'}\` });
export const waiting = waitForStatus(secuconnect, 'STX_1', { until: async ({ status }) => status === 'ok' });
export const opened = checkout(secuconnect, { intent: 'sale' });
export const refunded = refund(secuconnect, 'PCI_1', { amount: 500 });
export const updated = updateTransaction(secuconnect, 'STX_1', {});
export const source = fileFromPath('file');
export const uploaded = uploadFile(secuconnect, new Uint8Array());
export const bytes = downloadFile(secuconnect, 'DUP_1').then((download) => download.bytes());
export const blob = bytes.then((one) => new Blob([one]));
export const stores = [fileTokenStore('tokens'), memoryTokenStore()];
export const grant = deviceGrant({ clientId: 'a', clientSecret: 'b', uuid: 'c', onUserCode: () => undefined } as never);
export const handler = createPushHandler({ secuconnect, handlers: {} } as never);
export const server = toNodeHandler(handler);
export const pushStore = memoryPushStore();
export const fake = createFakeApi();
export const object = fixtures.smartTransaction();
export const text = receiptText([]);
`;

/** Of the ways to resolve modules that do not decide the kind of module themselves. */
const MODULE_KINDS = { Bundler: 'ESNext', Node10: 'CommonJS' };

/** A program that loads the packages both ways. `PendingCall` has a private part and `unbounded` is a symbol: no copy of their types fits. */
const REQUIRES = `
import api = require('@secuconnect/api');
import client = require('@secuconnect/client');
export declare const call: api.PendingCall<string>;
export const unbounded: typeof client.q.unbounded = client.q.unbounded;
`;
const IMPORTS = `
import type { PendingCall } from '@secuconnect/api';
import { q } from '@secuconnect/client';
import { call, unbounded } from './requires.cjs';
export const same: [PendingCall<string>, typeof q.unbounded] = [call, unbounded];
`;

let project: PackedProject;
beforeAll(() => {
  project = new PackedProject();
  project.write('use.ts', PROGRAM);
});
afterAll(() => project.remove());

const compilerFor = (version: string): string =>
  join(fileURLToPath(new URL('../..', import.meta.url)), 'node_modules', version, 'bin', 'tsc');

describe.each(VERSIONS)('the declarations are valid for %s', (version) => {
  test.each(['Bundler', 'NodeNext', 'Node16', 'Node10'])(
    'and name every inferred type (moduleResolution %s)',
    (moduleResolution) => {
      const compilerOptions = {
        declaration: true,
        emitDeclarationOnly: true,
        outDir: 'out',
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        module: MODULE_KINDS[moduleResolution as keyof typeof MODULE_KINDS] ?? moduleResolution,
        moduleResolution,
        types: [],
      };
      project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.ts'] }));
      expect(run(process.execPath, [compilerFor(version), '-p', '.'], project.folder)).toBe('');
      const declarations = project.read('out/use.d.ts');
      expect(declarations).toMatch(/transport: import\("@secuconnect\/\w+"\)\.Transport</);
      expect(declarations).not.toMatch(/#private|^export declare const \w+: any\b/m);
    },
  );

  test('and are the same for import and require', () => {
    project.write('requires.cts', REQUIRES);
    project.write('imports.mts', IMPORTS);
    const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module: 'NodeNext', types: [] };
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['imports.mts'] }));
    expect(run(process.execPath, [compilerFor(version), '-p', '.'], project.folder)).toBe('');
  });
});
