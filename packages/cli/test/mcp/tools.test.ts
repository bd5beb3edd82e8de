import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resourceIds } from '../../src/mcp/catalog.ts';
import { samples } from '../spec.ts';
import { useServer } from '../sandbox.ts';
import { connect, type Connection } from './connect.ts';

const server = useServer();
const all = await samples();
const NAMESPACES = [...new Set(resourceIds().map((id) => id.split('.')[0]!))].join(',');

describe('without --resources', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await connect([], { env: server.env });
  });
  afterAll(() => connection.end());

  test('there are three tools, none of which changes data', async () => {
    const { tools } = await connection.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['find_operations', 'describe_operation', 'run_read_operation']);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  });

  test('an operation is found, described and run', async () => {
    const found = (await connection.call('find_operations', { query: 'smart transactions' })).value as never as {
      operations: { id: string }[];
      notAllowed: string;
    };
    expect(found.operations.slice(0, 2).map(({ id }) => id)).toEqual([
      'smart.transactions.list',
      'smart.transactions.get',
    ]);
    expect(found.notAllowed).toContain('--allow-writes');
    const described = await connection.call('describe_operation', { operation: 'smart.transactions.get' });
    expect(described.value).toMatchObject({
      changesData: false,
      arguments: { required: ['smartTransactionId'], additionalProperties: false },
    });
    const listed = await connection.call('run_read_operation', {
      operation: 'smart.transactions.list',
      arguments: { count: 1, fields: ['status', 'basket_info.sum'] },
    });
    expect(listed.value).toEqual({
      outcome: 'done',
      result: {
        count: 1,
        data: [{ id: expect.stringMatching(/^STX_/) as unknown, status: 'ok', basket_info: { sum: 1995 } }],
      },
    });
  });

  test('the body of a write can be looked at, field by field', async () => {
    const operation = 'smart.transactions.create';
    const { value } = await connection.call('describe_operation', { operation, field: 'basket_info' });
    expect(value).toMatchObject({ schema: { properties: { sum: { type: 'integer' } } } });
    const unknown = await connection.call('describe_operation', { operation, field: 'basket_x' });
    expect(unknown).toMatchObject({ isError: true });
    expect(unknown.text).toContain('has no field basket_x');
  });

  test('words that find nothing, and no words', async () => {
    expect((await connection.call('find_operations', { query: 'zeppelin' })).value).toEqual({ operations: [] });
    expect((await connection.call('find_operations', { query: ' ' })).value).toMatchObject({
      resources: { 'smart.transactions': expect.stringContaining('create') as unknown },
    });
  });

  test('the resource has every operation that is not a file', async () => {
    const { resources } = await connection.client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(['secuconnect://operations']);
    const { contents } = await connection.client.readResource({ uri: 'secuconnect://operations' });
    const lines = (contents[0] as { text: string }).text.split('\n');
    expect(lines).toHaveLength(all.filter(({ table }) => table.isSafe && !table.isDownload).length);
    await expect(connection.client.readResource({ uri: 'secuconnect://x' })).rejects.toThrow('There is no resource');
  });
});

describe('with --resources', () => {
  test('there is a tool per operation, and writes only with --allow-writes', async () => {
    const names = async (...flags: string[]) => {
      const connection = await connect(['--resources', 'payment.mandates,smart.devices', ...flags], {
        env: server.env,
      });
      const { tools } = await connection.client.listTools();
      await connection.end();
      return tools.map(({ name }) => name);
    };
    const reads = await names();
    expect(reads).toContain('smart_devices_list');
    expect(reads).not.toContain('payment_mandates_create');
    expect(await names('--allow-writes')).toContain('payment_mandates_create');
  });

  test('every operation can be a tool, whose schema and annotations come from the table', async () => {
    const connection = await connect(['--resources', NAMESPACES, '--allow-writes'], { env: server.env });
    const { tools } = await connection.client.listTools();
    await connection.end();
    const expected = all.filter(({ table }) => !table.isDownload);
    expect(tools).toHaveLength(expected.length + 1);
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
    for (const { id, table } of expected) {
      const tool = tools.find(({ name }) => name === id.replaceAll('.', '_').slice(0, 46))!;
      expect(tool.description).toContain(table.summary);
      expect(tool.annotations).toMatchObject({
        readOnlyHint: table.isSafe === true,
        destructiveHint: table.isSafe !== true,
        openWorldHint: true,
      });
      const names = table.parameters.map(({ name }) => name);
      expect(Object.keys(tool.inputSchema.properties!).sort()).toEqual(
        [
          ...new Set([
            ...names,
            'fields',
            ...(table.body ? ['body'] : []),
            ...(table.isSafe ? [] : ['idempotency_key']),
          ]),
        ].sort(),
      );
      expect(JSON.stringify(tool).length).toBeLessThan(16_000);
      expect(JSON.stringify(tool.inputSchema)).not.toMatch(/\$ref|"type":\[/);
    }
    // POSTs that only read are reads, by the mark of the spec.
    expect(tools.find(({ name }) => name === 'payment_containers_validateSingleIban')!.annotations!.readOnlyHint).toBe(
      true,
    );
  });

  test.each(['smart.nothing', 'nothing', '', 'smart.transactions.list'])('%j is not a resource', async (name) => {
    const connection = await connect(['--resources', name], { env: server.env });
    expect(await connection.end()).toBe(2);
    expect(connection.output()).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('There is no resource') as unknown,
    });
  });
});

test('without credentials, it ends at once with the next step', async () => {
  const connection = await connect([], { env: { SECUCONNECT_BASE_URL: server.sandbox.baseUrl } });
  expect(await connection.end()).toBe(3);
  expect(connection.output().stderr).toContain('secuconnect login');
});
