import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fetchInit, globalFetch, isBrowser, type PlainInit } from '../../src/internal/fetch-init.ts';

/** What `fetch` has in Node, and its types have not. */
type Init = RequestInit & { duplex?: string; dispatcher?: { dispatch(options: object, handler: object): boolean } };

const customFetch: typeof fetch = () => Promise.reject(new Error('Not called.'));
const post = (body?: PlainInit['body'], headers: Record<string, string> = {}): PlainInit => ({
  method: 'POST',
  headers,
  ...(body !== undefined && { body }),
});
const adapt = async (init: PlainInit, send = customFetch, timeout = 60_000): Promise<Init> =>
  fetchInit(init, { send, timeout });
const text = (body: unknown): Promise<string> => new Response(body as BodyInit).text();

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('fetchInit() in every runtime', () => {
  test('keeps the init', async () => {
    const { signal } = new AbortController();
    const init = { ...post('{}', { 'x-action': 'a' }), redirect: 'manual' as const, signal };
    expect(await adapt(init)).toMatchObject(init);
  });

  test.each(['GET', 'POST', 'DELETE'])(
    'sends no cookies with %s, and lets no cache or framework keep the response',
    async (method) => {
      expect(await adapt({ method, headers: {} })).toMatchObject({ credentials: 'omit', cache: 'no-store' });
    },
  );

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'sends %s on a connection on which Bun does not send a request again',
    async (method) => {
      expect(await adapt({ method, headers: {} })).toMatchObject({ keepalive: false });
    },
  );

  test('sends a read once in Bun if a second request would have an effect too, as one that moves a scroll', async () => {
    const init = await fetchInit({ method: 'GET', headers: {} }, { send: globalFetch, timeout: 1_000, sendOnce: true });
    expect(init).toMatchObject({ keepalive: false });
    expect(init).not.toHaveProperty('body');
  });

  test('leaves connections open for reads', async () => {
    expect(await adapt({ method: 'GET', headers: {} })).not.toHaveProperty('keepalive');
  });

  test('shows a body to a custom `fetch` as it is, so that a test can inspect it', async () => {
    expect(await adapt(post('{"a":1}'))).toMatchObject({ body: '{"a":1}' });
    expect(await adapt(post())).not.toHaveProperty('body');
  });
});

describe('fetchInit() leaves out the cache mode', () => {
  const freshFetchInit = async () => {
    vi.resetModules();
    return (await import('../../src/internal/fetch-init.ts')).fetchInit;
  };

  test.each([
    [
      'in Workers that reject it',
      function Request() {
        throw new Error("The 'cache' field is not implemented.");
      },
    ],
    ['where there is no Request', undefined],
  ])('%s', async (_, Request) => {
    const fresh = await freshFetchInit();
    vi.stubGlobal('Request', Request);
    for (const method of ['GET', 'POST'])
      expect(await fresh({ method, headers: {} }, { send: customFetch, timeout: 1 })).not.toHaveProperty('cache');
  });
});

describe('fetchInit() in Deno, which sends a request again unless its body can be read only once', () => {
  beforeEach(() => void vi.stubGlobal('Deno', {}));

  test('makes a blob of JSON, and leaves its content type to the headers', async () => {
    const headers = { 'content-type': 'application/json' };
    const { body, headers: sent } = await adapt(post('{"sum":"1 €"}', headers));
    expect(body).toBeInstanceOf(Blob);
    expect((body as Blob).type).toBe('');
    expect(await text(body)).toBe('{"sum":"1 €"}');
    expect(sent).toEqual(headers);
  });

  test.each(['POST', 'PUT', 'DELETE'])('makes an empty stream of no body of %s', async (method) => {
    const { body, duplex } = await adapt({ method, headers: {} });
    expect(body).toBeInstanceOf(ReadableStream);
    expect(await text(body)).toBe('');
    expect(duplex).toBe('half');
  });

  test.each([
    ['a form', new FormData()],
    ['a file', new Blob(['a'])],
  ])('keeps %s, which Deno reads once', async (_, body) => {
    expect((await adapt(post(body))).body).toBe(body);
  });

  test('makes no body for a read', async () => {
    expect(await adapt({ method: 'GET', headers: {} })).not.toHaveProperty('body');
  });

  test('uses no connection pool of Node, even if a package has created one', async () => {
    const init = await adapt(post('{}'), globalFetch, Number.POSITIVE_INFINITY);
    expect(init.body).toBeInstanceOf(Blob);
    expect(init).not.toHaveProperty('dispatcher');
  });
});

describe('fetchInit() in Workers, which send a DELETE or PUT without a body again', () => {
  beforeEach(() => void vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' }));

  test.each(['POST', 'PUT', 'DELETE'])('makes an empty stream of no body of %s', async (method) => {
    const { body, duplex } = await adapt({ method, headers: {} });
    expect(await text(body)).toBe('');
    expect(duplex).toBe('half');
  });

  test('keeps a body', async () => {
    expect(await adapt(post('{}'))).toMatchObject({ body: '{}' });
  });

  test('makes no body for a read', async () => {
    expect(await adapt({ method: 'GET', headers: {} })).not.toHaveProperty('body');
  });
});

describe('fetchInit() with the `fetch` of Node', () => {
  test.each<[string, PlainInit['body'], string]>([
    ['JSON', '{"sum":"1 €"}', '15'],
    ['an empty string', '', '0'],
    ['a file', new Blob(['abc']), '3'],
  ])('makes a stream of %s, with its length', async (_, body, length) => {
    const init = await adapt(post(body, { 'content-type': 'text/plain' }), globalFetch);
    expect(init.body).toBeInstanceOf(ReadableStream);
    expect(init.headers).toEqual({ 'content-type': 'text/plain', 'content-length': length });
    expect(await text(init.body)).toBe(await text(body));
  });

  test('makes a stream of a form, with its boundary and its length', async () => {
    const form = new FormData();
    form.append('file', new Blob(['abc']), 'a.txt');
    const { body, headers } = await adapt(post(form), globalFetch);
    const sent = await text(body);
    const { 'content-type': type, 'content-length': length } = headers as Record<string, string>;
    const [, boundary] = /^multipart\/form-data; boundary=(.+)$/.exec(type!)!;
    expect(sent.startsWith(`--${boundary}\r\n`)).toBe(true);
    expect(sent).toContain('filename="a.txt"');
    expect(length).toBe(String(new TextEncoder().encode(sent).length));
  });

  test('uses its connection pool as it is for a timeout of up to five minutes', async () => {
    expect(await adapt(post('{}'), globalFetch, 300_000)).not.toHaveProperty('dispatcher');
  });

  test.each([300_001, 330_000, Number.POSITIVE_INFINITY])(
    'uses its connection pool without the limits of five minutes for a timeout of %d ms',
    async (timeout) => {
      // Node creates it with the first class of its `fetch` that is used.
      void Response;
      const pool = (globalThis as never)[Symbol.for('undici.globalDispatcher.1')] as Init['dispatcher'];
      const dispatch = vi.spyOn(pool!, 'dispatch').mockReturnValue(true);
      const handler = {};
      for (const init of [post('{}'), { method: 'GET', headers: {} }]) {
        const { dispatcher } = await adapt(init, globalFetch, timeout);
        dispatcher!.dispatch({ path: '/a' }, handler);
        expect(dispatch).toHaveBeenLastCalledWith({ path: '/a', headersTimeout: 0, bodyTimeout: 0 }, handler);
      }
    },
  );

  test('does not pass the connection pool to a custom `fetch`, which may be of another version', async () => {
    const init = await adapt(post('{}'), customFetch, Number.POSITIVE_INFINITY);
    expect(init).not.toHaveProperty('dispatcher');
  });
});

describe('the `fetch` of Node', () => {
  let server: Server;
  let url: string;
  let requests: { length: string | undefined; encoding: string | undefined; body: string }[];

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        requests.push({
          length: request.headers['content-length'],
          encoding: request.headers['transfer-encoding'],
          body,
        });
        response.writeHead(Number(request.url!.slice(1)), { 'www-authenticate': 'Basic realm="API"' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const bodies: [string, PlainInit['body']][] = [
    ['JSON', '{"a":1}'],
    ['no body', undefined],
    ['a file', new Blob(['abc'])],
    ['a form', new FormData()],
  ];

  test.each(bodies)('sends %s once when the server responds with 421', async (_, body) => {
    const { status } = await globalFetch(`${url}/421`, await adapt(post(body), globalFetch));
    expect(status).toBe(421);
    expect(requests).toHaveLength(1);
  });

  test.each(['JSON', 'DELETE'])('returns status 401, which would need the body again, for %s', async (kind) => {
    const init = kind === 'DELETE' ? { method: 'DELETE', headers: {} } : post('{"a":1}');
    const { status } = await globalFetch(`${url}/401`, await adapt(init, globalFetch));
    expect(status).toBe(401);
    expect(requests).toHaveLength(1);
  });

  test.each(bodies)('sends %s with a length, not in chunks', async (_, body) => {
    await globalFetch(`${url}/200`, await adapt(post(body), globalFetch));
    const [request] = requests;
    expect(request).toMatchObject({ encoding: undefined, length: String(request!.body.length) });
  });

  test('sends through its connection pool without limits', async () => {
    const init = await adapt(post('{"a":1}'), globalFetch, Number.POSITIVE_INFINITY);
    expect((await globalFetch(`${url}/200`, init)).status).toBe(200);
    expect(requests).toMatchObject([{ body: '{"a":1}' }]);
  });
});

describe('isBrowser()', () => {
  const MOZILLA = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

  test.each<[string, string, object | undefined]>([
    ['a page', 'document', {}],
    ['a worker of a page', 'navigator', { userAgent: MOZILLA }],
  ])('is true in %s', (_, name, value) => {
    vi.stubGlobal(name, value);
    expect(isBrowser()).toBe(true);
  });

  test.each([
    undefined,
    {},
    { userAgent: 'Node.js/24' },
    { userAgent: 'Bun/1.4.5' },
    { userAgent: 'Deno/2.9.6' },
    { userAgent: 'Cloudflare-Workers' },
  ])('is false in a runtime whose navigator is %o', (navigator) => {
    vi.stubGlobal('navigator', navigator);
    expect(isBrowser()).toBe(false);
  });
});
