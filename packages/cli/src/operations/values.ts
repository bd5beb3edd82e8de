import type { ResourceTable, ValueTable } from './operation-table.ts';

type Models = ResourceTable['models'];

/** A value and all parts that may apply to it: the model, what it is combined from, and its alternatives. */
export function partsOf(value: ValueTable, models: Models, seen: ReadonlySet<string> = new Set()): ValueTable[] {
  const { model } = value;
  const named = model !== undefined && !seen.has(model) ? models[model] : undefined;
  const known = named ? new Set([...seen, model!]) : seen;
  return [value, ...(named ? partsOf(named, models, known) : [])].flatMap((one, index) =>
    index > 0
      ? [one]
      : [one, ...[...(one.allOf ?? []), ...(one.anyOf ?? [])].flatMap((part) => partsOf(part, models, known))],
  );
}

/** The fields of a value, from all its parts. */
export const fieldsOf = (value: ValueTable, models: Models): Readonly<Record<string, ValueTable>> =>
  Object.assign({}, ...partsOf(value, models).map(({ properties }) => properties)) as Record<string, ValueTable>;

/** The types that a value may have; empty where the spec leaves it open. */
export const typesOf = (value: ValueTable, models: Models): readonly string[] => [
  ...new Set(
    partsOf(value, models).flatMap(
      ({ type, properties, items }) => type ?? (properties ? 'object' : items ? 'array' : []),
    ),
  ),
];

/** The items of an array. */
export const itemsOf = (value: ValueTable, models: Models): ValueTable | undefined =>
  partsOf(value, models).find(({ items }) => items)?.items;

/** The value at a path of field names and indexes; `undefined` where the spec has none. */
export function valueAt(value: ValueTable, path: readonly string[], models: Models): ValueTable | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const fields = fieldsOf(value, models);
  const inner = Object.hasOwn(fields, name) ? fields[name] : /^\d+$/.test(name) ? itemsOf(value, models) : undefined;
  return inner && valueAt(inner, rest, models);
}
