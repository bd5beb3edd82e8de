import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { localServer } from '../src/local-server.ts';
import { documentOf, json, prismFor, sendRaw, started } from './servers.ts';

const thing = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
const responses = { 200: { description: 'Done.' } };
const document = documentOf({
  '/Required': { post: { requestBody: { required: true, content: json(thing) }, responses } },
  '/Optional': { post: { requestBody: { content: json(thing) }, responses } },
  '/Without': { post: { responses } },
});
const type = 'Content-Type: application/json';
const post = (path: string, headers: string[], body: string | Buffer = '') =>
  Buffer.concat([
    Buffer.from([`POST /api/v2${path} HTTP/1.1`, 'Host: mock', 'Connection: close', ...headers, '', ''].join('\r\n')),
    Buffer.from(body),
  ]);

describe('a request with a content type and no body', () => {
  const framings: [string, string[], string][] = [
    ['no framing', [], ''],
    ['Content-Length: 0', ['Content-Length: 0'], ''],
    ['chunks', ['Transfer-Encoding: chunked'], '0\r\n\r\n'],
  ];
  test.each(framings)('%s', async (_, framing, body) => {
    const prism = await prismFor(document);
    const send = async (path: string) => (await sendRaw(prism.url, post(path, [type, ...framing], body)))[0]!.status;
    expect(await send('/Without')).toBe(200);
    expect(await send('/Optional')).toBe(200);
    expect(await send('/Required')).toBe(422);
  });

  test.each(framings)('the upstream gets neither the type nor chunks with %s', async (_, framing, body) => {
    let headers: object = {};
    const upstream = await started(
      localServer((incoming, response) => {
        headers = incoming.headers;
        response.writeHead(200).end();
      }),
    );
    const prism = await prismFor(document, { upstream: upstream.baseUrl });
    await sendRaw(prism.url, post('/Without', [type, ...framing], body));
    expect(headers).toHaveProperty('host');
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('transfer-encoding');
  });
});

describe('a request that bypasses Prism, because its response is a file', () => {
  const file = { 200: { description: 'A file.', content: { 'application/pdf': {} } } };
  test.each([
    ['nothing of a body that is empty', '0\r\n\r\n', undefined],
    ['a body in one piece', '2\r\n{}\r\n0\r\n\r\n', 'application/json'],
  ])('the upstream gets %s', async (_, chunks, contentType) => {
    let seen: { headers?: Record<string, unknown>; body?: string } = {};
    const upstream = await started(
      localServer(({ headers }, response, body) => {
        seen = { headers, body: body.toString() };
        response.writeHead(200, { 'content-type': 'application/pdf' }).end();
      }),
    );
    const prism = await prismFor(documentOf({ '/Required': { post: { responses: file } } }), {
      upstream: upstream.baseUrl,
    });
    await sendRaw(prism.url, post('/Required', [type, 'Transfer-Encoding: chunked'], chunks));
    expect(seen.headers?.['content-type']).toBe(contentType);
    expect(seen.headers?.['content-length']).toBe(String(seen.body?.length));
    expect(seen.headers).not.toHaveProperty('transfer-encoding');
  });
});

describe('a body', () => {
  const length = (body: string | Buffer) => `Content-Length: ${Buffer.byteLength(body)}`;
  const bom = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"n":1}')]);
  const latin1 = Buffer.from('{"n":1,"a":"ü"}', 'latin1');
  const gzip = gzipSync('{"n":1}');

  test.each<[number, string, string[], string | Buffer]>([
    [200, 'JSON', [type], '{"n":1}'],
    [200, 'JSON in UTF-8, which is said', ['Content-Type: application/json; charset=utf-8'], '{"n":1}'],
    [400, 'JSON that ends too early', [type], '{"n":1'],
    [400, 'a byte order mark', [type], bom],
    [400, 'bytes that are no UTF-8', [type], latin1],
    [422, 'null', [type], 'null'],
    [422, 'a list', [type], '[]'],
    [415, 'JSON in another charset', ['Content-Type: application/json; charset=utf-16'], '{"n":1}'],
    [415, 'JSON in an unknown charset', ['Content-Type: application/json; charset=foo'], '{"n":1}'],
    [415, 'a type that is not a media type', ['Content-Type: nonsense'], '{"n":1}'],
    [415, 'JSON of another kind', ['Content-Type: application/merge-patch+json'], '{"n":1}'],
    [415, 'a type that the document does not have', ['Content-Type: text/plain'], '{"n":1}'],
    [415, 'a compressed body', [type, 'Content-Encoding: gzip'], gzip],
    [422, 'JSON without a type', [], '{"n":1}'],
  ])('%i for %s', async (status, _, headers, body) => {
    const prism = await prismFor(document);
    const bytes = post('/Optional', [...headers, length(body)], body);
    const [answer] = await sendRaw(prism.url, bytes);
    expect(answer!.status).toBe(status);
    expect(prism.violations.length > 0).toBe(status !== 200);
    expect(prism.requests).toMatchObject([{ status }]);
  });

  test('415 for a body of an operation that takes none', async () => {
    const prism = await prismFor(document);
    const [answer] = await sendRaw(prism.url, post('/Without', [type, length('{}')], '{}'));
    expect(answer!.status).toBe(415);
  });

  test('chunks with a trailer are a body as any other', async () => {
    const prism = await prismFor(document);
    const headers = [type, 'Transfer-Encoding: chunked', 'Trailer: x-sum'];
    const [answer] = await sendRaw(prism.url, post('/Required', headers, '7\r\n{"n":1}\r\n0\r\nx-sum: 1\r\n\r\n'));
    expect(answer!.status).toBe(200);
  });

  const limit = 10 * 1024 * 1024;
  const ofSize = (size: number) => {
    const start = '{"n":1,"a":"';
    return `${start}${'a'.repeat(size - start.length - 2)}"}`;
  };
  test.each([
    [200, limit],
    [413, limit + 1],
    [413, 3 * limit],
  ])('%i for %i bytes', async (status, size) => {
    const prism = await prismFor(document);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${prism.baseUrl}/Required`, { method: 'POST', headers, body: ofSize(size) });
    expect(answer.status).toBe(status);
  });

  test('a request that is aborted leaves nothing behind', async () => {
    const prism = await prismFor(document);
    const headers = { 'content-type': 'application/json', 'content-length': '100' };
    await new Promise<void>((resolve) => {
      const sent = request(`${prism.baseUrl}/Required`, { method: 'POST', headers });
      sent.on('error', () => resolve());
      sent.write('{"n":', () => sent.destroy(new Error('The client left')));
    });
    expect(prism.requests).toEqual([]);
    expect((await fetch(`${prism.baseUrl}/Without`, { method: 'POST' })).status).toBe(200);
  });
});

describe('an empty body', () => {
  const text = { type: 'string', maxLength: 3 };
  const form = { type: 'object', properties: { n: { type: 'string' } } };
  const bodies = documentOf({
    '/Text': { put: { requestBody: { required: true, content: { 'text/plain': { schema: text } } }, responses } },
    '/Long': {
      put: { requestBody: { required: true, content: { 'text/plain': { schema: { minLength: 1 } } } }, responses },
    },
    '/File': { put: { requestBody: { required: true, content: { 'application/pdf': {} } }, responses } },
    '/Form': {
      put: {
        requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: form } } },
        responses,
      },
    },
    '/Json': { put: { requestBody: { required: true, content: json({ type: 'string' }) }, responses } },
    '/Nothing': { put: { responses } },
  });
  const put = (path: string, contentType: string, body = '') =>
    Buffer.from(
      `PUT /api/v2${path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nContent-Type: ${contentType}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  test.each([
    [200, '/Text', 'text/plain;charset=UTF-8'],
    [422, '/Text', 'application/json'],
    [422, '/Long', 'text/plain'],
    [200, '/File', 'application/pdf'],
    [200, '/Form', 'application/x-www-form-urlencoded'],
    [422, '/Json', 'application/json'],
    [200, '/Nothing', 'text/plain'],
  ])('%i at %s with the type %s', async (status, path, contentType) => {
    const prism = await prismFor(bodies);
    expect((await sendRaw(prism.url, put(path, contentType)))[0]!.status).toBe(status);
  });

  test.each([
    [200, '""', { type: 'string' }],
    [422, '""', { type: 'string', minLength: 1 }],
    [422, '""', { type: 'integer' }],
    [200, '0', { type: 'integer' }],
    [422, '0', { type: 'integer', minimum: 1 }],
    [200, 'false', { type: 'boolean' }],
    [422, 'false', { type: 'string' }],
  ])('%i for %s with %o, required or not', async (status, value, schema) => {
    for (const required of [true, false]) {
      const one = documentOf({ '/Json': { put: { requestBody: { required, content: json(schema) }, responses } } });
      const prism = await prismFor(one);
      expect((await sendRaw(prism.url, put('/Json', 'application/json', value)))[0]!.status).toBe(status);
    }
  });

  test.each([
    ['/Text', 'text/plain', ''],
    ['/Json', 'application/json', '""'],
  ])('reaches the upstream at %s', async (path, contentType, value) => {
    let seen: unknown;
    const upstream = await started(
      localServer(({ headers }, response, body) => {
        seen = { type: headers['content-type'], body: body.toString() };
        response.writeHead(200).end();
      }),
    );
    const prism = await prismFor(bodies, { upstream: upstream.baseUrl });
    await sendRaw(prism.url, put(path, contentType, value));
    expect(seen).toEqual({ type: contentType, body: value });
  });
});
