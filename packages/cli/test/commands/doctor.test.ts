import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../src/doctor/network.ts';
import { useServer } from '../sandbox.ts';
import { run } from '../terminal.ts';

const server = useServer();

/** An API with the clock of another time. */
const slow = createServer((_request, response) => {
  response.writeHead(401, { date: new Date(Date.now() - 3_600_000).toUTCString(), 'content-type': 'application/json' });
  response.end('{}');
});
beforeAll(() => new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve)));
afterAll(() => slow.close());

async function findings(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; found: Record<string, Finding> }> {
  const { code, stdout } = await run(['doctor', '--json', ...args], { env });
  const { findings: list } = JSON.parse(stdout) as { findings: Finding[] };
  return { code, found: Object.fromEntries(list.map((one) => [one.check, one])) };
}

test('finds nothing where everything is in order', async () => {
  const { code, found } = await findings([], server.env);
  expect(code).toBe(0);
  for (const check of ['node', 'proxy', 'environment', 'connection', 'clock', 'credentials'])
    expect(found[check]).toMatchObject({ status: 'ok' });
});

test('finds rejected credentials', async () => {
  const { code, found } = await findings([], { ...server.env, SECUCONNECT_CLIENT_SECRET: 'wrong' });
  expect(code).toBe(3);
  expect(found['credentials']).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('invalid_client') as unknown,
  });
});

test('finds an API that cannot be reached, and goes on looking', async () => {
  const { code, found } = await findings([], { ...server.env, SECUCONNECT_BASE_URL: 'http://127.0.0.1:1/api/v2' });
  expect(code).toBe(4);
  expect(found['connection']).toMatchObject({ status: 'failed' });
  expect(found['credentials']).toMatchObject({ status: 'failed' });
});

test('finds a clock that is an hour ahead', async () => {
  const { port } = slow.address() as AddressInfo;
  const { found } = await findings([], {
    SECUCONNECT_BASE_URL: `http://127.0.0.1:${port}/api/v2`,
    SECUCONNECT_TOKEN: 'test-token',
  });
  expect(found['clock']).toMatchObject({
    status: 'warning',
    detail: expect.stringMatching(/3\d{3} s ahead of/) as unknown,
  });
});

test('finds proxy variables that Node ignores, and certificates that are not checked', async () => {
  const { found } = await findings([], {
    ...server.env,
    HTTPS_PROXY: 'http://proxy:3128',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  });
  expect(found['proxy']).toMatchObject({
    status: 'warning',
    detail: expect.stringContaining('HTTPS_PROXY') as unknown,
  });
  expect(found['node']).toMatchObject({ status: 'warning' });
});

test('finds what is wrong with a push URL', async () => {
  const env = { ...server.env, SECUCONNECT_PUSH_KEYS: 'a:0123456789abcdef0123456789abcdef' };
  const { code, found } = await findings(['--push-url', `${server.sandbox.url}/pushes`], env);
  expect(code).toBe(1);
  expect(found['push sign']).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('missing-signature') as unknown,
  });
  expect(found['push host']).toMatchObject({ status: 'warning' });
  expect(found['push server']).toMatchObject({ status: 'ok' });
});
