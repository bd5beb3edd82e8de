/** Small documents that can be compared and generated from: one resource with one method, `shop.things.call`. */
export interface Row {
  /** What changes, for readers. */
  title: string;
  before: object;
  after: object;
  /** Code of a user that compiles with the old types, and with the new ones unless a change breaks types. `call` is the method. */
  program: string;
  says: string[];
}

type Documents = readonly [before: object, after: object];

export const row = (title: string, [before, after]: Documents, program: string, ...says: string[]): Row => ({
  title,
  before,
  after,
  program,
  says,
});

export const text = { type: 'string' };
export const integer = { type: 'integer' };

export const object = (properties: Record<string, unknown>, ...required: string[]) => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});

export const json = (schema: object) => ({ content: { 'application/json': { schema } } });
export const response = (schema: object) => ({ description: 'Done.', ...json(schema) });
export const model = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const documentOf = (operation: object, schemas: object = {}, more: object = {}): object => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1.0.0' },
  servers: [{ url: 'https://shop.test' }],
  tags: [{ name: 'Things', description: 'All things.', 'x-namespace': 'shop.things' }],
  paths: { '/Shop/Things': { post: operationOf(operation) } },
  components: { schemas },
  ...more,
});

export const operationOf = (more: object): object => ({
  operationId: 'shop.things.call',
  tags: ['Things'],
  summary: 'Call a thing',
  description: 'Calls a thing.',
  'x-safe': false,
  responses: { 200: { description: 'Done.' } },
  ...more,
});

export const operations = (before: object, after: object): Documents => [documentOf(before), documentOf(after)];

/** Two documents that differ in the body of the request. */
export const requests = (before: object, after: object): Documents =>
  operations({ requestBody: { required: true, ...json(before) } }, { requestBody: { required: true, ...json(after) } });

/** Two documents that differ in the response. */
export const responses = (before: object, after: object): Documents =>
  operations({ responses: { 200: response(before) } }, { responses: { 200: response(after) } });

/** Two documents that differ in a query parameter. */
export const queries = (before: object, after: object): Documents => {
  const withQuery = (more: object) => ({ parameters: [{ in: 'query', name: 'q', schema: text, ...more }] });
  return operations(withQuery(before), withQuery(after));
};

/** Two documents that differ outside of the operation. */
export const documents = (before: object, after: object, operation: object = {}): Documents => [
  documentOf(operation, {}, before),
  documentOf(operation, {}, after),
];

/** Two documents with a model `Thing` that is sent and returned. */
export const models = (before: object, after: object): Documents => {
  const use = {
    requestBody: { required: true, ...json(model('Thing')) },
    responses: { 200: response(model('Thing')) },
  };
  return [documentOf(use, { Thing: before }), documentOf(use, { Thing: after })];
};
