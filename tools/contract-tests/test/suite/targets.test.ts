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

let platform: ExampleServer | undefined;
afterEach(() => platform?.close());

interface Ended {
  readonly status: number | null;
  readonly said: string;
  readonly report: Report;
}

/** `pnpm contract` as a user runs it, against a server of this machine. */
async function contract(...args: string[]): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|CONTRACT)/.test(name));
  const credentials = { SECUCONNECT_CLIENT_ID: 'shop', SECUCONNECT_CLIENT_SECRET: 'secret' };
  const env = { ...Object.fromEntries(inherited), ...credentials, CONTRACT_REPORT: folder, NO_COLOR: '1' };
  const base = ['--base-url', platform!.baseUrl, '--operations', OPERATIONS.join(',')];
  const child = spawn(process.execPath, ['scripts/contract.ts', ...args, ...base], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  return { status, said, report };
}

const called = () => [...new Set(platform!.seen.flatMap(({ operation }) => operation ?? []))].sort();

describe('the testing environment', () => {
  test('a field, a type and a status that depart from the document are reported by operation and field', async () => {
    platform = await startExampleServer({
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
    const { status, said, report } = await contract('--target', 'testing');

    const drift = Object.fromEntries(report.drift.map(({ operation, found }) => [operation, found]));
    expect(drift['smart.transactions.list']).toEqual([expect.stringMatching(/^count: .*integer/)]);
    expect(drift['smart.transactions.get']).toEqual([
      expect.stringMatching(/^status: .*string/),
      expect.stringMatching(/^brand_new: the document does not have this field/),
    ]);
    expect(drift['general.stores.get']).toContainEqual(expect.stringMatching(/^status: .*206/));
    expect(said).toContain('brand_new: the document does not have this field');
    expect(status).toBe(1);

    // It isReadOnly, and nothing else; and it asks for what the server has, not for what the document shows.
    expect(called()).toEqual(['general.stores.get', 'smart.transactions.get', 'smart.transactions.list']);
    expect(platform.seen.map(({ path }) => path)).toContain('/Smart/Transactions/STX_LISTED');
    expect(
      report.rows.find(({ operation }) => operation === 'smart.transactions.create')?.cells['examples']?.state,
    ).toBe('not applicable');
  });

  test('writes only when they are allowed, and passes when nothing departs', async () => {
    platform = await startExampleServer();
    const { status, said, report } = await contract('--target', 'testing', '--allow-writes');
    expect(report.problems).toEqual([]);
    expect(said).toContain('No answer departs from the document.');
    expect(called()).toEqual([...OPERATIONS].sort());
    expect(status).toBe(0);
  });
});

describe('what a target needs', () => {
  const complete = { SECUCONNECT_CLIENT_ID: 'shop', SECUCONNECT_CLIENT_SECRET: 'secret' };

  test.each([
    ['an unknown target is refused', { CONTRACT_TARGET: 'production' }, 'There is no target production'],
    ['the sandbox needs a base URL', { CONTRACT_TARGET: 'sandbox' }, '--base-url'],
    ['a base URL is a URL', { CONTRACT_TARGET: 'sandbox', SECUCONNECT_BASE_URL: 'localhost' }, 'is not a URL'],
    ['the testing environment needs credentials', { CONTRACT_TARGET: 'testing' }, 'SECUCONNECT_CLIENT_ID'],
  ])('%s', (_, env, reason) => {
    expect(() => targetFrom(env)).toThrow(reason);
  });

  test('the mock is the target when none is named, and the testing environment is found by itself', () => {
    expect(targetFrom({})).toEqual({ kind: 'mock' });
    expect(targetFrom({ ...complete, CONTRACT_TARGET: 'testing' })).toMatchObject({
      baseUrl: 'https://connect-testing.secuconnect.com/api/v2',
      writes: false,
    });
  });
});
