import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { targetFrom } from '../../src/targets/target.ts';
import { startExampleServer, type ExampleServer } from './example-server.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const OPERATIONS = [
  'smart.transactions.list',
  'smart.transactions.get',
  'smart.transactions.create',
  'general.stores.get',
];

let server: ExampleServer | undefined;
afterEach(() => server?.close());

interface CommandResult {
  readonly status: number | null;
  readonly output: string;
  readonly report: Report;
}

/** Runs `pnpm contract` as a user does, against a server on localhost. */
async function contract(...args: string[]): Promise<CommandResult> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|CONTRACT)/.test(name));
  const credentials = { SECUCONNECT_CLIENT_ID: 'shop', SECUCONNECT_CLIENT_SECRET: 'secret' };
  const env = { ...Object.fromEntries(inherited), ...credentials, CONTRACT_REPORT: folder, NO_COLOR: '1' };
  const base = ['--base-url', server!.baseUrl, '--operations', OPERATIONS.join(',')];
  const child = spawn(process.execPath, ['scripts/contract.ts', ...args, ...base], { cwd: root, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  return { status, output, report };
}

const calledOperations = () => [...new Set(server!.seen.flatMap(({ operation }) => operation ?? []))].sort();

describe('a run against the testing environment', () => {
  test('reports a field, a type and a status that differ from the document, by operation and field', async () => {
    server = await startExampleServer({
      'smart.transactions.list': ({ status, body }) => ({
        status,
        body: { ...(body as object), count: 'many', data: [{ object: 'smart.transactions', id: 'STX_LISTED' }] },
      }),
      'smart.transactions.get': ({ status, body }) => ({
        status,
        body: { ...(body as object), status: 5, brand_new: 1 },
      }),
      'general.stores.get': ({ body }) => ({ status: 206, body }),
    });
    const { status, output, report } = await contract('--target', 'testing');

    const drift = Object.fromEntries(report.drift.map(({ operation, found }) => [operation, found]));
    expect(drift['smart.transactions.list']).toEqual([expect.stringMatching(/^count: .*integer/)]);
    expect(drift['smart.transactions.get']).toEqual([
      expect.stringMatching(/^status: .*string/),
      expect.stringMatching(/^brand_new: the document does not have this field/),
    ]);
    expect(drift['general.stores.get']).toContainEqual(expect.stringMatching(/^status: .*206/));
    expect(output).toContain('brand_new: the document does not have this field');
    expect(status).toBe(1);

    // It only reads, and it uses the ids of the server, not those of the document.
    expect(calledOperations()).toEqual(['general.stores.get', 'smart.transactions.get', 'smart.transactions.list']);
    expect(server.seen.map(({ path }) => path)).toContain('/Smart/Transactions/STX_LISTED');
    expect(
      report.rows.find(({ operation }) => operation === 'smart.transactions.create')?.cells['examples']?.state,
    ).toBe('not applicable');
  });

  test('writes only if that is allowed, and succeeds if nothing differs', async () => {
    server = await startExampleServer();
    const { status, output, report } = await contract('--target', 'testing', '--allow-writes');
    expect(report.problems).toEqual([]);
    expect(output).toContain('No response differs from the document.');
    expect(calledOperations()).toEqual([...OPERATIONS].sort());
    expect(status).toBe(0);
  });
});

describe('the settings of a target', () => {
  const complete = { SECUCONNECT_CLIENT_ID: 'shop', SECUCONNECT_CLIENT_SECRET: 'secret' };

  test.each([
    ['an unknown target throws', { CONTRACT_TARGET: 'production' }, 'Unknown target production'],
    [
      'an invalid base URL throws',
      { CONTRACT_TARGET: 'sandbox', SECUCONNECT_BASE_URL: 'localhost' },
      'is not a valid URL',
    ],
    ['the testing environment without credentials throws', { CONTRACT_TARGET: 'testing' }, 'SECUCONNECT_CLIENT_ID'],
  ])('%s', (_, env, reason) => {
    expect(() => targetFrom(env)).toThrow(reason);
  });

  test('the mock is the default target, and the testing environment has a default base URL', () => {
    expect(targetFrom({})).toEqual({ kind: 'mock' });
    expect(targetFrom({ ...complete, CONTRACT_TARGET: 'testing' })).toMatchObject({
      baseUrl: 'https://connect-testing.secuconnect.com/api/v2',
      writes: false,
    });
  });
});
