import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, test } from 'vitest';
import { useServer } from '../sandbox.ts';
import { newHome, run } from '../terminal.ts';

const BUILT = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const PRELOAD = pathToFileURL(fileURLToPath(new URL('local-production.mjs', import.meta.url))).href;

const server = useServer();
const body = { basket_info: { sum: 1995, currency: 'EUR' } };

interface Options {
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly node?: readonly string[];
  readonly onAsk?: (message: string) => ElicitResult;
}

/** The built command as clients start it: a process with few variables. */
async function start({ args = [], env, node = [], onAsk }: Options) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...node, BUILT, 'mcp', ...args],
    env: { XDG_CONFIG_HOME: newHome(), ...env },
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const client = new Client(
    { name: 'tests', version: '1' },
    { capabilities: onAsk ? { elicitation: { form: {} } } : {} },
  );
  if (onAsk) client.setRequestHandler(ElicitRequestSchema, ({ params }) => onAsk(params.message));
  await client.connect(transport);
  return {
    client,
    stderr: () => stderr,
    call: async (name: string, given: Record<string, unknown>) => {
      const { content, isError = false } = await client.callTool({ name, arguments: given });
      const [{ text }] = content as [{ text: string }];
      return { isError, value: JSON.parse(text) as { outcome: string; result?: { id: string; status: string } } };
    },
  };
}

describe('with a sandbox', () => {
  test('it lists tools, reads, and rejects a write', async () => {
    const { client, call } = await start({ env: server.env });
    expect(client.getServerVersion()).toMatchObject({
      name: 'secuconnect',
      version: (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
        .version,
    });
    expect(client.getInstructions()).toContain('Only reading is allowed.');
    expect((await client.listTools()).tools).toHaveLength(3);
    const list = await call('run_read_operation', { operation: 'smart.transactions.list', arguments: { count: 1 } });
    expect(list.value).toMatchObject({ outcome: 'done', result: { count: 1 } });
    const before = server.sandbox.control.requests.list().length;
    const write = await call('run_read_operation', { operation: 'smart.transactions.create', arguments: { body } });
    expect(write).toMatchObject({ isError: true, value: { outcome: 'not-done' } });
    expect(server.sandbox.control.requests.list()).toHaveLength(before);
    await client.close();
  });

  test('it writes with --allow-writes, and says so on stderr', async () => {
    const { client, call, stderr } = await start({
      env: server.env,
      args: ['--resources', 'smart.transactions', '--allow-writes'],
    });
    const { value } = await call('smart_transactions_create', { body });
    expect(value).toMatchObject({ outcome: 'done', result: { status: 'created' } });
    const read = await call('smart_transactions_get', { smartTransactionId: value.result!.id, fields: ['status'] });
    expect(read.value.result).toEqual({ id: value.result!.id, status: 'created' });
    await client.close();
    expect(stderr()).toContain('smart.transactions.create: done.');
    expect(stderr()).not.toContain('a-secret-of-tests');
  });

  test('it ends when stdin ends', async () => {
    const { client } = await start({ env: server.env });
    const { pid } = client.transport as StdioClientTransport;
    // Closes stdin; only after two seconds, it would send a signal.
    await client.close();
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
  });
});

describe('with production, which is a server of this test', () => {
  const production = () => ({
    node: ['--import', PRELOAD],
    args: ['--resources', 'smart.transactions', '--allow-writes'],
    env: {
      SECUCONNECT_ENVIRONMENT: 'production',
      SECUCONNECT_CLIENT_ID: 'shop',
      SECUCONNECT_CLIENT_SECRET: 'a-secret-of-tests',
      LOCAL_PRODUCTION: server.sandbox.url,
    },
  });
  const writes = () =>
    server.sandbox.control.requests.list().filter(({ method, target }) => method === 'POST' && target.includes('Smart'))
      .length;

  test('a read needs no confirmation', async () => {
    const { client, call } = await start(production());
    expect((await call('smart_transactions_list', { count: 1 })).value).toMatchObject({ outcome: 'done' });
    await client.close();
  });

  test.each<[string, ((message: string) => ElicitResult) | undefined, string, number]>([
    ['is accepted', () => ({ action: 'accept', content: { confirm: true } }), 'done', 1],
    ['is declined', () => ({ action: 'decline' }), 'not-done', 0],
    ['is not offered by the client', undefined, 'not-done', 0],
  ])('a write whose confirmation %s', async (_, onAsk, outcome, sent) => {
    const { client, call } = await start({ ...production(), ...(onAsk && { onAsk }) });
    const before = writes();
    expect((await call('smart_transactions_create', { body })).value).toMatchObject({ outcome });
    expect(writes() - before).toBe(sent);
    await client.close();
  });
});

test('help has the flags', async () => {
  const { code, stdout } = await run(['mcp', '--help']);
  expect(code).toBe(0);
  for (const flag of ['--resources', '--allow-writes', '--show-personal-data', '--profile'])
    expect(stdout).toContain(flag);
});
