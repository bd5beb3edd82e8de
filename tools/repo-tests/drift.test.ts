import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@secuconnect/sandbox/server';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SECRET = 'Erika-Secret';

/** A sandbox, and a proxy in front of it that changes one response and counts what does not read. */
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let proxy: Server;
let change: (path: string, body: string) => string = (_, body) => body;
const writes: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  proxy = createServer(async (request, response) => {
    if (request.method !== 'GET' && !request.url!.includes('oauth')) writes.push(`${request.method} ${request.url}`);
    const { host: _, ...headers } = request.headers as Record<string, string>;
    const sent = await text(request);
    const received = await fetch(new URL(request.url!, sandbox.url), {
      method: request.method!,
      headers,
      ...(request.method !== 'GET' && { body: sent }),
    });
    const body = change(request.url!, await received.text());
    response.writeHead(received.status, { 'content-type': received.headers.get('content-type') ?? 'text/plain' });
    response.end(body);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await sandbox.close();
});

async function drift(variables: Record<string, string> = {}) {
  const { port } = proxy.address() as AddressInfo;
  const env = {
    ...process.env,
    SECUCONNECT_ENVIRONMENT: '',
    SECUCONNECT_BASE_URL: sandbox.baseUrl.replace(/:\d+/, `:${port}`),
    SECUCONNECT_TOKEN: '',
    SECUCONNECT_CLIENT_ID: 'drift',
    SECUCONNECT_CLIENT_SECRET: SECRET,
    ...variables,
  };
  const child = spawn(process.execPath, ['scripts/drift.ts'], { cwd: root, env });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const output = (await Promise.all([text(child.stdout), text(child.stderr)])).join('');
  return { status: await closed, output };
}

test('without credentials nothing is measured', async () => {
  const { status, output } = await drift({ SECUCONNECT_CLIENT_ID: '' });
  expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/^There are no credentials/) });
});

test('an environment that is what the document says has no drift, and is only read', async () => {
  change = (_, body) => body;
  const { status, output } = await drift();
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringMatching(/^[1-9]\d+ operations judged, \d+ not; 0 violations, 0 differences/m),
  });
  expect(writes).toEqual([]);
});

test('new fields and values are drift, forbidden ones violations, and no value is printed', async () => {
  change = (path, body) => {
    if (!path.includes('/General/Contracts?') || !body.startsWith('{')) return body;
    const list = JSON.parse(body) as { count: unknown; data: Record<string, unknown>[] };
    for (const one of list.data) one['nickname'] = SECRET;
    return JSON.stringify({ ...list, count: SECRET });
  };
  const { status, output } = await drift();
  expect(output).toContain(
    'drift      general.contracts.list  data/[]/nickname: the document does not have this field',
  );
  expect(output).toMatch(/^violation {2}general\.contracts\.list {2}count: must be integer$/m);
  expect(output).not.toContain(SECRET);
  expect(status).toBe(1);
});
