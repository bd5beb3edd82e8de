import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * Prism without our guards. The mock and the contract tests compensate for these rows, or the contract tests count on them: they could not find
 * what Prism accepts here.
 */
const mock = createRequire(fileURLToPath(new URL('../../mock/package.json', import.meta.url)));
const { transformOas3Operations } = mock('@stoplight/http-spec/oas3/operation');
// A dependency of the command line, which the mock does without.
const cli = createRequire(mock.resolve('@stoplight/prism-cli/package.json'));
const { createServer } = cli('@stoplight/prism-http-server');
const { createLogger } = mock('@stoplight/prism-core');

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const responses = { 200: { description: 'a', content: { 'application/json': { schema: {}, example: 1 } } } };
const kinds = ['a', 'b'].map((kind) => ({ type: 'object', required: ['kind', kind] }));
const body = (content: object) => ({ post: { requestBody: { required: true, ...content }, responses } });

const document = {
  openapi: '3.1.0',
  info: { title: 'a', version: '1' },
  paths: {
    '/query': {
      get: {
        parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
        responses,
      },
    },
    '/required': {
      get: { parameters: [{ name: 'n', in: 'query', required: true, schema: {} }], responses },
    },
    '/cookie': {
      get: { parameters: [{ name: 'n', in: 'cookie', required: true, schema: {} }], responses },
    },
    '/date': body(json({ type: 'string', format: 'date' })),
    '/int64': body(json({ type: 'integer', format: 'int64' })),
    '/kinds': body(json({ anyOf: kinds, discriminator: { propertyName: 'kind' } })),
    '/dialect': body(json({ type: 'object', dependentRequired: { a: ['b'] } })),
  },
};

let prism: { listen: (port: number, host: string) => Promise<string>; close: () => Promise<void> };
let url: string;
beforeAll(async () => {
  const checks = { validateRequest: true, validateResponse: true, checkSecurity: true, errors: true };
  prism = createServer(transformOas3Operations(document), {
    cors: false,
    components: { logger: createLogger('prism', { level: 'silent', enabled: false }) },
    config: { ...checks, upstreamProxy: undefined, mock: { dynamic: false, ignoreExamples: false }, isProxy: false },
  });
  url = await prism.listen(0, '127.0.0.1');
});
afterAll(() => prism.close());

const get = async (path: string, headers: Record<string, string> = {}) => (await fetch(url + path, { headers })).status;
const post = async (path: string, value: unknown) => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(value) })).status;
};

test.each([
  ['an empty value fits each schema, because it is dropped before', () => get('/query?n='), 200],
  ['an empty value of a required parameter is missing', () => get('/required?n='), 422],
  ['a wrong value is rejected', () => get('/query?n=x'), 422],
  ['an unknown parameter is accepted', () => get('/query?other=1'), 200],
  ['a cookie parameter is never checked', () => get('/cookie'), 200],
  ['a status that is not documented is not found', () => get('/query', { prefer: 'code=418' }), 404],
  [
    'an example that a status does not have is an error of Prism',
    () => get('/query', { prefer: 'code=200, example=no' }),
    500,
  ],
  ['an example that does not exist is not found', () => get('/query', { prefer: 'example=no' }), 404],
  ['a date that does not exist is rejected', () => post('/date', '2024-02-30'), 422],
  ['an integer above 2^53 is rejected without a dialect', () => post('/int64', 2 ** 53), 422],
  ['a discriminator with anyOf has no effect', () => post('/kinds', { kind: 'c', a: 1 }), 200],
  ['a keyword of 2020-12 is not checked without a dialect', () => post('/dialect', { a: 1 }), 200],
])('%s', async (_, call, status) => expect(await call()).toBe(status));
