import { describe, expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { OPERATIONS } from '../../src/spec/operations.ts';

const errorOf = async (response: Response) =>
  ({ ...((await response.json()) as object), status: response.status }) as { status: number; error_details: string };

describe('a path', () => {
  test.each([
    '/Nothing/Here',
    '/Smart/Transactions/%zz',
    '/Smart/Transactions/%ff',
    '/Smart/Transactions/a%2Fb',
    '/Smart/Transactions/a%00b',
    '/Smart/Transactions/%252e%252e%252f',
    '/Smart/Transactions/__proto__',
    '/Smart/Transactions/constructor',
    '/Smart//Transactions',
    '//Smart/Transactions',
    '/Smart/Transactions/%0d%0aSet-Cookie:a',
    `/${'a/'.repeat(5000)}`,
    `/Smart/Transactions/${'a'.repeat(20_000)}`,
  ])('%.50s is found nowhere', async (path) => {
    const { request } = openSandbox();
    expect((await request('GET', path)).status).toBe(404);
  });

  test('that is longer than any is rejected', async () => {
    const { request } = openSandbox();
    expect((await request('GET', `/Smart/Transactions/${'a'.repeat(40_000)}`)).status).toBe(414);
  });

  test.each(['TRACK', 'PROPFIND', 'HEAD', 'MADEUP'])('has no method %s', async (method) => {
    const { sandbox } = openSandbox();
    const answer = sandbox.answer({
      method,
      target: '/api/v2/Smart/Transactions',
      header: (name) => (name === 'host' ? 'localhost' : null),
      bytes: async () => new Uint8Array(),
    });
    expect((await answer)?.status).toBe(404);
  });
});

describe('a query', () => {
  test.each([
    'sort[__proto__]=asc',
    'sort[constructor]=asc&sort[__proto__][x]=1',
    '__proto__[polluted]=1&__proto__=2&constructor[prototype][polluted]=1',
    'aggregate[__proto__]=1',
    'q=__proto__:x&fields=__proto__.polluted,constructor.name',
    'count=1&count=2&count[a]=3',
    'count=1e999',
    'count=-1',
    'count=NaN',
    'offset=99999999999999999999',
    'q=%ff%00',
    '=&&&=[]&[a]=b&a[=b',
    '??&q=a?b',
    Array.from({ length: 3000 }, (_, index) => `a${index}=1`).join('&'),
  ])('such as %.60s is answered, and changes no other object', async (query) => {
    const { request } = openSandbox();
    const response = await request('GET', `/Smart/Transactions?${query}`);
    const text = await response.text();
    expect(text).toMatch(response.ok ? /^\{"count":/ : /ProductFormatException/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('may have question marks', async () => {
    const { request } = openSandbox();
    for (const merchantRef of ['abc', 'abcd']) await request('POST', '/Smart/Transactions', { merchantRef });
    const found = await request('GET', '/Smart/Transactions?q=merchantRef:a?c');
    expect(await found.json()).toMatchObject({ count: 1, data: [{ merchantRef: 'abc' }] });
  });
});

describe('a body', () => {
  test.each([
    ['{"a":1', 400, 'not JSON'],
    ['{"__proto__":{"a":1}}', 400, 'reserved name'],
    [`[${'1,'.repeat(1_000_000)}1]`, 400, 'more than 50000 values'],
    [`{"a":${'[['.repeat(100_000)}`, 400, 'deeper than'],
    ['[]', 500, 'must be object'],
    ['null', 500, 'must be object'],
    ['"text"', 500, 'must be object'],
    ['{"basket_info":{"sum":1e400}}', 500, 'sum must be integer'],
    [`{"basket_info":{"sum":${'9'.repeat(100_000)}}}`, 500, 'sum must be integer'],
    ['{"basket_info":{"sum":"1"}}', 500, 'sum must be integer'],
  ])('such as %.40s is rejected', async (body, status, details) => {
    const { request } = openSandbox();
    const error = await errorOf(await request('POST', '/Smart/Transactions', body));
    expect(error).toMatchObject({ status, error_details: expect.stringContaining(details) });
  });

  test('of GET is ignored', async () => {
    const { sandbox, request } = openSandbox();
    const { headers } = await request('GET', '/Smart/Transactions');
    expect(headers.get('content-type')).toContain('json');
    const answer = sandbox.answer({
      method: 'GET',
      target: '/api/v2/Smart/Transactions',
      header: (name) => (name === 'host' ? 'localhost' : null),
      bytes: async () => new TextEncoder().encode('{'),
    });
    expect((await answer)?.status).toBe(401);
  });

  test('keeps texts that are half a character, or have a NUL', async () => {
    const { request } = openSandbox();
    const merchantRef = 'a\ud800\u0000b';
    const { id } = (await (await request('POST', '/Smart/Transactions', { merchantRef })).json()) as { id: string };
    expect(await (await request('GET', `/Smart/Transactions/${id}`)).json()).toMatchObject({ merchantRef });
  });
});

describe('a token', () => {
  test.each(['', 'Bearer', 'Basic abc', 'Bearer __proto__', 'Bearer a b', `Bearer ${'a'.repeat(50_000)}`])(
    'such as %.20s is rejected',
    async (authorization) => {
      const { request } = openSandbox();
      expect((await request('GET', '/Smart/Transactions', undefined, { authorization })).status).toBe(401);
    },
  );
});

test('an answer that broke the spec is an error, is reported, and undoes its call', async () => {
  const { createSandbox } = await import('../../src/index.ts');
  const { tokenOf } = await import('../support/open-sandbox.ts');
  const sandbox = createSandbox({ seed: 1 });
  sandbox.control.seed({ 'general.stores': [{ id: 'STO_BAD', name: 5 } as never] });
  const response = await sandbox.fetch('http://localhost/api/v2/General/Stores/STO_BAD', {
    headers: { authorization: `Bearer ${await tokenOf(sandbox)}` },
  });
  expect(response.status).toBe(500);
  expect(sandbox.control.violations).toMatchObject([{ operation: 'general.stores.get' }]);
  await sandbox.close();
});

test('no operation ends with a mistake of the sandbox when it gets ids that do not exist and an empty body', async () => {
  const { request } = openSandbox();
  const mistakes: string[] = [];
  for (const { id, method, path } of OPERATIONS) {
    const response = await request(method, path.replaceAll(/{\w+}/g, '__proto__'), method === 'GET' ? undefined : {});
    const text = await response.text();
    if (/of undefined|of null|is not a function|not iterable|Cannot /.test(text))
      mistakes.push(`${id}: ${text.slice(0, 200)}`);
  }
  expect(mistakes).toEqual([]);
});
