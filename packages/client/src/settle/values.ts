import type { Json } from '../internal/json.ts';
import { toHex } from '../internal/hex.ts';
import { sha256 } from '../internal/sha256.ts';

/** The names in an object, without their values. */
export type Shape = true | readonly Shape[] | { readonly [name: string]: Shape };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
/** What the API leaves out, and what it sends as null, are the same. */
const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** The values of a field, which an array in its path may have many of. */
export function valuesAt(object: unknown, path: string): Json[] {
  let found: unknown[] = [object];
  for (const name of path.split('.'))
    found = found.flat(Infinity).map((one) => (isObject(one) && Object.hasOwn(one, name) ? one[name] : undefined));
  return found.flat(Infinity).filter((one) => !isMissing(one)) as Json[];
}

/** The shape of a value as JSON sends it. What is sent as null or as an empty object is compared as a whole: it may clear what was there. */
export function shapeOf(value: unknown): Shape | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item) => shapeOf(item) ?? true);
  if (!isObject(value)) return true;
  const entries = Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)] as const);
  const sent = entries.filter(([, inner]) => inner !== undefined);
  return sent.length === 0 ? true : (Object.fromEntries(sent) as Shape);
}

/** A digest of the parts of a value that a shape names, so that data of a person can be compared without being kept. */
export async function digest(value: unknown, shape: Shape): Promise<string> {
  const text = JSON.stringify(partOf(value, shape)) ?? '';
  return toHex(await sha256(text));
}

/** Only what the shape names, with names in order. What has another shape stays as it is: it is not the same. */
function partOf(value: unknown, shape: Shape): unknown {
  if (isMissing(value) || shape === true) return value ?? null;
  const isList = Array.isArray(shape);
  if (!isObject(value) || Array.isArray(value) !== isList) return ['another shape', value];
  const names = isList ? [...shape.keys()] : Object.keys(shape).sort();
  if (isList && (value as unknown as readonly unknown[]).length !== names.length) return ['another shape', value];
  const shapes = shape as Readonly<Record<string, Shape>>;
  return names.map((name) => [name, partOf(value[name], shapes[name]!)]);
}

/** JSON with names in order: databases store objects in an order of their own. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  );
