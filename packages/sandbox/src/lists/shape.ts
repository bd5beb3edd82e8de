import { isObject } from './values.ts';

/** A link to another object. */
export interface Reference {
  readonly object: string;
  readonly id: string;
}

/**
 * Keeps only some fields of an object, by comma-separated paths that also lead through arrays. `id` and `object` always stay.
 */
export function selectFields(object: object, fields: string | undefined): object {
  const paths = fields
    ?.split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  if (!paths?.length) return object;
  return select(
    object,
    ['id', 'object', ...paths].map((path) => path.split('.')),
  ) as object;
}

function select(value: unknown, paths: readonly (readonly string[])[]): unknown {
  // A path that ends here keeps everything.
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value))
    return value.map((element) => select(element, paths)).filter((element) => element !== undefined);
  if (!isObject(value)) return undefined;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const rest = paths.filter(([first]) => first === name).map(([, ...others]) => others);
    const selected = rest.length ? select(inner, rest) : undefined;
    return selected === undefined ? [] : [[name, selected] as const];
  });
  return Object.fromEntries(kept);
}

/**
 * Replaces references in an object by what they refer to.
 *
 * @param names `true` for every reference, or comma-separated paths.
 * @param find The object; a reference without one stays.
 */
export function expandReferences(
  object: object,
  names: string | boolean | undefined,
  find: (reference: Reference) => object | undefined,
): object {
  if (names === undefined || names === false || names === '' || names === 'false') return object;
  const paths =
    names === true || names === 'true'
      ? undefined
      : String(names)
          .split(',')
          .map((path) => path.trim());

  const expand = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((element) => expand(element, path));
    if (!isObject(value)) return value;
    const named = path !== '' && (paths ? paths.includes(path) : true);
    const whole = named && isReference(value) ? find(value) : undefined;
    // With `true`, what is found stays as it is: its own references could lead back.
    if (whole && !paths) return whole;
    return Object.fromEntries(
      Object.entries(whole ?? value).map(([name, inner]) => [
        name,
        expand(inner, path === '' ? name : `${path}.${name}`),
      ]),
    );
  };
  return expand(object, '') as object;
}

const isReference = (value: Record<string, unknown>): value is Record<string, unknown> & Reference =>
  typeof value['object'] === 'string' && typeof value['id'] === 'string';
