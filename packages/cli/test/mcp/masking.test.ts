import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { resourceIds } from '../../src/mcp/catalog.ts';
import { samples, type Sample } from '../spec.ts';
import { connect, type Connection } from './connect.ts';

const IBANS = ['DE89370400440532013000', 'GB29NWBK60161331926819', 'NO9386011117947', 'FR1420041010050500013M02606'];
const CARDS = ['4111111111111111', '5500000000000004', '378282246310005'];
const TOKEN = 'test-token-0123456789';
const SECRETS = [...IBANS, ...CARDS, TOKEN];
const NAMESPACES = [...new Set(resourceIds().map((id) => id.split('.')[0]!))].join(',');

/** What the API returns next. */
let reply: { status: number; body: unknown };
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(reply.status, { 'content-type': 'application/json', 'x-echo': TOKEN });
    response.end(JSON.stringify(reply.body));
  });
});
let env: Record<string, string>;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  env = { SECUCONNECT_BASE_URL: `http://127.0.0.1:${port}/api/v2`, SECUCONNECT_TOKEN: TOKEN };
});
afterAll(() => server.close());

/** A secret in one of the ways in which people and systems write it. */
const written = fc
  .tuple(
    fc.constantFrom(...SECRETS),
    fc.constantFrom('', ' ', '\u00A0', '-', '\n'),
    fc.constantFrom('', 'for ', 'IBAN: ', '("'),
  )
  .map(([secret, separator, before]) => {
    if (secret === TOKEN) return `${before}${secret}`;
    return `${before}${secret.replaceAll(/.{4}(?=.)/g, (group) => group + separator)}`;
  });

/** The value with secrets in every text, and in fields and names beside the documented ones. */
function poisoned(value: unknown, next: () => string): unknown {
  if (typeof value === 'string') return `${value} ${next()}`;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, next));
  if (typeof value !== 'object' || value === null) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, next)])),
    free_text: next(),
    iban: next(),
    pan: 4111111111111111,
    a_number: 4111111111111111,
    access_token: TOKEN,
    [next()]: { authorization: `Bearer ${TOKEN}` },
  };
}

/** Without what may stand between the characters of a number, and without escapes of JSON. */
const condensed = (text: string): string => text.replaceAll(/\\u00a0|\\n|[^a-z\d]/gi, '').toLowerCase();

/** The secrets that any output shows. */
function shownBy(connection: Connection, more = ''): string[] {
  const { stdout, stderr } = connection.output();
  const seen = condensed(stdout + stderr + more);
  return SECRETS.filter((secret) => seen.includes(condensed(secret)));
}

const all = (await samples()).filter(({ table }) => !table.isDownload);

const argumentsOf = ({ table, ids, body }: Sample): object => ({
  ...Object.fromEntries(
    table.parameters.filter((one) => one.in === 'path').map(({ name }, index) => [name, ids[index]!]),
  ),
  ...(body !== undefined && { body }),
});

describe.each([
  ['masked', []],
  ['shown', ['--show-personal-data']],
])('while personal data is %s, no output has a secret', (_, flags) => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await connect(['--resources', NAMESPACES, '--allow-writes', ...flags], { env });
  });
  afterAll(() => connection.end());

  const call = async (sample: Sample): Promise<string> => {
    const name = sample.id.replaceAll('.', '_').slice(0, 46);
    return (await connection.call(name, argumentsOf(sample))).value.outcome!;
  };

  test.each(all)('of $id, in its documented response', async (sample) => {
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 8 }), async (secrets) => {
        let at = 0;
        reply = { status: 200, body: poisoned(sample.response ?? {}, () => secrets[at++ % secrets.length]!) };
        expect(await call(sample)).toBe('done');
        expect(shownBy(connection)).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });

  test('of errors', async () => {
    const text = `card ${CARDS[0]} of DE89 3704 0044 0532 0130 00 with ${TOKEN}`;
    for (const status of [400, 401, 403, 404, 409, 422, 500]) {
      reply = {
        status,
        body: { status: 'error', error: text, error_details: text, error_user: text, code: 7, supportId: text },
      };
      expect(await call(all.find(({ id }) => id === 'smart.transactions.abort')!)).not.toBe('done');
    }
    expect(shownBy(connection)).toEqual([]);
  });

  test('of what is not JSON', async () => {
    reply = { status: 200, body: `<html>${SECRETS.join(' ')}` };
    await call(all.find(({ id }) => id === 'smart.transactions.get')!);
    expect(shownBy(connection)).toEqual([]);
  });

  test('of mistakes that contain one', async () => {
    for (const secret of SECRETS) {
      await connection.call(secret, {}).catch(() => undefined);
      await connection.client.readResource({ uri: `secret:${secret}` }).catch(() => undefined);
      await connection.call('smart_transactions_get', { smartTransactionId: `PCI_ ${secret}` });
      await connection.call('smart_transactions_get', { [secret]: 1 });
      await connection.call('smart_transactions_list', { count: secret, fields: [secret] });
      await connection.call('smart_transactions_create', { body: { [secret]: { sum: secret } } });
      await connection.call('describe_operation', { operation: secret });
      connection.writeLine(`{"${secret}`);
      connection.writeLine(JSON.stringify({ jsonrpc: '2.0', method: secret }));
    }
    await connection.call('describe_operation', { operation: 'smart.transactions.get' });
    expect(shownBy(connection)).toEqual([]);
  });
});

test('a question to the user has no secret, and personal data is masked', async () => {
  vi.stubGlobal('fetch', async () => Response.json({}));
  const asked: string[] = [];
  const connection = await connect(['--resources', 'payment', '--allow-writes'], {
    env: { SECUCONNECT_ENVIRONMENT: 'production', SECUCONNECT_TOKEN: TOKEN },
    onAsk: async (message) => {
      asked.push(message);
      return { action: 'decline' };
    },
  });
  const body = {
    contact: { forename: 'Maria', surname: 'Muster', email: 'maria@example.com' },
    iban: 'DE89 3704 0044 0532 0130 00',
  };
  await connection.call('payment_containers_create', {
    body: { type: 'bank_account', private: { owner: 'Maria', iban: body.iban } },
  });
  await connection.call('payment_customers_create', {
    body: { contact: body.contact, merchant_customer_id: CARDS[0] },
  });
  await connection.end();
  vi.unstubAllGlobals();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.join()).not.toContain('Maria');
  expect(asked.join()).toContain('***');
  expect(shownBy(connection, asked.join())).toEqual([]);
});

test('names and mails are masked by default, and shown with --show-personal-data', async () => {
  const answers: string[] = [];
  for (const flags of [[], ['--show-personal-data']]) {
    const connection = await connect(['--resources', 'payment.customers', ...flags], { env });
    reply = {
      status: 200,
      body: { id: 'PCU_1', contact: { surname: 'Muster', email: 'maria@example.com', iban: IBANS[0] } },
    };
    // Fields are chosen after masking, which knows some fields by those beside them.
    answers.push(
      (
        await connection.call('payment_customers_get', {
          paymentCustomerId: 'PCU_1',
          fields: ['contact.surname', 'contact.iban'],
        })
      ).text,
    );
    await connection.end();
  }
  expect(answers.map((text) => (JSON.parse(text) as { result: unknown }).result)).toEqual([
    { id: 'PCU_1', contact: { surname: '***', iban: '***3000' } },
    { id: 'PCU_1', contact: { surname: 'Muster', iban: '***3000' } },
  ]);
});
