import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation';
import { DIALECT } from './judge.ts';

/** A parsed and bundled OpenAPI 3.1 document, in which every reference starts with `#/`. */
export type OpenApiDocument = object;
type Json = Record<string, unknown>;
type HttpOperation = ReturnType<typeof transformOas3Operations>[number];
/** An operation as Prism takes it. Prism resolves `#/__bundled__/Name` in its map. */
export type Operation = HttpOperation & { __bundled__: Json };

const SCHEMAS = '#/components/schemas/';
const BUNDLED = '#/__bundled__/';
// Component names cannot contain ':', so this prefix never collides with one.
const REQUEST = 'request:';
const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Copies a JSON tree. `replace` may return another value for an object. */
function mapTree(value: unknown, replace: (node: Json) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapTree(item, replace));
  if (!isObject(value)) return value;
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapTree(child, replace)]));
}

function lookUp(root: unknown, pointer: string): unknown {
  let node = root;
  for (const raw of pointer.split('/')) {
    const key = decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
    node = isObject(node) || Array.isArray(node) ? (node as Json)[key] : undefined;
  }
  return node;
}

/** Inlines parameters, responses, examples and the like: Prism resolves references to schemas only. */
function inlineComponents(value: unknown, root: object, trail: string[] = []): unknown {
  return mapTree(value, (node) => {
    const { $ref: ref, ...siblings } = node;
    if (typeof ref !== 'string' || ref.startsWith(SCHEMAS)) return undefined;
    if (!ref.startsWith('#')) throw new Error(`The document is not bundled: it refers to ${ref}.`);
    if (!ref.startsWith('#/components/')) return undefined;
    const target = lookUp(root, ref.slice(2));
    if (!isObject(target)) throw new Error(`The document refers to ${ref}, which does not exist.`);
    if (trail.includes(ref)) throw new Error(`The component ${ref} contains itself.`);
    return inlineComponents({ ...target, ...siblings }, root, [...trail, ref]);
  });
}

/** Keywords that limit nothing. */
const ANNOTATIONS = new Set(['title', 'description', 'deprecated', 'default', 'example', 'examples']);
const limits = (name: string): boolean => !ANNOTATIONS.has(name) && !name.startsWith('x-');

/**
 * Moves a reference with limits beside it into an `allOf`: http-spec replaces the reference of a body or a parameter with its target and
 * drops the limits. They stay outside, because `unevaluatedProperties` has to see what the target evaluates.
 */
function keepLimitsBesideReferences(value: unknown): unknown {
  return mapTree(value, (node) => {
    const { $ref: ref, ...rest } = node;
    if (typeof ref !== 'string' || !ref.startsWith(SCHEMAS) || !Object.keys(rest).some(limits)) return undefined;
    const parts = Array.isArray(rest['allOf']) ? rest['allOf'] : [];
    return keepLimitsBesideReferences({ ...rest, allOf: [{ $ref: ref }, ...parts] });
  });
}

/**
 * Drops readOnly properties from requests and writeOnly properties from responses.
 * Prism does the same, but does not look behind a `$ref`; without this, `required` would ask for too much.
 */
function withoutMarked(schema: unknown, marker: 'readOnly' | 'writeOnly'): unknown {
  return mapTree(schema, (node) => {
    const { properties, required } = node;
    if (!isObject(properties)) return undefined;
    const marked = (name: string) => (properties[name] as Json | undefined)?.[marker] === true;
    if (!Object.keys(properties).some(marked)) return undefined;
    const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !marked(name)));
    const stripped: Json = { ...node, properties: kept };
    if (Array.isArray(required)) stripped['required'] = required.filter((name) => !marked(String(name)));
    return withoutMarked(stripped, marker);
  });
}

const pointTo = (value: unknown, prefix: string): unknown =>
  mapTree(value, (node) => {
    const { $ref: ref, ...rest } = node;
    if (typeof ref !== 'string' || !ref.startsWith(SCHEMAS)) return undefined;
    return { ...(pointTo(rest, prefix) as Json), $ref: BUNDLED + prefix + ref.slice(SCHEMAS.length) };
  });

/** Replaces references with their targets, except circular ones. */
function expand(value: unknown, bundled: Json, trail: string[] = []): unknown {
  return mapTree(value, (node) => {
    const { $ref: ref, ...siblings } = node;
    if (typeof ref !== 'string' || !ref.startsWith(BUNDLED) || trail.includes(ref)) return undefined;
    const target = lookUp(bundled, ref.slice(BUNDLED.length));
    return isObject(target) ? expand({ ...target, ...siblings }, bundled, [...trail, ref]) : undefined;
  });
}

/** Prism keeps only the last of the form fields with one name, so it judges this one by the schema of the items. */
const withLastOfLists = ({ properties, ...schema }: Json): Json => ({
  ...schema,
  ...(isObject(properties) && {
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, isObject(field) ? (field['items'] ?? field) : field]),
    ),
  }),
});

/**
 * Shares equal schemas and maps between operations, and keeps in each map only what its operations need.
 * Prism caches compiled schemas by object identity, and compiling walks through the whole map. Sharing makes a run many times faster.
 */
function sharing(bundled: Json): (operation: Operation) => Operation {
  const schemas = new Map<string, object>();
  const maps = new Map<string, Json>();
  const one = <Value>(known: Map<string, Value>, key: string, value: Value): Value =>
    known.get(key) ?? (known.set(key, value), value);
  return (operation) => {
    const { request, responses } = operation;
    const responseContents = responses.flatMap(({ contents }) => contents ?? []);
    for (const content of [...responseContents, ...(request?.body?.contents ?? [])])
      if (content.schema) content.schema = one(schemas, JSON.stringify(content.schema), content.schema);
    const names = reachable([request, responses], bundled);
    const map = Object.fromEntries(names.map((name) => [name, bundled[name]]));
    return { ...operation, __bundled__: one(maps, names.join(), map) };
  };
}

/** The names of the bundled schemas that `start` refers to, directly or through other schemas. */
function reachable(start: unknown, bundled: Json): string[] {
  const found = new Set<string>();
  const pending = [start];
  while (pending.length) {
    const text = JSON.stringify(pending.pop()) ?? '';
    for (const [, raw] of text.matchAll(/"#\/__bundled__\/([^"]+)"/g)) {
      // A pointer may lead into a schema.
      const [first] = raw!.split('/');
      const name = decodeURIComponent(first!).replaceAll('~1', '/').replaceAll('~0', '~');
      if (found.has(name)) continue;
      found.add(name);
      pending.push(bundled[name]);
    }
  }
  return [...found].sort();
}

/**
 * Turns a bundled document into the operations that Prism takes, without dereferencing schemas.
 * The dialect is in the document that http-spec gets: without it, http-spec rewrites schemas into draft 7, where `int64` ends at 2^53.
 */
export function loadOperations(document: OpenApiDocument): Operation[] {
  const copy = { ...structuredClone(document), jsonSchemaDialect: DIALECT };
  const inlined = keepLimitsBesideReferences(inlineComponents(copy, document)) as Json;
  const schemas = ((inlined['components'] as Json | undefined)?.['schemas'] ?? {}) as Json;
  const directed = /"(read|write)Only":true/.test(JSON.stringify(schemas));
  const requestPrefix = directed ? REQUEST : '';

  const bundled: Json = {};
  for (const [name, schema] of Object.entries(schemas)) {
    bundled[name] = withoutMarked(pointTo(schema, ''), 'writeOnly');
    if (directed) bundled[REQUEST + name] = withoutMarked(pointTo(schema, REQUEST), 'readOnly');
  }

  const share = sharing(bundled);
  return transformOas3Operations(inlined).map((translated) => {
    // http-spec returns objects with getters that several operations share; a clone is plain data.
    const operation = structuredClone(translated) as HttpOperation;
    const { request } = operation;
    operation.responses = withoutMarked(pointTo(operation.responses, ''), 'writeOnly') as HttpOperation['responses'];
    // Prism has no serializer for the value that it makes of bytes without a schema.
    for (const content of operation.responses.flatMap(({ contents }) => contents ?? []))
      if (!/json/.test(content.mediaType))
        content.schema = { ...content.schema, type: content.schema?.type ?? 'string' };
    if (!request) return share({ ...operation, __bundled__: bundled });
    const directedRequest = withoutMarked(pointTo(request, requestPrefix), 'readOnly') as NonNullable<typeof request>;
    // Prism deserializes parameters and form fields by the type of their schema, so it must not be behind a reference.
    // Form bodies are even compiled without the `__bundled__` map.
    for (const kind of ['path', 'query', 'headers', 'cookie'] as const) {
      for (const parameter of directedRequest[kind] ?? []) {
        if (parameter.schema) parameter.schema = expand(parameter.schema, bundled) as typeof parameter.schema;
      }
    }
    for (const content of directedRequest.body?.contents ?? []) {
      if (content.schema && FORM.test(content.mediaType))
        content.schema = withLastOfLists(expand(content.schema, bundled) as Json) as typeof content.schema;
    }
    return share({ ...operation, request: directedRequest, __bundled__: bundled });
  });
}
