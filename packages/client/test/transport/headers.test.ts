import { describe, expect, test, vi } from 'vitest';
import type { HeadersLike } from '@secuconnect/api';
import packageJson from '../../package.json' with { type: 'json' };
import { redact } from '../../src/internal/redact.ts';
import { mergeHeaders, redactHeaders, userAgent } from '../../src/transport/headers.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';

vi.mock('../../src/internal/redact.ts', { spy: true });

const ok = json({ id: 'STX_1' });
const headersOf = (stub: ReturnType<typeof stubFetch>, at = 0) =>
  stub.requests[at]!.init.headers as Record<string, string>;

describe('userAgent()', () => {
  const sdk = `secuconnect-client-js/${packageJson.version}`;

  test('names the SDK, its version, and the program that uses it', async () => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    await client(stub, { appInfo: { name: 'shop' } }).smart.transactions.get('STX_1');
    await client(stub, {
      appInfo: { name: 'shop', version: '2.1', url: 'https://shop.example' },
    }).smart.transactions.get('STX_1');
    expect([0, 1, 2].map((at) => headersOf(stub, at)['user-agent'])).toEqual([
      sdk,
      `${sdk} (shop)`,
      `${sdk} (shop/2.1; https://shop.example)`,
    ]);
  });

  test('adds no parentheses without the name of a program', () => {
    expect(userAgent(undefined)).toBe(sdk);
    expect(userAgent({ name: '' })).toBe(sdk);
    expect(userAgent({ name: 'shop', url: 'https://shop.example' })).toBe(`${sdk} (shop; https://shop.example)`);
  });
});

describe('mergeHeaders()', () => {
  test('lower-cases names, skips undefined, and lets later values replace earlier ones', () => {
    const merged = mergeHeaders({ 'X-One': 'a', 'x-two': 'b' }, undefined, { 'x-one': 'c', 'x-three': undefined });
    expect({ ...merged }).toEqual({ 'x-one': 'c', 'x-two': 'b' });
  });

  test.each<[string, HeadersLike]>([
    ['an object', { 'X-Trace': 'abc' }],
    ['an object without a prototype', Object.assign(Object.create(null), { 'X-Trace': 'abc' }) as HeadersLike],
    ['Headers', new Headers({ 'X-Trace': 'abc' })],
    ['a Map', new Map([['X-Trace', 'abc']])],
    ['pairs', [['X-Trace', 'abc']]],
    ['the entries of Headers', new Headers({ 'X-Trace': 'abc' }).entries()],
  ])('takes %s, of a call and of a client', async (_, headers) => {
    const ofCall = stubFetch(ok);
    // An iterator can be read once.
    const [first, second] = Symbol.iterator in headers && 'next' in headers ? [[...headers], [['X-Trace', 'abc']] as HeadersLike] : [headers, headers]; // prettier-ignore
    await client(ofCall).smart.transactions.get('STX_1', undefined, { headers: first });
    const ofClient = stubFetch(ok);
    await client(ofClient, { headers: second }).smart.transactions.get('STX_1');
    expect([headersOf(ofCall)['x-trace'], headersOf(ofClient)['x-trace']]).toEqual(['abc', 'abc']);
  });

  test('joins the values of a name that occurs several times in one part, as `fetch` does', () => {
    const pairs: HeadersLike = [['X-Trace', 'a'], ['x-trace', 'b']]; // prettier-ignore
    expect({ ...mergeHeaders({ 'x-trace': 'of the client' }, pairs) }).toEqual({ 'x-trace': 'a, b' });
    expect(new Headers(pairs as [string, string][]).get('x-trace')).toBe('a, b');
  });

  test('skips null like undefined: it is no text', () => {
    expect({ ...mergeHeaders({ 'x-one': 'a' }, { 'x-one': null, 'x-two': null }, [['x-three', null]]) }).toEqual({
      'x-one': 'a',
    });
  });

  test.each([[5], [true], [['a']], [{}], [new Date(0)], [() => 'hidden'], [Symbol('hidden')]])(
    'rejects the value %o, which is no string, with the name of the header, and nothing is sent',
    async (value) => {
      const stub = stubFetch(ok);
      const headers = { 'x-custom': value } as unknown as HeadersLike;
      const call = client(stub).smart.transactions.get('STX_1', undefined, { headers });
      await expect(call).rejects.toThrow(new TypeError('The value of the header x-custom is not a string.'));
      expect(stub.requests).toEqual([]);
    },
  );

  test.each<[string, unknown]>([
    ['a string', 'x-custom: 1'],
    ['names and values in turn', ['x-custom', '1']],
    ['an instance of a class', new (class Trace { id = '1'; })()],
    ['a promise', Promise.resolve({})],
  ])('rejects %s, whose headers would be lost', async (_, headers) => {
    const call = client(stubFetch(ok)).smart.transactions.get('STX_1', undefined, { headers: headers as HeadersLike });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow('`headers`');
    expect(() => client(stubFetch(ok), { headers: headers as HeadersLike })).toThrow('`headers`');
  }); // prettier-ignore

  test.each([
    ['a line break', 'hidden\r\nx-evil: 1'],
    ['a line break at the end', 'hidden\n'],
    ['a space at an end', ' hidden'],
    ['a character outside Latin-1', 'hidden €'],
    ['a NUL', 'hid\0hidden'],
  ])('rejects a value with %s without quoting it, and nothing is sent', async (_, value) => {
    const stub = stubFetch(ok);
    const call = client(stub).smart.transactions.get('STX_1', undefined, { headers: { 'x-custom': value } });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow('The value of the header x-custom cannot be sent unchanged');
    await expect(call).rejects.not.toThrow('hidden');
    expect(stub.requests).toEqual([]);
    expect(() => client(stub, { headers: { 'x-custom': value } })).toThrow(TypeError);
  });

  test.each(['', 'a', 'a b\tc', 'Größe', '!~'])('accepts the value %j, which arrives unchanged', async (value) => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1', undefined, { headers: { 'x-custom': value } });
    expect(headersOf(stub)['x-custom']).toBe(value);
  });

  test('accepts the name __proto__ like any other', async () => {
    const stub = stubFetch(ok);
    const headers = JSON.parse('{"__proto__":"1"}') as Record<string, string>;
    await client(stub).smart.transactions.get('STX_1', undefined, { headers });
    expect(Object.entries(headersOf(stub))).toContainEqual(['__proto__', '1']);
  });

  test.each(['a b', '', 'ä', 'a:', 'a\n'])('rejects the name %j', async (name) => {
    const call = client(stubFetch(ok)).smart.transactions.get('STX_1', undefined, { headers: { [name]: '1' } });
    await expect(call).rejects.toThrow(new TypeError(`${JSON.stringify(name)} is not a header name.`));
  });
});

describe('mergeHeaders() leaves the connection to `fetch`', () => {
  test.each(['X-Host', 'hostname', 'x-te', 'Upgrade-Insecure-Requests'])(
    'but sends the header %s, of whose name only a part is such a name',
    async (name) => {
      const stub = stubFetch(ok);
      await client(stub).smart.transactions.get('STX_1', undefined, { headers: { [name]: '1' } });
      expect(headersOf(stub)[name.toLowerCase()]).toBe('1');
    },
  );

  test.each([
    'Connection', 'content-length', 'Expect', 'host', 'keep-alive', 'TE', 'trailer', 'Transfer-Encoding', 'upgrade',
  ])('and rejects the header %s, with which the call would fail as if it may have succeeded', async (name) => {
    const stub = stubFetch(ok);
    const call = client(stub).smart.transactions.cancel('STX_1', { headers: { [name]: '5' } });
    await expect(call).rejects.toThrow(
      new TypeError(`The header ${name} belongs to the connection: \`fetch\` sets it.`),
    );
    expect(stub.requests).toEqual([]);
  }); // prettier-ignore
});

describe('redactHeaders()', () => {
  test('shows the values of a few headers that contain no secrets, and no others', () => {
    const shown = { accept: 'a', 'accept-language': 'b', 'content-type': 'c', 'user-agent': 'd', 'x-action': 'e' };
    expect(redactHeaders({ ...shown, authorization: 'Bearer x', cookie: 'y', 'x-custom': 'z' })).toEqual({
      ...shown,
      authorization: '[redacted]',
      cookie: '[redacted]',
      'x-custom': '[redacted]',
    });
  });

  test('redacts a card number in one of these', () => {
    expect(redactHeaders({ 'x-action': 'pay-4111111111111111' })).toEqual({ 'x-action': 'pay-[redacted]' });
  });

  test('searches a value once, but the idempotency key, which each call has another of, each time', () => {
    const searches = (value: string): number => vi.mocked(redact).mock.calls.filter(([text]) => text === value).length;
    for (let call = 0; call < 3; call++) redactHeaders({ accept: 'an accepted type', 'x-action': 'a key' });
    expect([searches('an accepted type'), searches('a key')]).toEqual([1, 3]);
  });

  test('remembers a hundred values, so that those of calls do not fill the memory', async () => {
    vi.resetModules();
    const fresh = await import('../../src/transport/headers.ts');
    const { redact: search } = await import('../../src/internal/redact.ts');
    const show = (): void => {
      for (let value = 0; value < 150; value++) fresh.redactHeaders({ accept: `type/${value}` });
    };
    show();
    const before = vi.mocked(search).mock.calls.length;
    show();
    expect(
      vi
        .mocked(search)
        .mock.calls.slice(before)
        .map(([text]) => text),
    ).toEqual(Array.from({ length: 50 }, (_, index) => `type/${100 + index}`));
  });
});
