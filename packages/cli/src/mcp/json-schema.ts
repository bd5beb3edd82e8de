import type { ParameterTable, ResourceTable, ValueTable } from '../operations/operation-table.ts';
import { fieldsOf, itemsOf, partsOf, typesOf } from '../operations/values.ts';

/** A schema as tools have it. It has no references, which not every client of the protocol follows. */
export type JsonSchema = Record<string, unknown>;

const LIMITS = ['const', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const;

/**
 * The schema of a value.
 *
 * @param depth How many levels of fields are described. Below them, the fields are only named.
 */
export function schemaOf(value: ValueTable, models: ResourceTable['models'], depth: number): JsonSchema {
  const parts = partsOf(value, models);
  const types = typesOf(value, models);
  const named = types.filter((type) => type !== 'null');
  const fields = Object.entries(fieldsOf(value, models));
  const items = itemsOf(value, models);
  const isDeeper = depth > 0;
  // What one of several alternatives requires is no requirement.
  const strict = parts.some(({ anyOf }) => anyOf) ? [value] : parts;
  const names = new Set(strict.flatMap(({ required = [] }) => required));
  const values = strict.find((part) => part.enum)?.enum;
  const description = descriptionOf(
    parts,
    types.includes('null'),
    isDeeper ? [] : fields.map(([name]) => (names.has(name) ? `${name} (required)` : name)),
  );
  return {
    // Not every client knows arrays of types, or null.
    ...(named.length === 1 && { type: named[0] }),
    ...(named.length > 1 && { anyOf: named.map((type) => ({ type })) }),
    ...(description !== '' && { description }),
    ...(values && { enum: values }),
    ...Object.assign({}, ...LIMITS.map((name) => limit(strict, name))),
    ...(items && { items: schemaOf(items, models, isDeeper ? depth : 0) }),
    ...(fields.length > 0 &&
      isDeeper && {
        properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field, models, depth - 1)])),
        ...(names.size > 0 && { required: [...names] }),
      }),
  };
}

const limit = (parts: readonly ValueTable[], name: (typeof LIMITS)[number]): JsonSchema => {
  const part = parts.find((one) => one[name] !== undefined);
  return part ? { [name]: part[name] } : {};
};

function descriptionOf(parts: readonly ValueTable[], isNullable: boolean, fields: readonly string[]): string {
  const find = <Key extends keyof ValueTable>(key: Key): ValueTable[Key] | undefined =>
    parts.find((part) => part[key] !== undefined)?.[key];
  const known = find('extensibleEnum');
  return [
    find('description'),
    known && `Known values: ${known.join(', ')}.`,
    find('isMoney') && 'In minor units.',
    isNullable && 'May be null.',
    fields.length > 0 && `Fields: ${fields.join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The schema of a parameter; objects have one field per name. */
export const parameterSchema = ({ schema, isObject, description }: ParameterTable): JsonSchema => ({
  ...schemaOf(isObject ? { type: 'object' } : schema, {}, 0),
  ...(description !== undefined && { description }),
});
