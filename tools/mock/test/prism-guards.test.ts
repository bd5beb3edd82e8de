import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { loadOperations } from '../src/operations.ts';
import { preflight } from '../src/preflight.ts';
import { localServer } from '../src/local-server.ts';
import { documentOf, json, prismFor, started } from './servers.ts';

const Thing = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
const things = (responses: object) =>
  documentOf({
    '/Things': {
      get: { responses },
      post: { requestBody: { required: true, content: json(Thing) }, responses },
    },
  });
const ok = { description: 'A thing.', content: json(Thing) };

describe('malformed requests, to which Prism never responds', () => {
  test.each([
    ['the mock', false],
    ['the proxy', true],
  ])('%s responds to malformed JSON with status 400 and the reason', async (_, proxied) => {
    const upstream = proxied ? await started(localServer((__, response) => void response.end('{"n":1}'))) : undefined;
    const prism = await prismFor(things({ 200: ok }), upstream ? { upstream: upstream.baseUrl } : {});
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
    const prism = await prismFor(document, { upstream: upstream.baseUrl });
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
    const prism = await prismFor(document, { upstream: upstream.baseUrl });
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
    const prism = await prismFor(things(responses), { upstream: (await serverWith(status)).baseUrl });
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

  test('the mock responds with 500 and the reason, as it cannot judge', async () => {
    const prism = await prismFor(document);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${prism.baseUrl}/Things`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(500);
    expect(prism.violations).toMatchObject([
      { code: 'SCHEMA_DOES_NOT_COMPILE', message: expect.stringMatching(/Unterminated group/) },
    ]);
  });

  test('the preflight reports the operation and the place of the schema', () => {
    const { compiled, failures } = preflight(loadOperations(document)).get('POST /Things')!;
    expect(failures).toMatchObject([{ where: 'request body application/json' }]);
    expect(compiled).toBe(1);
  });
});

describe('limits beside the reference of a whole body, which http-spec drops', () => {
  const limited = { $ref: '#/components/schemas/Thing', required: ['m'] };
  const examples = { good: { value: { m: 1, n: 1 } }, bad: { value: { n: 1 } } };
  const document = documentOf(
    {
      '/Things': {
        get: { responses: { 200: { description: 'A thing.', content: json(limited, { examples }) } } },
        post: { requestBody: { content: json(limited) }, responses: { 200: { description: 'Taken.' } } },
      },
    },
    { Thing },
  );

  test.each([
    ['good', 200],
    ['bad', 422],
  ] as const)('a %s request gets %i', async (name, status) => {
    const prism = await prismFor(document);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(examples[name].value);
    expect((await fetch(`${prism.baseUrl}/Things`, { method: 'POST', headers, body })).status).toBe(status);
  });

  test.each([
    ['good', 200],
    ['bad', 500],
  ])('a %s response gets %i', async (name, status) => {
    const prism = await prismFor(document);
    const headers = { prefer: `example=${name}` };
    expect((await fetch(`${prism.baseUrl}/Things`, { headers })).status).toBe(status);
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
    const prism = await prismFor(document, { upstream: upstream.baseUrl });
    await fetch(`${prism.baseUrl}/Things/me`);
    expect(prism.violations).toEqual([]);
    await fetch(`${prism.baseUrl}/Things/1`);
    expect(prism.violations.map(({ code }) => code)).toContain('undocumented status');
  });
});
