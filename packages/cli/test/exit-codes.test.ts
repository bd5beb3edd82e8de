import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../src/exit-codes.ts';
import { useServer } from './sandbox.ts';
import { run } from './terminal.ts';

const server = useServer();
const create = ['smart', 'transactions', 'create', '-d', 'basket_info.sum=1995', '-d', 'basket_info.currency=EUR'];
const missing = ['smart', 'transactions', 'get', 'STX_NONE'];

describe('the exit code is', () => {
  test('0 for a call that succeeds', async () => {
    expect(await run(create, { env: server.env })).toMatchObject({ code: 0, stderr: '' });
  });

  test('1 for a call that the API rejects, with the outcome and the support id', async () => {
    const { code, stderr } = await run(missing, { env: server.env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/status 404.*Support id \w+/);
    expect(stderr).toContain('Outcome: nothing has changed.');
  });

  test('3 for credentials that are rejected, or that there are none of', async () => {
    expect(await run(missing, { env: { ...server.env, SECUCONNECT_CLIENT_SECRET: 'wrong' } })).toMatchObject({
      code: 3,
    });
    expect(await run(missing, { env: { SECUCONNECT_BASE_URL: server.sandbox.baseUrl } })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('secuconnect login --base-url') as unknown,
    });
  });

  test('4 for an API that cannot be reached', async () => {
    const env = { SECUCONNECT_BASE_URL: 'http://127.0.0.1:1/api/v2', SECUCONNECT_TOKEN: 'test-token' };
    const { code, stderr } = await run([...create, '--max-retries', '0'], { env });
    expect(code).toBe(4);
    expect(stderr).toContain('Outcome: nothing was sent.');
  });

  test('5 for a write whose response is lost, with what to look at', async () => {
    server.sandbox.control.faults.add({ kind: 'drop-after-commit', operation: 'smart.transactions.create' });
    const { code, stderr } = await run(create, { env: server.env });
    server.sandbox.control.faults.clear();
    expect(code).toBe(5);
    expect(stderr).toContain('Outcome: unknown.');
    expect(stderr).toContain('look for it with smart.transactions');
  });

  test('130 for a call that is interrupted without an effect', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await run(missing, { env: server.env, signal: controller.signal })).toMatchObject({ code: 130 });
  });
});

describe('with --json, an error is one line of JSON on stderr', () => {
  test.each([
    ['of the API', missing, { error: 'NotFoundError', exitCode: 1, outcome: 'no-effect', status: 404 }],
    ['of usage', ['smart', 'transactions', 'nothing'], { error: 'UsageError', exitCode: 2 }],
    ['of the check', ['smart', 'transactions', 'create', '-d', 'x=1'], { error: 'UsageError', exitCode: 2 }],
  ])('%s', async (_, args, expected) => {
    const { stdout, stderr } = await run([...args, '--json'], { env: server.env });
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stderr)).toMatchObject({ ...expected, message: expect.any(String) as unknown });
  });
});

test('no error shows a secret', async () => {
  const env = { ...server.env, SECUCONNECT_CLIENT_SECRET: 'wrong', DEBUG: '1' };
  const { stderr } = await run(missing, { env: { ...env, SECUCONNECT_CLIENT_ID: 'a-client' } });
  expect(stderr).not.toMatch(/client_secret=|"wrong"/);
});

test('the guide has every exit code', () => {
  const guide = readFileSync(fileURLToPath(new URL('../../../docs/guides/command-line.md', import.meta.url)), 'utf8');
  const documented = [...guide.matchAll(/^\| (?<code>\d+) +\|/gm)].map(({ groups }) => Number(groups!['code']));
  expect(documented).toEqual(Object.values(EXIT));
});
