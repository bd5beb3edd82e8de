import { mediaKind, type MediaKind } from './media-types.ts';
import type { Operation } from './operation.ts';
import { isPlainObject, kindOf } from './plain-values.ts';
import { queryString } from './url.ts';

export interface EncodedBody {
  readonly body?: string | FormData | Blob;
  readonly contentType?: string;
}

const JSON_ONLY: readonly string[] = ['application/json'];
const NO_BODY: EncodedBody = {};

/**
 * Encodes a request body in the media type that its value fits: a `Blob` as bytes, a string as text, an object as JSON or as a form. Where JSON and a
 * multipart form are possible, it is a form if it contains a file. `fetch` sets the content type of a `FormData` itself, with the boundary. A `Blob`
 * for a form is one that is already encoded and has its content type.
 *
 * @throws TypeError that names the field, for a value that the media type would change or drop.
 */
export function encodeBody({ id, bodyTypes = JSON_ONLY }: Operation, body: unknown): EncodedBody {
  if (body === undefined) return NO_BODY;
  if (bodyTypes === JSON_ONLY && isReadyForJson(body)) return { body: stringify(body), contentType: JSON_ONLY[0]! };
  const types: { [Kind in MediaKind]?: string } = Object.fromEntries(bodyTypes.map((type) => [mediaKind(type), type]));
  const { bytes, text, form, json, urlencoded } = types;
  if (body instanceof Blob && bytes) return { body, contentType: bytes };
  if (body instanceof Blob && form) return { body, contentType: body.type };
  if (typeof body === 'string' && text) return { body: wellFormed(body), contentType: text };
  if (form && (hasFile(body) || !json)) return { body: toFormData(fieldsOf(id, body)) };
  if (json) return { body: stringify(jsonValue(body)), contentType: json };
  if (urlencoded) return { body: toUrlEncoded(fieldsOf(id, body)), contentType: urlencoded };
  throw new TypeError(
    `The body of ${id} must be ${[bytes && 'a Blob', text && 'a string'].filter(Boolean).join(' or ')}, not ${kindOf(body)}.`,
  );
}

const isFile = (value: unknown): boolean =>
  value instanceof Blob || (Array.isArray(value) && value.some((one) => one instanceof Blob));

const hasFile = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.values(body).some(isFile);

function fieldsOf(id: string, body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body) && (isPlainObject(body) || hasFile(body)))
    return body as Readonly<Record<string, unknown>>;
  throw new TypeError(`The body of ${id} must be an object with the fields of the form, not ${kindOf(body)}.`);
}

/** A list becomes one field for each of its values. An object becomes JSON, which is how this API reads it. */
function toFormData(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of isFile(value) ? [value].flat() : [value]) {
      if (one instanceof Blob) form.append(name, one);
      else if (one !== undefined && one !== null) {
        const json = jsonValue(one, [name]);
        for (const part of Array.isArray(json) && json.every(isScalar) ? json : [json])
          form.append(name, isScalar(part) ? String(part) : stringify(part));
      }
    }
  }
  return form;
}

/** The format of a query, in which a space is a plus. */
function toUrlEncoded(fields: Readonly<Record<string, unknown>>): string {
  for (const [name, value] of Object.entries(fields))
    if (isPlainObject(value)) throw new TypeError(`The body field ${name} cannot be an object.`);
  return queryString(fields).replaceAll('%20', '+');
}

function wellFormed(text: string): string {
  if (SURROGATE.test(text)) throw new TypeError('The body is not well-formed Unicode.');
  return text;
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Far more than a body of the API has. */
const MAX_DEPTH = 500;
/** As deep as bodies usually are; an object that contains itself is deeper. */
const MAX_PLAIN_DEPTH = 16;

/** Half a surrogate pair. */
const SURROGATE = /[\ud800-\udfff]/u;

/**
 * Copies a value as JSON represents it. `JSON.stringify` alone would change some values without an error: `NaN` and invalid dates become `null`,
 * functions disappear, a `Map` becomes `{}`. In a payment, `null` and a missing field have meanings of their own.
 *
 * @param path The names of the fields that lead to the value.
 * @param parents The objects that contain it.
 * @throws TypeError that names the field.
 */
function jsonValue(value: unknown, path: readonly string[] = [], parents: readonly unknown[] = []): unknown {
  const reject = (problem: string, cause?: unknown): never => {
    throw new TypeError(`The body ${path.length > 0 ? `field ${path.join('.')} ` : ''}${problem}.`, { cause });
  };
  let json = value;
  let fields: [string, unknown][] = [];
  try {
    const toJSON = (value as { toJSON?: unknown } | null | undefined)?.toJSON;
    if (typeof toJSON === 'function') json = toJSON.call(value, path.at(-1) ?? '');
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) fields = Object.entries(json);
  } catch (cause) {
    reject('cannot be converted to JSON', cause);
  }
  if ([path.at(-1), json].some((text) => typeof text === 'string' && SURROGATE.test(text)))
    reject('is not well-formed Unicode');
  if (typeof json === 'string' || typeof json === 'boolean' || Number.isFinite(json) || value === null) return json;
  if (typeof json !== 'object' || json === null || ArrayBuffer.isView(value) || isOpaque(json, fields))
    reject(`cannot be ${kindOf(value)}`);
  if (parents.includes(json) || parents.length > MAX_DEPTH) reject('contains itself, or is nested too deeply');
  const copy = (one: unknown, key: unknown): unknown => jsonValue(one, [...path, String(key)], [...parents, json]);
  if (Array.isArray(json)) return Array.from(json, copy);
  return Object.fromEntries(fields.filter(([, one]) => one !== undefined).map(([key, one]) => [key, copy(one, key)]));
}

/**
 * Whether `JSON.stringify` represents a value as `jsonValue` does, for the values that almost all bodies consist of. It copies nothing, which makes it
 * several times as fast; `false` only means that `jsonValue` has to look.
 */
function isReadyForJson(body: unknown): boolean {
  try {
    return isPlainJson(body);
  } catch {
    // A getter threw: `jsonValue` knows its field.
    return false;
  }
}

function isPlainJson(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
      return !SURROGATE.test(value);
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
      return true;
    case 'object':
      return value === null || (depth < MAX_PLAIN_DEPTH && hasPlainFields(value as Record<string, unknown>, depth + 1));
    default:
      return false;
  }
}

function hasPlainFields(value: Readonly<Record<string, unknown>>, depth: number): boolean {
  if (Array.isArray(value)) {
    for (const one of value) if (!isPlainJson(one, depth)) return false;
    return Object.getPrototypeOf(value) === Array.prototype && !('toJSON' in value);
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return false;
  for (const name in value) {
    const one = value[name];
    if ((one !== undefined && !isPlainJson(one, depth)) || SURROGATE.test(name)) return false;
  }
  return true;
}

/** Whether the content of an object is not in its fields, as with a `Map`, a `Promise` or a `Blob`. */
const isOpaque = (json: object, fields: readonly unknown[]): boolean =>
  Object.prototype.toString.call(json) === '[object String]' ||
  (fields.length === 0 && !Array.isArray(json) && !isPlainObject(json));

function stringify(json: unknown): string {
  try {
    return JSON.stringify(json);
  } catch (cause) {
    throw new TypeError('The body is larger than a string can be.', { cause });
  }
}
