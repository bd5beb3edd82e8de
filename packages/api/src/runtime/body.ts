import type { Operation } from './operation.ts';
import { isPlainObject, kindOf } from './plain-values.ts';

export interface EncodedBody {
  readonly body?: string | FormData | Blob;
  readonly contentType?: string;
}

/**
 * Encodes a request body: as JSON, or as a multipart form if the operation accepts one and the body contains a file. `fetch` sets the
 * content type of a `FormData` itself, with the boundary. A `Blob` is a form that is already encoded and has its content type.
 *
 * @throws TypeError that names the field, for a value that JSON would change or drop.
 */
export function encodeBody(operation: Operation, body: unknown): EncodedBody {
  if (body === undefined) return {};
  if (operation.multipart && body instanceof Blob) return { body, contentType: body.type };
  if (operation.multipart && hasFile(body)) return { body: toFormData(body) };
  return { body: stringify(jsonValue(body)), contentType: 'application/json' };
}

const hasFile = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && Object.values(body).some((value) => value instanceof Blob);

function toFormData(fields: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined && value !== null) {
      const json = jsonValue(value, [name]);
      form.append(name, typeof json === 'object' ? stringify(json) : String(json));
    }
  }
  return form;
}

/** Far more than a body of the API has. */
const MAX_DEPTH = 500;

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
  if ([path.at(-1), json].some((text) => typeof text === 'string' && /\p{Surrogate}/u.test(text)))
    reject('is not well-formed Unicode');
  if (typeof json === 'string' || typeof json === 'boolean' || Number.isFinite(json) || value === null) return json;
  if (typeof json !== 'object' || json === null || ArrayBuffer.isView(value) || isOpaque(json, fields))
    reject(`cannot be ${kindOf(value)}`);
  if (parents.includes(json) || parents.length > MAX_DEPTH) reject('contains itself, or is nested too deeply');
  const copy = (one: unknown, key: unknown): unknown => jsonValue(one, [...path, String(key)], [...parents, json]);
  if (Array.isArray(json)) return Array.from(json, copy);
  return Object.fromEntries(fields.filter(([, one]) => one !== undefined).map(([key, one]) => [key, copy(one, key)]));
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
