import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useServer } from '../sandbox.ts';
import { connect, type Connection } from './connect.ts';

const server = useServer();
let connection: Connection;
beforeAll(async () => {
  connection = await connect(['--resources', 'smart.transactions,payment.mandates', '--allow-writes'], {
    env: server.env,
  });
});
afterAll(() => connection.end());

const isAlive = async (): Promise<boolean> =>
  (await connection.call('smart_transactions_list', { count: 1, fields: 'id' })).value.outcome === 'done';

describe('what the spec does not allow is rejected before it is sent:', () => {
  test.each([
    [
      'a wrong type in the body',
      'create',
      { body: { basket_info: { sum: 'abc' } } },
      'basket_info.sum must be of type integer',
    ],
    ['an unknown field in the body', 'create', { body: { basket_inf: {} } }, 'did you mean basket_info?'],
    ['a missing body', 'create', {}, 'the body is missing'],
    ['a body that is a string', 'create', { body: '{}' }, 'must be'],
    [
      'an id of another kind',
      'get',
      { smartTransactionId: 'PCI_1' },
      'smartTransactionId must be an id that begins with STX_',
    ],
    ['a missing id', 'get', {}, 'The argument smartTransactionId is missing'],
    ['an empty id', 'get', { smartTransactionId: '' }, 'smartTransactionId must not be empty'],
    ['an id that is an object', 'get', { smartTransactionId: {} }, 'smartTransactionId must be of type string'],
    ['an id that leads elsewhere', 'get', { smartTransactionId: '..' }, '..'],
    ['an unknown argument', 'list', { cont: 3 }, 'There is no argument cont; there are count'],
    ['a count that is not a number', 'list', { count: 'ten' }, 'count must be of type integer'],
    ['a negative number', 'list', { offset: -1 }, 'offset must be 0 or more'],
    ['a value outside of a closed list', 'list', { meta: 'all' }, 'meta must be one of'],
    ['no object', 'list', { aggregate: 'sum' }, 'aggregate must be an object'],
    ['fields that are not paths', 'list', { fields: 7 }, 'fields must be an array of paths'],
    ['an empty key', 'abort', { smartTransactionId: 'STX_1', idempotency_key: '' }, 'idempotency_key must be a string'],
  ])('%s', async (_, verb, given, message) => {
    const before = server.sandbox.control.requests.list().length;
    const { isError, value, text } = await connection.call(`smart_transactions_${verb}`, given);
    expect({ isError, outcome: value.outcome }).toEqual({ isError: true, outcome: 'not-done' });
    expect(text).toContain(message);
    expect(text).not.toContain('--');
    expect(server.sandbox.control.requests.list()).toHaveLength(before);
  });
});

describe('the server goes on after', () => {
  test.each([
    ['a line that is no JSON', '{"jsonrpc":"2.0",', -32700],
    ['a line that is no message', '{"id":7,"hello":1}', -32600],
    ['JSON of another kind', '[1,2]', -32600],
    ['null', 'null', -32600],
    ['bytes that are no text', '\u0000\uFFFD', -32700],
    ['an empty line', '', undefined],
    [
      'a line that is too long',
      `{"jsonrpc":"2.0","id":1,"method":"x","params":{"x":"${'x'.repeat(5 * 1024 * 1024)}"}}`,
      -32600,
    ],
    [
      'JSON that is nested too deeply',
      `{"jsonrpc":"2.0","id":"deep","method":"tools/call","params":{"name":"describe_operation","arguments":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}}`,
      undefined,
    ],
    [
      'the cancellation of nothing',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"none"}}',
      undefined,
    ],
  ])('%s', async (_, line, code) => {
    const before = connection.output().stdout.length;
    connection.writeLine(line);
    expect(await isAlive()).toBe(true);
    const [first] = connection.output().stdout.slice(before).split('\n');
    expect((JSON.parse(first!) as { error?: { code: number } }).error?.code).toBe(code);
  });

  test('an unknown tool', async () => {
    await expect(connection.call('smart_transactions_explode')).rejects.toThrow('There is no tool');
    expect(await isAlive()).toBe(true);
  });

  test('an unknown method', async () => {
    connection.writeLine('{"jsonrpc":"2.0","id":"m","method":"prompts/list"}');
    expect(await isAlive()).toBe(true);
  });

  test('any arguments', async () => {
    const { tools } = await connection.client.listTools();
    const name = fc.constantFrom(
      ...tools.map((tool) => tool.name).filter((one) => /_(?:get|list)$|^describe/.test(one)),
    );
    const argument = fc.constantFrom(
      'smartTransactionId',
      'count',
      'q',
      'fields',
      'aggregate',
      'operation',
      'field',
      'body',
      '__proto__',
      'constructor',
    );
    await fc.assert(
      fc.asyncProperty(name, fc.dictionary(argument, fc.jsonValue(), { maxKeys: 4 }), async (tool, given) => {
        const { value } = await connection.call(tool, given);
        expect(value.outcome === undefined || ['done', 'not-done'].includes(value.outcome)).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(await isAlive()).toBe(true);
  });
});

test('every line on stdout is a message of the protocol', () => {
  for (const line of connection.output().stdout.trim().split('\n'))
    expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
});
