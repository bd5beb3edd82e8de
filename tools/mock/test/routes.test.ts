import { describe, expect, test } from 'vitest';
import { documentOf, json, prismFor, sendRaw } from './servers.ts';

const thing = { type: 'object', properties: { id: { type: 'integer' } } };
const shown = { a: { value: { id: 1 } }, b: { value: { id: 2 } } };
const document = documentOf({
  '/Things': { get: { responses: { 200: { description: 'Things.', content: json(thing, { examples: shown }) } } } },
  '/Things/{id}': {
    get: {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
      responses: {
        200: { description: 'A thing.', content: json(thing, { examples: shown }) },
        404: { description: 'None.', content: json({ type: 'object' }, { examples: { gone: { value: {} } } }) },
        default: { description: 'An error.', content: json({ type: 'object' }, { examples: { busy: { value: {} } } }) },
      },
    },
    delete: {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 204: { description: 'Deleted.' } },
    },
  },
});
const raw = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'Host: mock', 'Connection: close', ...headers, '', ''].join('\r\n');

describe('what the document does not have is an error of the API', () => {
  test.each([
    [404, 'an unknown path', 'GET /api/v2/Nothing'],
    [404, 'the root', 'GET /'],
    [404, 'a path without the base path', 'GET /Things'],
    [404, 'two slashes', 'GET //'],
    [404, 'a path with two slashes at the start', 'GET //api/v2/Things'],
    [404, 'dot segments that lead elsewhere', 'GET /api/v2/Things/../Nothing'],
    [404, 'the server as a whole', 'OPTIONS *'],
    [405, 'OPTIONS', 'OPTIONS /api/v2/Things'],
    [405, 'a method of another path', 'DELETE /api/v2/Things'],
    [405, 'a method that no path has', 'PROPFIND /api/v2/Things'],
  ])('%i for %s', async (status, _, line) => {
    const prism = await prismFor(document);
    const [answer] = await sendRaw(prism.url, raw(line));
    expect(answer!.status).toBe(status);
    expect(answer!.headers).toContain('content-type: application/json');
    expect(JSON.parse(answer!.body)).toMatchObject({
      status: 'error',
      error: status === 404 ? 'ProductNotFoundException' : 'ProductNotAllowedException',
      error_details: expect.any(String),
    });
    // With a violation, the client would call the input invalid, although the base URL is.
    const { validation } = JSON.parse(answer!.body) as { validation?: unknown };
    const method = expect.objectContaining({ location: ['request', 'method'] });
    expect(validation).toEqual(status === 404 ? undefined : [method]);
    expect(answer!.headers.includes('allow: get')).toBe(status === 405);
    expect(prism.violations).toHaveLength(1);
  });

  test('HEAD has no body', async () => {
    const prism = await prismFor(document);
    expect(await sendRaw(prism.url, raw('HEAD /api/v2/Things'))).toMatchObject([{ status: 405, body: '' }]);
  });

  test('405 names the methods of the path', async () => {
    const prism = await prismFor(document);
    const answer = await fetch(`${prism.baseUrl}/Things/1`, { method: 'PUT' });
    expect(answer.headers.get('allow')).toBe('GET, DELETE');
  });
});

test.each([
  ['the absolute form', 'GET http://mock/api/v2/Things'],
  ['a fragment', 'GET /api/v2/Things#first'],
  ['dot segments', 'GET /api/v2/Other/../Things'],
])('the mock understands a target with %s', async (_, line) => {
  const prism = await prismFor(document);
  expect(await sendRaw(prism.url, raw(line))).toMatchObject([{ status: 200, body: '{"id":1}' }]);
});

test('pipelined requests get their responses in order', async () => {
  const prism = await prismFor(document);
  const keep = (line: string) => raw(line).replace('Connection: close\r\n', '');
  const lines = [keep('GET /api/v2/Things'), keep('GET /api/v2/Nothing'), raw('DELETE /api/v2/Things/1')];
  expect((await sendRaw(prism.url, lines.join(''))).map(({ status }) => status)).toEqual([200, 404, 204]);
});

test('the mock does not close a connection that waits for the next request', async () => {
  const prism = await prismFor(document);
  const answer = await fetch(`${prism.baseUrl}/Things`);
  // The header is the promise of a server to close an idle connection.
  expect(answer.headers.get('keep-alive')).toBeNull();
});

describe('preferences', () => {
  const answerTo = async (prefer: string, path = '/Things/1') => {
    const prism = await prismFor(document);
    const answer = await fetch(prism.baseUrl + path, { headers: { prefer } });
    return { status: answer.status, body: await answer.text() };
  };

  test.each([
    ['example=b', 200, '{"id":2}'],
    ['code=200, example=b', 200, '{"id":2}'],
    ['code=200; example="a"', 200, '{"id":1}'],
    ['code=404', 404, '{}'],
    ['code=418, example=busy', 418, '{}'],
    ['wait=5', 200, '{"id":1}'],
  ])('%s', async (prefer, status, body) => expect(await answerTo(prefer)).toEqual({ status, body }));

  test.each([
    ['example=c', 404, 'The response 200 has no example c, only a, b'],
    ['code=200, example=c', 404, 'The response 200 has no example c, only a, b'],
    ['code=404, example=a', 404, 'The response 404 has no example a, only gone'],
    ['code=500, example=__proto__', 404, 'The response default has no example __proto__, only busy'],
    ['code=201', 404, 'The document has no response with the code 201, only 200, 404, default'],
    ['code=101', 404, 'The document has no response with the code 101, only 200, 404, default'],
    ['code=999', 404, 'The document has no response with the code 999, only 200, 404, default'],
    ['dynamic=maybe', 400, '`dynamic` is true or false'],
  ])('%s is rejected with %i', async (prefer, status, reason) => {
    const { status: got, body } = await answerTo(prefer);
    expect(got).toBe(status);
    expect(JSON.parse(body)).toMatchObject({ status: 'error', error_details: reason });
  });

  test('a code without a response and without a default is rejected', async () => {
    expect((await answerTo('code=500', '/Things')).status).toBe(404);
  });
});
