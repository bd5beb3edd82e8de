import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokenResponse } from '@secuconnect/platform-facts';
import type { SandboxServer } from '@secuconnect/sandbox/server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { examplePrograms } from '../docs-tools/example-programs.ts';
import { environmentFor, runProgram } from '../docs-tools/run-program.ts';
import { attend, failureAgainstSandbox, startSandboxForPrograms } from '../docs-tools/sandbox-for-programs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let sandbox: SandboxServer;
/** For requests past the client. */
let token: string;
/** A working directory, because some examples write files. */
let cwd: string;
beforeAll(async () => {
  sandbox = await startSandboxForPrograms();
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'demo', client_secret: 'demo' });
  const response = await fetch(`${sandbox.url}/oauth/token`, { method: 'POST', body });
  ({ access_token: token } = (await response.json()) as { access_token: string });
  cwd = mkdtempSync(join(tmpdir(), 'secuconnect-examples-'));
});
afterAll(async () => {
  rmSync(cwd, { recursive: true });
  await sandbox.close();
});

/** Runs a server on localhost while `act` runs. */
async function serving<Result>(
  respond: (request: IncomingMessage, response: ServerResponse) => void,
  act: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const sendJson = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const sendToken = (response: ServerResponse): void => sendJson(response, tokenResponse('t'));

const all = examplePrograms().map(({ name, file }) => [name, file] as const);

describe('the programs in examples/', () => {
  test.each(all)('%s runs against the sandbox without breaking the spec', async (_, file) => {
    sandbox.control.requests.clear();
    expect(await failureAgainstSandbox(sandbox, file, { cwd })).toBeUndefined();
    expect(sandbox.control.requests.list().length).toBeGreaterThan(1);
  });

  /** Without the export and the login, which only read, and the push endpoints, which do not start calls. Other tests cover their errors. */
  const paying = all.filter(
    ([name]) => !['transactions-to-csv', 'till-login'].includes(name) && !name.startsWith('push-endpoint-'),
  );

  test.each(paying)('%s prints what to do if the connection breaks at its first write', async (_, file) => {
    const breaking = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      if (request.url === '/oauth/token') return sendToken(response);
      if (request.method !== 'GET') return void request.socket.destroy();
      const authorization = `Bearer ${token}`;
      const upstream = await fetch(sandbox.url + request.url, { headers: { authorization } });
      sendJson(response, await upstream.json());
    };
    const { code, output } = await serving(
      (request, response) => void breaking(request, response),
      (url) => runProgram(file, environmentFor(`${url}/api/v2`), { cwd }),
    );
    // Node prints its version after an uncaught exception.
    expect(output).not.toMatch(/^Node\.js v/m);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('got no response') });
  });

  test('till-login says why the till is not connected', async () => {
    const [, program] = all.find(([name]) => name === 'till-login')!;
    const folder = mkdtempSync(join(cwd, 'denied-'));
    const leave = attend(sandbox, { devices: 'deny' });
    onTestFinished(leave);
    expect(await runProgram(program, environmentFor(sandbox.baseUrl), { cwd: folder })).toMatchObject({
      code: 1,
      output: expect.stringContaining('The till is not connected: The device login was denied.'),
    });
  });

  test('the route of push-endpoint-next can be imported without environment variables, as the build of Next.js does', async () => {
    const [, program] = all.find(([name]) => name === 'push-endpoint-next')!;
    // Without the part that plays Next.js. The packages are found from the root too.
    const [route, rest] = readFileSync(program, 'utf8').split('// -----');
    expect(rest).toBeDefined();
    const file = join(root, '.cache', 'push-endpoint-next-route.ts');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, route!);
    expect(await runProgram(file, {})).toEqual({ code: 0, output: '', stderr: '' });
  });

  test('transactions-to-csv resumes after an interruption without missing or duplicate rows', async () => {
    const payments = Array.from({ length: 250 }, (_, at) => ({
      object: 'payment.transactions',
      id: `PCI_${at}`,
      amount: at,
      order_id: at === 7 ? '=HYPERLINK("x"), "quoted"' : `Ä ${at}`,
    }));
    let broken = true;
    const respond = (request: IncomingMessage, response: ServerResponse): void => {
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
      const offset = Number(searchParams.get('offset'));
      if (pathname === '/oauth/token') sendToken(response);
      else if (broken && offset === 100) sendJson(response, { status: 'error' }, 500);
      else sendJson(response, { count: 250, data: payments.slice(offset, offset + 100) });
    };
    const folder = mkdtempSync(join(cwd, 'csv-'));
    const { file } = examplePrograms().find(({ name }) => name === 'transactions-to-csv')!;
    await serving(respond, async (url) => {
      const start = () => runProgram(file, environmentFor(`${url}/api/v2`), { cwd: folder });
      expect(await start()).toMatchObject({ code: 1, output: expect.stringContaining('Stopped after 100 payments') });
      // A partial row, as after a crash in the middle of the second page.
      writeFileSync(join(folder, 'payments.csv'), '"PCI_100";half a ro', { flag: 'a' });
      broken = false;
      expect(await start()).toMatchObject({ code: 0, output: expect.stringContaining('Going on after 100 payments.') });
    });
    const [head, ...rows] = readFileSync(join(folder, 'payments.csv'), 'utf8').trimEnd().split('\r\n');
    expect(head).toContain('"id";"created";"order"');
    expect(rows.map((row) => row.split(';')[0])).toEqual(payments.map(({ id }) => `"${id}"`));
    expect(rows[7]).toContain(`"'=HYPERLINK(""x""), ""quoted"""`);
    expect(existsSync(join(folder, 'payments.csv.checkpoint'))).toBe(false);
  });
});
