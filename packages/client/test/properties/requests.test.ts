import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { FailingServer, type ReceivedRequest } from '../faults/failing-server.ts';
import { respondWith } from '../faults/raw-responses.ts';
import { anyString, isWellFormed } from './any-string.ts';

// Enough for a busy host.
vi.setConfig({ testTimeout: 60_000 });

let server: FailingServer;
let secuconnect: Secuconnect;
beforeAll(async () => {
  server = await FailingServer.start({ api: respondWith(200, { count: 0, data: [] }), token: respondWith(500) });
  secuconnect = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth: { token: 'a-token' }, maxRetries: 0 });
});
afterAll(() => server.close());

/** The request of a call as the server received it, or the error with which the call was rejected before it was sent. */
async function receivedFrom(call: () => PromiseLike<unknown>): Promise<ReceivedRequest | { rejection: unknown }> {
  const before = server.api.length;
  let rejection: unknown;
  try {
    await call();
  } catch (error) {
    rejection = error;
  }
  const received = server.api.slice(before);
  expect(received).toHaveLength(rejection === undefined ? 1 : 0);
  if (rejection !== undefined) return { rejection };
  expect(received[0]!.headers).toMatchObject({ host: `127.0.0.1:${server.port}`, authorization: 'Bearer a-token' });
  return received[0]!;
}

/** Rejected before it was sent, as a mistake of the program, with a message that names what is wrong. */
function expectTypeError(result: ReceivedRequest | { rejection: unknown }, name = ''): void {
  const rejection = 'rejection' in result ? result.rejection : undefined;
  expect(rejection).toBeInstanceOf(TypeError);
  expect(String(rejection)).toContain(name);
}

test('any string as a path parameter arrives unchanged in its place, or throws a TypeError before anything is sent', async () => {
  await fc.assert(
    fc.asyncProperty(anyString, anyString, async (id, method) => {
      const result = await receivedFrom(() => secuconnect.smart.transactions.start(id, method));
      if ([id, method].some((one) => ['', '.', '..'].includes(one) || !isWellFormed(one)))
        return expectTypeError(result);
      const { pathname, search } = new URL((result as ReceivedRequest).url, 'http://other.example');
      // As it was sent, and after a parser has normalised it.
      for (const path of [(result as ReceivedRequest).url, pathname])
        expect(path.split('/').map(decodeURIComponent)).toEqual(
          ['', 'api', 'v2', 'Smart', 'Transactions', id, 'start', method], // prettier-ignore
        );
      expect(search).toBe('');
    }),
    { numRuns: 500 },
  );
});

test('any string as a query value arrives unchanged, and changes neither the path nor another value', async () => {
  await fc.assert(
    fc.asyncProperty(anyString, anyString, async (q, sort) => {
      const result = await receivedFrom(() => secuconnect.payment.transactions.list({ q, sort }));
      if (!isWellFormed(q) || !isWellFormed(sort)) return expectTypeError(result);
      const { pathname, searchParams, hash } = new URL((result as ReceivedRequest).url, 'http://other.example');
      expect([pathname, hash]).toEqual(['/api/v2/Payment/Transactions', '']);
      expect([searchParams.getAll('q'), searchParams.getAll('sort')]).toEqual([[q], [sort]]);
    }),
    { numRuns: 500 },
  );
});

test('any string as a query name arrives unchanged at an endpoint that the spec does not list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(anyString, anyString, { maxKeys: 4 }), async (query) => {
      const result = await receivedFrom(() => secuconnect.request('GET', '/Some/Where', { query }));
      const entries = Object.entries(query);
      if (!entries.flat().every(isWellFormed)) return expectTypeError(result);
      const { pathname, searchParams, hash } = new URL((result as ReceivedRequest).url, 'http://other.example');
      expect([pathname, hash]).toEqual(['/api/v2/Some/Where', '']);
      expect([...searchParams].sort()).toEqual(entries.sort());
    }),
    { numRuns: 300 },
  );
});

/** A header holds single bytes, without control characters other than tabs, and without white space at its ends. */
const fitsHeader = (text: string): boolean =>
  [...text].every((character) => {
    const code = character.codePointAt(0)!;
    return code === 9 || (code >= 32 && code <= 255 && code !== 127);
  }) && !/^[\t ]|[\t ]$/.test(text);
const latin1 = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
/** The headers that this client and Node's fetch send with a write. */
const usualHeaders = [
  'accept', 'accept-encoding', 'accept-language', 'authorization', 'cache-control', 'connection', 'content-length', 'host', 'pragma', 'sec-fetch-mode', 'user-agent',
]; // prettier-ignore

test.each([
  ['a header', 'x-some', (value: string) => ({ headers: { 'X-Some': value } })],
  ['`language`', 'accept-language', (language: string) => ({ language })],
  ['`idempotencyKey`', 'x-action', (idempotencyKey: string) => ({ idempotencyKey })],
])(
  'any string as the value of %s arrives unchanged and adds no other header, or throws a TypeError before anything is sent',
  async (_, name, options) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyString, latin1), async (value) => {
        const result = await receivedFrom(() => secuconnect.smart.transactions.cancel('STX_1', options(value)));
        // An empty idempotency key would not protect the write.
        if (!fitsHeader(value) || (name === 'x-action' && value === '')) return expectTypeError(result);
        const { url, headers } = result as ReceivedRequest;
        expect(headers[name]).toBe(value);
        expect(url).toBe('/api/v2/Smart/Transactions/STX_1/cancel');
        const otherHeaders = Object.keys(headers).filter((one) => one !== name && one !== 'x-action');
        expect(otherHeaders.sort()).toEqual(usualHeaders.filter((one) => one !== name));
      }),
      { numRuns: 300 },
    );
  },
);

test('any JSON body arrives unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), anyString, fc.dictionary(anyString, anyString)), async (body) => {
      const result = await receivedFrom(() => secuconnect.request('POST', '/Some/Where', { body }));
      if (!hasWellFormedStrings(body)) return expectTypeError(result);
      const received = result as ReceivedRequest;
      expect(received.body).toBe(JSON.stringify(body));
      expect(received.url).toBe('/api/v2/Some/Where');
    }),
    { numRuns: 300 },
  );
});

const hasWellFormedStrings = (value: unknown): boolean =>
  typeof value === 'string'
    ? isWellFormed(value)
    : typeof value !== 'object' || value === null || Object.entries(value).flat().every(hasWellFormedStrings);

/** Values of every type, most of which JSON, a path or a query has no word for. */
const anyValue = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withBoxedValues: true,
    withNullPrototype: true,
  }),
  fc.constantFrom(() => 5, Symbol('a'), Promise.resolve('a'), new URL('https://shop.example'), new Blob(['a']), /a/),
);

test('any value in a body arrives as it is, or throws a TypeError that names the field before anything is sent', async () => {
  await fc.assert(
    fc.asyncProperty(anyValue, async (value) => {
      const result = await receivedFrom(() => secuconnect.request('POST', '/Some/Where', { body: { value } }));
      if ('rejection' in result) return expectTypeError(result, 'field value');
      const received: unknown = JSON.parse(result.body);
      expect(received).toEqual(value === undefined ? {} : { value: asReceived(value) });
    }),
    { numRuns: 1000 },
  );
});

/** What the server must receive for a value; fails for values that have no such form. */
function asReceived(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no negative zero.
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  if (value instanceof Date || value instanceof URL) return value.toJSON();
  if (Array.isArray(value)) return Array.from(value, asReceived);
  expect(typeof value === 'object' && Object.prototype.toString.call(value)).toBe('[object Object]');
  return Object.fromEntries(
    Object.entries(value as object)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => [name, asReceived(one)]),
  );
}

test('any value as a path parameter arrives as its digits or its text, or throws a TypeError that names the parameter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyValue, fc.integer(), fc.constant(['..'])), async (id) => {
      const result = await receivedFrom(() => secuconnect.smart.transactions.cancel(id as string));
      if ('rejection' in result) return expectTypeError(result, 'smartTransactionId');
      expect(['string', 'number']).toContain(typeof id);
      expect(decodeURIComponent(result.url)).toBe(`/api/v2/Smart/Transactions/${id as string}/cancel`);
    }),
    { numRuns: 500 },
  );
});

test('any value in a query arrives in full, or throws a TypeError that names the parameter', async () => {
  await fc.assert(
    fc.asyncProperty(anyValue, async (filter) => {
      const result = await receivedFrom(() => secuconnect.request('GET', '/Some/Where', { query: { filter } }));
      if ('rejection' in result) return expectTypeError(result, 'query parameter');
      const received = [...new URL(result.url, 'http://other.example').searchParams];
      const sent = (value: unknown, name: string): unknown[] =>
        value === undefined || value === null ? [] : [[name, value instanceof Date ? value.toISOString() : String(value)]]; // prettier-ignore
      expect(received).toEqual(
        Array.isArray(filter)
          ? Array.from(filter, (one) => sent(one, 'filter')).flat()
          : typeof filter === 'object' && filter !== null && !(filter instanceof Date)
            ? Object.entries(filter).flatMap(([name, one]) => sent(one, `filter[${name}]`))
            : sent(filter, 'filter'),
      );
    }),
    { numRuns: 1000 },
  );
});

test('headers of any form arrive unchanged, or throw a TypeError that names them', async () => {
  const forms: ((pairs: [string, string][]) => unknown)[] = [
    (pairs) => pairs,
    (pairs) => new Map(pairs),
    (pairs) => Object.fromEntries(pairs),
    (pairs) => Object.assign(Object.create(null), Object.fromEntries(pairs)) as unknown,
    (pairs) => Object.create(Object.fromEntries(pairs)) as unknown,
    (pairs) => pairs.flat(),
    (pairs) => new Set(pairs.map(([name]) => name)),
  ];
  const name = fc.stringMatching(/^x-[a-z]{1,5}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(name, latin1), { minLength: 1, maxLength: 3, selector: ([one]) => one }),
      fc.constantFrom(...forms),
      async (pairs, toForm) => {
        const headers = toForm(pairs as [string, string][]) as Headers;
        const result = await receivedFrom(() => secuconnect.smart.transactions.get('STX_1', undefined, { headers }));
        if ('rejection' in result) return expectTypeError(result);
        expect(result.headers).toMatchObject(Object.fromEntries(pairs));
      },
    ),
    { numRuns: 300 },
  );
});
