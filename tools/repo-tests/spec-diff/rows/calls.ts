import type { Group } from '../classes-table.ts';
import { documentOf, documents, json, object, operationOf, operations, row, text } from '../documents.ts';

const at = (path: string, method: string, operation: object) => ({
  paths: { [path]: { [method]: operationOf(operation) } },
});
const here = at('/Shop/Things', 'post', {});
const other = operationOf({ operationId: 'shop.things.other' });
const both = { paths: { '/Shop/Things': { post: operationOf({}) }, '/Shop/Things/Other': { post: other } } };
const body = { requestBody: json(object({ name: text })) };
const required = { requestBody: { required: true, ...json(object({ name: text })) } };
const form = {
  requestBody: { required: true, content: { 'multipart/form-data': { schema: object({ name: text }) } } },
};
const server = (...urls: string[]) => ({ servers: urls.map((url) => ({ url })) });
const [first, second] = ['https://one.test', 'https://two.test'];

export const calls: Group = {
  title: 'Calls, bodies and servers',
  why: 'A call is identified by its method and path for the API, and by its name for programs. The client has its environments by name, and other tools call the first server of `openapi.json`.',
  rows: [
    row(
      'a call is removed',
      documents(both, here),
      `await client.shop.things.other();`,
      'breaking (types, wire): shop.things.other is removed (POST /Shop/Things/Other)',
    ),
    row(
      'a call is new',
      documents(here, both),
      `await call();`,
      'additive: shop.things.other is new (POST /Shop/Things/Other)',
    ),
    row(
      'a call is renamed',
      documents(here, at('/Shop/Things', 'post', { operationId: 'shop.things.start' })),
      `await call();`,
      'breaking (types): call is called shop.things.start now',
    ),
    row(
      'a call moves to another path',
      documents(here, at('/Shop/Things/Call', 'post', {})),
      `await fetchClient.POST('/Shop/Things', {});`,
      'breaking (types, wire): call is POST /Shop/Things/Call now, and was POST /Shop/Things',
    ),
    row(
      'a call has another method',
      documents(here, at('/Shop/Things', 'put', {})),
      `await fetchClient.POST('/Shop/Things', {});`,
      'breaking (types, wire): call is PUT /Shop/Things now, and was POST /Shop/Things',
    ),
    row(
      'two calls swap their names',
      documents(both, { paths: { '/Shop/Things': { post: other }, '/Shop/Things/Other': { post: operationOf({}) } } }),
      `await call();`,
      'breaking (wire): call is POST /Shop/Things/Other now, and was POST /Shop/Things',
      'breaking (wire): shop.things.other is POST /Shop/Things now, and was POST /Shop/Things/Other',
    ),
    row(
      'a call moves to another resource',
      documents({}, { tags: [{ name: 'Things', 'x-namespace': 'shop.goods' }] }),
      `await call();`,
      'breaking (types): call is in the resource shop.goods, and was in shop.things',
      'cosmetic: tag Things has another description',
    ),
    row('a call is deprecated', operations({}, { deprecated: true }), `await call();`, 'additive: call is deprecated'),
    row(
      'a call is no longer deprecated',
      operations({ deprecated: true }, {}),
      `await call();`,
      'additive: call is no longer deprecated',
    ),
    row('an optional body is new', operations({}, body), `await call();`, 'additive: call takes a body'),
    row(
      'a required body is new',
      operations({}, required),
      `await call();`,
      'breaking (types, wire): call takes a body, and requires it',
    ),
    row(
      'a body is removed',
      operations(body, {}),
      `await call({ name: 'a' });`,
      'breaking (types, wire): call no longer takes a body',
    ),
    row(
      'a body becomes required',
      operations(body, required),
      `await call();`,
      'breaking (types, wire): call requires the body',
    ),
    row(
      'a body becomes optional',
      operations(required, body),
      `await call({ name: 'a' });`,
      'additive: call no longer requires the body',
    ),
    row(
      'a body has another media type',
      operations(required, form),
      `await fetchClient.POST('/Shop/Things', { body: { name: 'a' } }); type Body = operations['shop.things.call']['requestBody']['content']['application/json']; const body: Body = { name: 'a' }; store(body);`,
      'breaking (types, wire): call (request) is no longer application/json',
      'additive: call (request) may be multipart/form-data',
    ),
    row(
      'a body may have another media type too',
      operations(required, {
        requestBody: { required: true, content: { ...required.requestBody.content, ...form.requestBody.content } },
      }),
      `await call({ name: 'a' });`,
      'additive: call (request) may be multipart/form-data',
    ),
    row(
      'a server is replaced',
      documents(server(first), server(second)),
      `await call();`,
      'breaking (wire): servers no longer has https://one.test',
      'additive: servers has https://two.test',
    ),
    row(
      'the servers are in another order',
      documents(server(first, second), server(second, first)),
      `await call();`,
      'unclear: servers are in another order: tools that read openapi.json call https://two.test first',
    ),
    row(
      'a path has its own server',
      documents(here, { paths: { '/Shop/Things': { post: operationOf({}), ...server(second) } } }),
      `await call();`,
      'unclear: path /Shop/Things differs in servers, which the comparison does not know',
    ),
    row(
      'the same call, written at another place of the document',
      [documentOf({}), documentOf({}, {}, { paths: { '/Shop/Things': { post: operationOf({}), parameters: [] } } })],
      `await call();`,
      'cosmetic: document is in another order, or divided into other parts',
    ),
  ],
};
