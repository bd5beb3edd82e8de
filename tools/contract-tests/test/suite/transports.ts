import { resource, type ResourceClass } from '../../../../packages/api/src/runtime/index.ts';
import { createTransport, paging } from '@secuconnect/client';
import { TOKEN, type Endpoint } from '../../src/calls/recorded-client.ts';
import type { Resources } from '../../src/calls/call.ts';
import type { Json } from '../../src/document/document.ts';

const text = { type: 'string', minLength: 1, maxLength: 12 };
const file = { type: 'string', contentMediaType: 'application/pdf' };
const order = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, sum: { type: 'integer' } },
};
const fields = {
  type: 'object',
  required: ['title'],
  properties: { title: text, pages: { type: 'integer', minimum: 1 } },
};
const json = (schema: Json, value: unknown, media = 'application/json') => ({
  description: 'A body.',
  content: { [media]: { schema, examples: { shown: { value } } } },
});
const done = { '200': json(order, { id: 'A', sum: 3 }) };
const id = { name: 'id', in: 'path', required: true, example: 17, schema: { type: 'integer', minimum: 1 } };
const body = (media: string, content: Json) => ({
  requestBody: { required: true, description: 'The body.', content: { [media]: content } },
});
const post = (verb: string, operation: Json) => ({
  post: { operationId: `shop.orders.${verb}`, responses: done, ...operation },
});

/** One operation for each way in which values can travel, so that the suite proves that it judges each of them. */
export const DOCUMENT: Json = {
  openapi: '3.1.0',
  info: { title: 'Transports', version: '1' },
  servers: [{ url: 'https://shop.example/api' }],
  paths: {
    '/Shop/Orders/{id}/named': {
      get: {
        operationId: 'shop.orders.named',
        parameters: [
          id,
          { name: 'X-Trace', in: 'header', required: true, example: 't1', schema: { type: 'string', maxLength: 8 } },
          { name: 'X-Depth', in: 'header', schema: { type: 'integer' } },
          { name: 'X-Tags', in: 'header', required: true, example: ['a'], schema: { type: 'array', items: text } },
          {
            name: 'region',
            in: 'cookie',
            required: true,
            example: 'eu west',
            schema: { enum: ['eu west', 'us'], type: 'string' },
          },
          { name: 'visits', in: 'cookie', schema: { type: 'integer' } },
        ],
        responses: done,
      },
    },
    '/Shop/Orders/styles': {
      get: {
        operationId: 'shop.orders.styles',
        parameters: [
          { name: 'each', in: 'query', schema: { type: 'array', items: { type: 'integer' } } },
          { name: 'comma', in: 'query', explode: false, schema: { type: 'array', items: text } },
          {
            name: 'pipe',
            in: 'query',
            style: 'pipeDelimited',
            explode: false,
            schema: { type: 'array', maxItems: 3, items: { type: 'integer' } },
          },
          {
            name: 'deep',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { from: { type: 'integer' } } },
          },
          { name: 'page', in: 'query', required: true, example: 2, schema: { type: 'integer', minimum: 1 } },
          { name: 'open', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: done,
      },
    },
    '/Shop/Orders/{id}/merge': {
      patch: {
        operationId: 'shop.orders.merge',
        parameters: [id],
        ...body('application/merge-patch+json', { schema: order, examples: { sum: { value: { id: 'A', sum: 4 } } } }),
        responses: { '2XX': json(order, { id: 'A' }, 'application/hal+json') },
      },
    },
    '/Shop/Orders/coupon': post(
      'coupon',
      body('application/x-www-form-urlencoded', {
        schema: fields,
        examples: { one: { value: { title: 'a b&c', pages: 2 } } },
      }),
    ),
    '/Shop/Orders/note': post('note', {
      ...body('text/plain', { schema: text, examples: { short: { value: 'Grüße' } } }),
      responses: { '200': json({ type: 'string' }, 'noted', 'text/plain') },
    }),
    '/Shop/Orders/scan': post('scan', {
      ...body('application/octet-stream', {}),
      responses: { '200': json({}, '%PDF', 'application/pdf'), '201': json({}, '%PDF new', 'application/pdf') },
    }),
    '/Shop/Orders/attach': post(
      'attach',
      body('multipart/form-data', {
        schema: { ...fields, required: ['title', 'cover'], properties: { ...fields.properties, cover: file } },
        examples: { one: { value: { title: 'Offer', cover: '%PDF' } } },
      }),
    ),
    '/Shop/Orders/pages': post(
      'pages',
      body('multipart/form-data', {
        schema: { type: 'object', required: ['pages'], properties: { pages: { type: 'array', items: file } } },
        encoding: { pages: { style: 'form', explode: true } },
      }),
    ),
    '/Shop/Orders/twice': post('twice', {
      ...body('application/json', { schema: order, examples: { one: { value: { id: 'A' } } } }),
      responses: { '200': json(order, { id: 'A' }), '201': json(order, { id: 'B' }) },
    }),
  },
};

/** The same operations in the notation of the generated code. */
export const NOTATION: Readonly<Record<string, string>> = {
  named: 'GET /{id}/named headers cookies',
  styles: 'GET /styles query style=comma:comma,pipe:pipe',
  merge: 'PATCH /{id}/merge sends=application/merge-patch+json type=application/hal+json',
  coupon: 'POST /coupon sends=application/x-www-form-urlencoded',
  note: 'POST /note sends=text/plain type=text/plain',
  scan: 'POST /scan sends=application/octet-stream type=application/pdf',
  attach: 'POST /attach sends=multipart/form-data',
  pages: 'POST /pages sends=multipart/form-data',
  twice: 'POST /twice',
};

export interface ClientOptions {
  /** @default NOTATION */
  readonly notation?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
}

/** A client for the document: the real transport below a class made from the notation. */
export function clientOf({ baseUrl }: Endpoint, { notation = {}, ...options }: ClientOptions = {}): Resources {
  const Orders = resource<ResourceClass>('shop.orders', { ...NOTATION, ...notation });
  const transport = createTransport({ baseUrl, auth: { token: TOKEN }, maxRetries: 0, ...options }, paging);
  return { shop: { orders: new Orders(transport) } };
}
