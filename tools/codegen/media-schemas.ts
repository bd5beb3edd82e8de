import { mediaKind } from '../../packages/api/src/runtime/media-types.ts';
import {
  METHODS,
  type Document,
  type Media,
  type Operation,
  type PathItem,
  type Reference,
  type Schema,
} from './document.ts';

const FILE: Schema = { type: 'string', format: 'binary' };

/**
 * Gives bodies that are not JSON the schema that their types are made of. OpenAPI 3.1 says in many ways that a body is a file: without a schema, with an
 * empty one, with `contentMediaType`. Text is a string, also without a schema. In a form, a field with `contentMediaType` is a file.
 */
export function withMediaSchemas(document: Document): Document {
  const { paths, components } = document;
  const { responses, requestBodies } = components;
  return {
    ...document,
    paths: mapValues(paths, ofPathItem),
    components: {
      ...components,
      ...(responses && { responses: mapValues(responses, ofBody) }),
      ...(requestBodies && { requestBodies: mapValues(requestBodies, ofBody) }),
    },
  };
}

function ofPathItem(item: PathItem): PathItem {
  const operations = METHODS.flatMap((method) => (item[method] ? [[method, ofOperation(item[method])] as const] : []));
  return { ...item, ...Object.fromEntries(operations) };
}

const ofOperation = (operation: Operation): Operation => ({
  ...operation,
  ...(operation.requestBody && { requestBody: ofBody(operation.requestBody) }),
  responses: mapValues(operation.responses, ofBody),
});

function ofBody<Body extends { content?: Record<string, Media> } | Reference>(body: Body): Body {
  if (!('content' in body) || !body.content) return body;
  const content = Object.entries(body.content).map(([type, media]) => [type, { ...media, ...schemaFor(type, media) }]);
  return { ...body, content: Object.fromEntries(content) as Record<string, Media> };
}

function schemaFor(type: string, media: Media): Pick<Media, 'schema'> {
  const schema = media.schema as Schema | undefined;
  const kind = mediaKind(type);
  if (kind === 'bytes') return { schema: { ...schema, ...FILE } };
  if (kind === 'text') return { schema: schema ?? { type: 'string' } };
  if (kind !== 'form' || !schema?.properties) return {};
  return { schema: { ...schema, properties: mapValues(schema.properties, ofField) } };
}

const ofField = (field: Schema): Schema =>
  field.items
    ? { ...field, items: ofField(field.items) }
    : field.contentMediaType && !field.contentEncoding
      ? { ...field, ...FILE }
      : field;

const mapValues = <Value>(record: Record<string, Value>, map: (value: Value) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
