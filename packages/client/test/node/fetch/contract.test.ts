import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nodeFetch } from '../../../src/node/index.ts';
import { CountingServer } from './counting-server.ts';

// What the `fetch` of Node does is the expectation: each case runs over both.
const send = nodeFetch({ proxy: false }) as typeof fetch;
const transports = { fetch, nodeFetch: send };

let server: CountingServer;
beforeAll(async () => {
  server = await new CountingServer().listen();
});
afterAll(async () => {
  (send as unknown as { close(): void }).close();
  await server.close();
});
beforeEach(() => {
  server.requests.length = 0;
  server.respond = (_, __, response) => void response.end('{"id":"STX_1"}');
});

/** The same over both; returns what it was. */
async function expectSame<Value>(run: (send: typeof fetch) => Promise<Value>): Promise<Value> {
  const settle = (transport: typeof fetch): Promise<unknown> =>
    run(transport).then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.constructor.name }),
    );
  const [expected, actual] = [await settle(transports.fetch), await settle(transports.nodeFetch)];
  expect(actual).toEqual(expected);
  return (expected as { value: Value }).value;
}

/** Headers that only the `fetch` of Node sends. */
const OF_FETCH = new Set(['accept-language', 'sec-fetch-mode', 'user-agent', 'accept-encoding', 'connection']);
async function requestOf(transport: typeof fetch, input: string | URL | Request, init?: RequestInit): Promise<object> {
  server.requests.length = 0;
  await (await transport(input, init)).text();
  expect(server.requests).toHaveLength(1);
  const [{ method, url, headers, body }] = server.requests as [(typeof server.requests)[0]];
  const boundary = /boundary=(.+)/.exec(headers['content-type'] ?? '')?.[1] ?? '\0';
  const visible = Object.entries(headers).filter(([name]) => !OF_FETCH.has(name));
  return JSON.parse(
    JSON.stringify({ method, url, headers: Object.fromEntries(visible), body }).replaceAll(boundary, 'B'),
  ) as object;
}
const stream = (...chunks: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
const form = (): FormData => {
  const data = new FormData();
  data.set('name', 'Jörg');
  data.set('file', new File(['%PDF'], 'a.pdf', { type: 'application/pdf' }));
  return data;
};

describe('requests are those of fetch', () => {
  const inits: Record<string, () => RequestInit | undefined> = {
    nothing: () => undefined,
    'a method in small letters': () => ({ method: 'put' }),
    PATCH: () => ({ method: 'PATCH', body: 'x' }),
    'a method that may have a body, without one': () => ({ method: 'POST' }),
    DELETE: () => ({ method: 'DELETE' }),
    'text in ASCII': () => ({ method: 'POST', body: 'text' }),
    'text in other letters': () => ({ method: 'POST', body: 'Jörg 🧾' }),
    'text in other letters, and a header with one': () => ({
      method: 'POST',
      body: 'Jörg',
      headers: { 'x-name': 'J\u00f6rg' },
    }),
    'text in ASCII, and a header with another letter': () => ({
      method: 'POST',
      body: 'x',
      headers: { 'x-name': 'J\u00f6rg' },
    }),
    'an empty text': () => ({ method: 'POST', body: '' }),
    'JSON with its type': () => ({ method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }),
    'form fields': () => ({ method: 'POST', body: new URLSearchParams({ a: 'ä b' }) }),
    bytes: () => ({ method: 'POST', body: new Uint8Array([1, 2, 255]).subarray(1) }),
    'an array buffer': () => ({ method: 'POST', body: new Uint8Array([1, 2]).buffer }),
    'a blob': () => ({ method: 'POST', body: new Blob(['%PDF'], { type: 'application/pdf' }) }),
    'an empty blob': () => ({ method: 'POST', body: new Blob([]) }),
    'a form': () => ({ method: 'POST', body: form() }),
    'a stream': () => ({ method: 'POST', body: stream('a', 'bc'), duplex: 'half' }) as RequestInit,
    'a stream of known length': () =>
      ({ method: 'POST', body: stream('a', 'bc'), duplex: 'half', headers: { 'content-length': '3' } }) as RequestInit,
    'headers as pairs': () => ({ headers: [['x-a', '1'], ['x-b', '2']] }), // prettier-ignore
    'headers as an object': () => ({ headers: new Headers({ 'x-a': '1', accept: 'text/plain' }) }),
  };
  test.each(Object.entries(inits))('with %s', async (_, init) => {
    await expectSame((transport) => requestOf(transport, `${server.origin}/a b/ü?q=1 2#part`, init()));
  });

  test('from a URL and from a Request', async () => {
    await expectSame((transport) => requestOf(transport, new URL('/x?y', server.origin)));
    const request = (): Request =>
      new Request(`${server.origin}/x`, { method: 'POST', body: 'text', headers: { 'x-a': '1' } });
    await expectSame((transport) => requestOf(transport, request()));
    await expectSame((transport) => requestOf(transport, request(), { headers: { 'x-b': '2' } }));
  });

  const invalid: Record<string, RequestInit> = {
    'a body with GET': { body: 'x' },
    'the method CONNECT': { method: 'CONNECT' },
    'the name of a header': { headers: { 'a b': '1' } },
    'the value of a header': { headers: { a: '1\r\nb: 2' } },
    'a length that is not that of the body': { method: 'POST', body: 'x', headers: { 'content-length': '2' } },
    'a transfer coding': { method: 'POST', body: 'x', headers: { 'transfer-encoding': 'chunked' } },
  };
  test.each(Object.entries(invalid))('a call with an invalid part is not sent: %s', async (_, init) => {
    await expect(send(server.origin, init)).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });

  test.each(['ftp://localhost', '/relative', 'http://user:secret@localhost/'])(
    'the URL %s is not called',
    async (url) => {
      const failure = await send(url).catch((error: unknown) => error as Error);
      expect(failure).toBeInstanceOf(TypeError);
      expect(String(failure)).not.toContain('secret');
    },
  );

  test.each([
    ['shorter', '4'],
    ['longer', '2'],
  ])('a stream that is %s than announced fails, and the server gets no whole request', async (_, length) => {
    const init = { method: 'POST', body: stream('a', 'bc'), headers: { 'content-length': length }, duplex: 'half' };
    await expect(send(server.origin, init as RequestInit)).rejects.toThrow('fetch failed');
    expect(server.requests).toEqual([]);
  });

  test('the failure of a stream is the cause', async () => {
    const cause = new Error('the disk is gone');
    const body = new ReadableStream({ pull: (controller) => controller.error(cause) });
    await expect(send(server.origin, { method: 'POST', body, duplex: 'half' } as RequestInit)).rejects.toMatchObject({
      cause,
    });
    expect(server.requests).toEqual([]);
  });
});

const text = 'größer '.repeat(30_000);
const encodings: Record<string, [string, Uint8Array]> = {
  'no coding': ['identity', Buffer.from(text)],
  gzip: ['gzip', gzipSync(text)],
  'gzip by its other name': ['X-GZIP', gzipSync(text)],
  brotli: ['br', brotliCompressSync(text)],
  deflate: ['deflate', deflateSync(text)],
  'deflate without a header': ['deflate', deflateRawSync(text)],
  'two codings': ['deflate, gzip', gzipSync(deflateSync(text))],
  'an unknown coding': ['rot13', Buffer.from(text)],
};

describe('responses are those of fetch', () => {
  const OF_CONNECTION = new Set(['connection', 'date', 'keep-alive']);
  const visited = (headers: Headers): string[] => {
    const pairs: string[] = [];
    headers.forEach((value, name) => {
      if (!OF_CONNECTION.has(name)) pairs.push(`${name}: ${value}`);
    });
    return pairs;
  };
  const shown = async (response: Response): Promise<object> => ({
    status: response.status,
    statusText: response.statusText,
    ok: response.ok,
    url: response.url,
    redirected: response.redirected,
    type: response.type,
    headers: [...response.headers].filter(([name]) => !OF_CONNECTION.has(name)),
    keys: [...response.headers.keys()].filter((name) => !OF_CONNECTION.has(name)),
    values: [...response.headers.values()].filter((value) => !/GMT|close|keep-alive|timeout/.test(value)),
    each: visited(response.headers),
    cookies: response.headers.getSetCookie(),
    get: ['X-Twice', 'x-none', 'set-cookie'].map((name) => [response.headers.get(name), response.headers.has(name)]),
    hasBody: response.body !== null,
    text: await response.text(),
    bodyUsed: response.bodyUsed,
    locked: response.body?.locked,
  });
  const responses: Record<string, [number, Record<string, string | string[]>, string?]> = {
    'a success': [200, { 'content-type': 'application/json', 'x-twice': ['1', 'é'], 'set-cookie': ['a=1', 'b=2'] }, '{"id":"ä"}'],
    'an error': [404, {}, 'not here'],
    'a text with a byte order mark': [200, {}, '\ufefftext'],
    'bytes that are not UTF-8': [200, { 'x-binary': '1' }, '\x80\xff{'],
    'no content': [204, {}],
    'nothing': [200, {}],
    'a redirect that leads nowhere': [302, {}, 'go'],
    'nothing, compressed': [200, { 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' }],
  }; // prettier-ignore
  test.each(Object.entries(responses))('%s', async (_, [status, headers, body]) => {
    server.respond = (_request, __, response) => {
      response.writeHead(status, headers).end(Buffer.from(body ?? '', headers['x-binary'] ? 'latin1' : 'utf8'));
    };
    await expectSame(async (transport) => shown(await transport(`${server.origin}/a?b#c`)));
    await expectSame(async (transport) => shown(await transport(server.origin, { method: 'HEAD' })));
  });

  test.each(Object.entries(encodings))('a body with %s', async (_, [coding, bytes]) => {
    server.respond = (_request, __, response) =>
      void response.writeHead(200, { 'content-encoding': coding }).end(bytes);
    expect(await expectSame(async (transport) => (await transport(server.origin)).text())).toBe(text);
    // Read in pieces, which are paused in between.
    expect(
      await expectSame(async (transport) => {
        let read = '';
        const decoder = new TextDecoder();
        for await (const chunk of (await transport(server.origin)).body!) {
          read += decoder.decode(chunk, { stream: true });
          await new Promise((resolve) => setImmediate(resolve));
        }
        return read;
      }),
    ).toBe(text);
  });

  test('each way to read a body', async () => {
    const bytes = (buffer: ArrayBuffer | Uint8Array): number[] => [...new Uint8Array(buffer)];
    server.respond = (_, __, response) => void response.setHeader('content-type', 'application/json').end('{"ä":1}');
    await expectSame(async (transport) => (await transport(server.origin)).json() as Promise<unknown>);
    await expectSame(async (transport) => bytes(await (await transport(server.origin)).arrayBuffer()));
    await expectSame(async (transport) => {
      const blob = await (await transport(server.origin)).blob();
      return [blob.type, await blob.text()];
    });
    expect(bytes(await (await send(server.origin)).bytes())).toEqual(bytes(Buffer.from('{"ä":1}')));
    await expectSame(async (transport) => {
      const reader = (await transport(server.origin)).body!.getReader({ mode: 'byob' });
      const { value } = await reader.read(new Uint8Array(100));
      return [bytes(value!), (await reader.read(new Uint8Array(100))).done];
    });
    server.respond = (_, __, response) =>
      void response.setHeader('content-type', 'application/x-www-form-urlencoded').end('a=1');
    await expectSame(async (transport) => [...(await (await transport(server.origin)).formData())]);
  });

  test('a body can be read once', async () => {
    const states = async (transport: typeof fetch, use: (response: Response) => unknown): Promise<unknown[]> => {
      const response = await transport(server.origin);
      await use(response);
      const state = [response.bodyUsed, response.body?.locked];
      const again = await response.text().then(
        (value) => value,
        (error: Error) => error.constructor.name,
      );
      const clone = (() => {
        try {
          return typeof response.clone();
        } catch (error) {
          return (error as Error).constructor.name;
        }
      })();
      return [...state, again, clone];
    };
    const uses: ((response: Response) => unknown)[] = [
      (response) => response.text(),
      (response) => (response.body, response.json()),
      (response) => response.body!.cancel(),
      (response) => response.body!.getReader().read(),
      (response) => void response.body!.getReader(),
      async (response) => {
        const reader = response.body!.getReader();
        reader.releaseLock();
      },
    ];
    for (const use of uses) await expectSame((transport) => states(transport, use));
  });

  test('a stream that was taken before the text is read has no bytes', async () => {
    const response = await send(server.origin);
    const { body } = response;
    const text = response.text();
    expect(response.body).toBe(body);
    expect(body!.locked).toBe(true);
    expect(await text).toBe('{"id":"STX_1"}');
    const other = await send(server.origin);
    const stream = other.body!;
    const json = other.json() as Promise<unknown>;
    await expect(stream.getReader().read()).rejects.toThrow(TypeError);
    expect(await json).toEqual({ id: 'STX_1' });
  });

  test('a clone has the same body', async () => {
    await expectSame(async (transport) => {
      const response = await transport(server.origin);
      const clone = response.clone();
      const another = clone.clone();
      return [await clone.text(), await response.json(), await another.text(), clone.status, clone.url];
    });
    server.respond = (_, __, response) => void response.writeHead(204).end();
    await expectSame(async (transport) => (await transport(server.origin)).clone().text());
  });

  test('it is a Response, with Headers, and can be copied into others', async () => {
    server.respond = (_, __, response) => void response.setHeader('set-cookie', ['a=1', 'b=2']).end('text');
    const response = await send(server.origin);
    expect(response).toBeInstanceOf(Response);
    expect(response.headers).toBeInstanceOf(Headers);
    expect(String(response)).toBe('[object Response]');
    const copy = new Response(response.body, response);
    expect([copy.status, copy.headers.getSetCookie(), await copy.text()]).toEqual([200, ['a=1', 'b=2'], 'text']);
    expect([...new Headers(response.headers)]).toEqual([...response.headers]);
    const change = ['append', 'set', 'delete'] as const;
    for (const name of change) expect(() => response.headers[name]('a', 'b')).toThrow(TypeError);
    expect(() => response.headers.get('a b')).toThrow(TypeError);
  });
});

describe('redirects are those of fetch', () => {
  test.each([301, 302, 303, 307, 308])('status %i', async (status) => {
    const other = await new CountingServer().listen();
    other.respond = ({ method, body, headers }, _, response) => {
      response.end(JSON.stringify([method, body, headers.authorization, headers['content-type'], headers['x-a']]));
    };
    server.respond = (request, __, response) => {
      const location = request.url === '/there' ? undefined : request.url === '/loop' ? '/loop' : request.url === '/nowhere' ? 'http://[' : request.url.startsWith('/other') ? `${other.origin}/x` : '/there'; // prettier-ignore
      if (location === undefined) return other.respond(request, __, response);
      response.writeHead(status, { location }).end('moved');
    };
    const headers = { authorization: 'Bearer secret', 'x-a': '1' };
    for (const redirect of ['follow', 'manual', 'error', undefined] as const) {
      for (const method of ['GET', 'POST', 'PUT', 'HEAD'])
        for (const path of ['/here', '/other', '/loop', '/nowhere']) {
          const init = {
            method,
            headers,
            ...(redirect && { redirect }),
            ...(method.startsWith('P') && { body: 'text' }),
          };
          await expectSame(async (transport) => {
            const response = await transport(`${server.origin}${path}#part`, init);
            return [response.status, response.url, response.redirected, await response.text()];
          });
        }
    }
    const init = { method: 'PUT', body: stream('a'), duplex: 'half' } as RequestInit;
    // Status 303 asks for a GET, which has no body.
    const result = await send(`${server.origin}/here`, init).then(({ ok }) => ok, String);
    expect(result).toBe(status === 303 ? true : 'TypeError: fetch failed');
    await other.close();
  });
});
