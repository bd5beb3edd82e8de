import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { FailingServer, type ReceivedRequest } from '../faults/failing-server.ts';
import { respondWith } from '../faults/raw-responses.ts';
import { anyText, isWellFormed } from './any-string.ts';

// Room for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let server: FailingServer;
let secuconnect: Secuconnect;
beforeAll(async () => {
  server = await FailingServer.start({ api: respondWith(200, { count: 0, data: [] }), token: respondWith(500) });
  secuconnect = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth: { token: 'a-token' }, maxRetries: 0 });
});
afterAll(() => server.close());

/** What arrives of a call, or the error with which it was not sent. */
async function sent(call: () => PromiseLike<unknown>): Promise<ReceivedRequest | { refused: unknown }> {
  const before = server.api.length;
  let refused: unknown;
  try {
    await call();
  } catch (error) {
    refused = error;
  }
  const arrived = server.api.slice(before);
  expect(arrived).toHaveLength(refused === undefined ? 1 : 0);
  if (refused !== undefined) return { refused };
  expect(arrived[0]!.headers).toMatchObject({ host: `127.0.0.1:${server.port}`, authorization: 'Bearer a-token' });
  return arrived[0]!;
}

/** Refused before it was sent, as a mistake of the program. */
function isTypeError(result: ReceivedRequest | { refused: unknown }): void {
  expect('refused' in result && result.refused).toBeInstanceOf(TypeError);
}

test('any text as a path parameter arrives as it is, in its place, or is refused before anything is sent', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (id, method) => {
      const result = await sent(() => secuconnect.smart.transactions.start(id, method));
      if ([id, method].some((one) => ['', '.', '..'].includes(one) || !isWellFormed(one))) return isTypeError(result);
      const { pathname, search } = new URL((result as ReceivedRequest).url, 'http://other.example');
      // As it was sent, and again after a parser has normalized it.
      for (const path of [(result as ReceivedRequest).url, pathname])
        expect(path.split('/').map(decodeURIComponent)).toEqual(
          ['', 'api', 'v2', 'Smart', 'Transactions', id, 'start', method], // prettier-ignore
        );
      expect(search).toBe('');
    }),
    { numRuns: 500 },
  );
});

test('any text as the value of a query arrives as it is, and touches neither the path nor another value', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (q, sort) => {
      const result = await sent(() => secuconnect.payment.transactions.list({ q, sort }));
      if (!isWellFormed(q) || !isWellFormed(sort)) return isTypeError(result);
      const { pathname, searchParams, hash } = new URL((result as ReceivedRequest).url, 'http://other.example');
      expect([pathname, hash]).toEqual(['/api/v2/Payment/Transactions', '']);
      expect([searchParams.getAll('q'), searchParams.getAll('sort')]).toEqual([[q], [sort]]);
    }),
    { numRuns: 500 },
  );
});

test('so does any text as a name in the query of an endpoint that the spec does not list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(anyText, anyText, { maxKeys: 4 }), async (query) => {
      const result = await sent(() => secuconnect.request('GET', '/Some/Where', { query }));
      const all = Object.entries(query);
      if (!all.flat().every(isWellFormed)) return isTypeError(result);
      const { pathname, searchParams, hash } = new URL((result as ReceivedRequest).url, 'http://other.example');
      expect([pathname, hash]).toEqual(['/api/v2/Some/Where', '']);
      expect([...searchParams].sort()).toEqual(all.sort());
    }),
    { numRuns: 300 },
  );
});

/** What a header can hold: single bytes, no line breaks and other control characters but tabs, no space around it. */
const fitsHeader = (text: string): boolean =>
  [...text].every((one) => {
    const code = one.codePointAt(0)!;
    return code === 9 || (code >= 32 && code <= 255 && code !== 127);
  }) && !/^[\t ]|[\t ]$/.test(text);
const latin = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });

test.each([
  ['a header', 'x-some', (value: string) => ({ headers: { 'X-Some': value } })],
  ['the language', 'accept-language', (language: string) => ({ language })],
  ['the name of a call', 'x-action', (idempotencyKey: string) => ({ idempotencyKey })],
])(
  'any text as the value of %s arrives as it is, alone, or is refused before anything is sent',
  async (_, name, options) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText, latin), async (value) => {
        // An empty language and an empty name are none.
        fc.pre(value !== '' || name === 'x-some');
        const result = await sent(() => secuconnect.smart.transactions.cancel('STX_1', options(value)));
        if (!fitsHeader(value)) return isTypeError(result);
        const { url, headers } = result as ReceivedRequest;
        expect(headers[name]).toBe(value);
        expect(url).toBe('/api/v2/Smart/Transactions/STX_1/cancel');
        const others = Object.keys(headers).filter((one) => one !== name && one !== 'x-action');
        expect(others.sort()).toEqual(usual.filter((one) => one !== name));
      }),
      { numRuns: 300 },
    );
  },
);
/** What this client and Node's fetch send with a call that writes. */
const usual = [
  'accept', 'accept-encoding', 'accept-language', 'authorization', 'connection', 'content-length', 'host', 'sec-fetch-mode', 'user-agent',
]; // prettier-ignore

test('any JSON as a body arrives as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), anyText, fc.dictionary(anyText, anyText)), async (body) => {
      const { body: arrived, url } = (await sent(() =>
        secuconnect.request('POST', '/Some/Where', { body }),
      )) as ReceivedRequest;
      expect(arrived).toBe(JSON.stringify(body));
      expect(url).toBe('/api/v2/Some/Where');
    }),
    { numRuns: 300 },
  );
});
