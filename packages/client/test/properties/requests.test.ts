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

/** Rejected before it was sent, as a mistake of the program. */
function expectTypeError(result: ReceivedRequest | { rejection: unknown }): void {
  expect('rejection' in result && result.rejection).toBeInstanceOf(TypeError);
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
  'accept', 'accept-encoding', 'accept-language', 'authorization', 'connection', 'content-length', 'host', 'sec-fetch-mode', 'user-agent',
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
        // An empty language or idempotency key counts as not given.
        fc.pre(value !== '' || name === 'x-some');
        const result = await receivedFrom(() => secuconnect.smart.transactions.cancel('STX_1', options(value)));
        if (!fitsHeader(value)) return expectTypeError(result);
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
      const received = (await receivedFrom(() =>
        secuconnect.request('POST', '/Some/Where', { body }),
      )) as ReceivedRequest;
      expect(received.body).toBe(JSON.stringify(body));
      expect(received.url).toBe('/api/v2/Some/Where');
    }),
    { numRuns: 300 },
  );
});
