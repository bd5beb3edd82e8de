import { describe, expect, test } from 'vitest';
import { useServer } from '../sandbox.ts';
import { run } from '../terminal.ts';

const server = useServer();
const smart = ['smart', 'transactions'];

describe('what the spec does not allow is not sent:', () => {
  test.each([
    ['a wrong type', [...smart, 'create', '-d', 'basket_info.sum=abc'], 'basket_info.sum must be of type integer'],
    ['an unknown field', [...smart, 'create', '-d', 'basket_inf.sum=1'], 'did you mean basket_info?'],
    ['a missing body', [...smart, 'create'], 'the body is missing'],
    ['a missing field', ['payment', 'mandates', 'create', '-d', 'iban=DE'], 'is missing'],
    ['an id of another kind', [...smart, 'get', 'PCI_1'], 'must be an id that begins with STX_'],
    ['a missing id', [...smart, 'get'], 'The argument smart-transaction-id is missing'],
    ['a query that is no number', [...smart, 'list', '--count', 'ten'], '--count must be of type integer'],
    ['a negative number', [...smart, 'list', '--offset=-1'], '--offset must be 0 or more'],
    ['a value outside of a closed list', [...smart, 'list', '--meta', 'all'], '--meta must be one of'],
    ['an unknown flag', [...smart, 'list', '--cont', '3'], "unknown option '--cont'"],
    ['an unknown verb', [...smart, 'lst'], 'Did you mean list?'],
    ['two formats', [...smart, 'list', '--csv', '--json'], 'Pass one of --json and --csv'],
    ['two environments', [...smart, 'list', '--environment', 'testing', '--base-url', 'http://x'], 'Pass either'],
    ['an unknown environment', [...smart, 'list', '--environment', 'prod'], 'Known are production'],
    ['no limit', [...smart, 'list', '--limit', 'x'], '--limit must be a whole number'],
  ])('%s', async (_, args, message) => {
    const before = server.sandbox.control.requests.list().length;
    const { code, stdout, stderr } = await run(args, { env: server.env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(server.sandbox.control.requests.list()).toHaveLength(before);
  });
});

test('--unchecked sends a field that the spec does not list', async () => {
  const args = [...smart, 'create', '-d', 'basket_info.sum=1', '-d', 'brand_new=1', '--unchecked', '--json'];
  expect(JSON.parse((await run(args, { env: server.env })).stdout)).toMatchObject({ status: 'created' });
});

test('--explain lists the fields of a field, without a request and without ids', async () => {
  const { code, stdout } = await run([...smart, 'update', '--explain', 'basket_info']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/basket_info\.sum +integer +Total to pay in minor units/);
  expect(await run([...smart, 'update', '--explain', 'basket_x'])).toMatchObject({ code: 2 });
});

test('names work as the SDK has them', async () => {
  const { code, stdout } = await run(['loyalty', 'merchantCards', 'getLockReasons', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('secuconnect loyalty merchant-cards get-lock-reasons');
});
