import { describe, expect, test } from 'vitest';
import { expectSame, send, server } from './every-transport.ts';

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
    // The original first, or both at once.
    await expectSame(async (transport) => {
      const response = await transport(server.origin);
      const clone = response.clone();
      return Promise.all([response.text(), clone.text()]);
    });
    server.respond = (_, __, response) => void response.writeHead(204).end();
    await expectSame(async (transport) => (await transport(server.origin)).clone().text());
  });
});
