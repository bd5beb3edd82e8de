import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { loadOperations } from '../src/operations.ts';
import { preflight } from '../src/preflight.ts';
import { startPrism, type PrismServer } from '../src/prism.ts';
import { localServer } from '../src/local-server.ts';

/** A minimal document. */
const documentOf = (paths: object, schemas: object = {}): object => ({
  openapi: '3.1.0',
  info: { title: 'Guards', version: '1' },
  servers: [{ url: 'https://example.com/api/v2' }],
  paths,
  components: { schemas },
});
const json = (schema: object) => ({ 'application/json': { schema } });
const Thing = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
const things = (responses: object) =>
  documentOf({
    '/Things': {
      get: { responses },
      post: { requestBody: { required: true, content: json(Thing) }, responses },
    },
  });
const ok = { description: 'A thing.', content: json(Thing) };

const open: { close(): Promise<void> }[] = [];
const started = async <Server extends { close(): Promise<void> }>(server: Promise<Server>): Promise<Server> => {
  open.push(await server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
const prismFor = (document: object, upstream?: string): Promise<PrismServer> =>
  started(startPrism({ document, ...(upstream !== undefined && { upstream }) }));

describe('malformed requests, to which Prism never responds', () => {
  test.each([
    ['the mock', false],
    ['the proxy', true],
  ])('%s responds to malformed JSON with status 400 and the reason', async (_, proxied) => {
    const upstream = proxied ? await started(localServer((__, response) => void response.end('{"n":1}'))) : undefined;
    const prism = await prismFor(things({ 200: ok }), upstream?.baseUrl);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${prism.baseUrl}/Things`, { method: 'POST', headers, body: '{"n": 1' });
    expect(response.status).toBe(400);
    expect(prism.violations).toMatchObject([{ code: 'MALFORMED_JSON', location: ['request', 'body'] }]);
    expect(prism.requests).toMatchObject([{ respondedBy: 'guard' }]);
  });

  test('the mock keeps running after a broken percent-encoding', async () => {
    const prism = await prismFor(documentOf({ '/Things/{id}': { get: { responses: { 200: ok } } } }));
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${prism.baseUrl}/Things/%E0%A4%A`, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${prism.baseUrl}/Nothing`)).status).toBe(404);
  });
});

describe('binary bodies, which the proxy of Prism forwards as text', () => {
  const bytes = Buffer.from(Array.from({ length: 1024 }, (_, at) => (at * 7) % 256));
  const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } };
  const document = documentOf({
    '/Files': {
      post: {
        requestBody: { content: { 'multipart/form-data': { schema: file } } },
        responses: { 200: { description: 'The same file.', content: { 'application/octet-stream': { schema: {} } } } },
      },
    },
    '/Files/{id}': {
      get: { responses: { 200: { description: 'A file.', content: { 'application/pdf': { schema: {} } } } } },
    },
  });

  test('a binary response arrives unchanged', async () => {
    const upstream = await started(
      localServer((_, response) => void response.writeHead(200, { 'content-type': 'application/pdf' }).end(bytes)),
    );
    const prism = await prismFor(document, upstream.baseUrl);
    const response = await fetch(`${prism.baseUrl}/Files/1`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(prism.requests).toMatchObject([{ respondedBy: 'upstream', status: 200 }]);
  });

  test('an upload arrives unchanged, with its query', async () => {
    let seen: { body: Buffer; url: string | undefined } | undefined;
    const upstream = await started(
      localServer(({ url }, response, body) => {
        seen = { body, url };
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end();
      }),
    );
    const prism = await prismFor(document, upstream.baseUrl);
    const body = new FormData();
    body.append('file', new Blob([bytes]), 'a.bin');
    await fetch(`${prism.baseUrl}/Files?kind=a`, { method: 'POST', body });
    expect(seen?.url).toBe('/api/v2/Files?kind=a');
    expect(seen?.body.includes(bytes)).toBe(true);
  });
});

describe('undocumented statuses, which Prism only warns of', () => {
  const serverWith = (status: number) =>
    started(
      localServer(
        (_, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end('{"n":1}'),
      ),
    );
  const other = { description: 'An error.', content: json({ type: 'object' }) };

  test.each([
    ['an error without a documented default is reported', 418, { 200: ok }, true],
    ['a success beside a documented default is reported', 201, { 200: ok, default: other }, true],
    ['an error that the default covers is accepted', 418, { 200: ok, default: other }, false],
    ['a documented status is accepted', 200, { 200: ok, default: other }, false],
  ])('%s', async (_, status, responses, reported) => {
    const prism = await prismFor(things(responses), (await serverWith(status)).baseUrl);
    await fetch(`${prism.baseUrl}/Things`);
    const errors = prism.violations.filter(({ severity }) => severity === 'Error').map(({ code }) => code);
    expect(errors).toEqual(reported ? ['undocumented status'] : []);
  });
});

describe('a schema that does not compile, in place of which Prism accepts any value', () => {
  const broken = { type: 'object', properties: { n: { type: 'string', pattern: '(' } }, required: ['n'] };
  const document = documentOf({
    '/Things': { post: { requestBody: { required: true, content: json(broken) }, responses: { 200: ok } } },
  });

  test('Prism does not report a body that breaks the schema', async () => {
    const prism = await prismFor(document);
    const headers = { 'content-type': 'application/json' };
    await fetch(`${prism.baseUrl}/Things`, { method: 'POST', headers, body: '{}' });
    expect(prism.violations.filter(({ location }) => location[0] === 'request')).toEqual([]);
  });

  test('the preflight reports the operation and the place of the schema', () => {
    const { compiled, failures } = preflight(loadOperations(document)).get('POST /Things')!;
    expect(failures).toMatchObject([{ where: 'request body application/json' }]);
    expect(compiled).toBe(1);
  });
});

describe('recording and lookup', () => {
  test('the mock separates the calls of concurrent tests, and returns each once', async () => {
    const prism = await prismFor(things({ 200: ok }));
    await Promise.all(
      ['a', 'b'].map((mark) => fetch(`${prism.baseUrl}/Things?${mark}`, { headers: { 'x-contract-call': mark } })),
    );
    const calls = async () =>
      (await fetch(`${prism.url}/__calls/a`)).json() as Promise<{ requests: { query: string }[] }>;
    expect((await calls()).requests.map(({ query }) => query)).toEqual(['a']);
    expect((await calls()).requests).toEqual([]);
    expect(prism.requests).toEqual([]);
  });

  test('the mock prefers a literal path to a template when it looks up an operation', async () => {
    const upstream = await started(localServer((_, response) => void response.writeHead(201).end()));
    const document = documentOf({
      '/Things/{id}': { get: { responses: { 200: ok } } },
      '/Things/me': { get: { responses: { 201: { description: 'Nothing.' } } } },
    });
    const prism = await prismFor(document, upstream.baseUrl);
    await fetch(`${prism.baseUrl}/Things/me`);
    expect(prism.violations).toEqual([]);
    await fetch(`${prism.baseUrl}/Things/1`);
    expect(prism.violations.map(({ code }) => code)).toContain('undocumented status');
  });
});
