import { describe, expect, test } from 'vitest';
import document from '../../packages/api/openapi.json' with { type: 'json' };
import { inventory } from '../spec-tools/reference/inventory.ts';

/** Where requests accept null: see "Null" in `docs/guides/types.md`. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
}

const PREFIX = '#/components/schemas/';
const schemas = document.components.schemas as unknown as Readonly<Record<string, Schema>>;
const operations = Object.values(document.paths).flatMap((item) =>
  Object.values(item as Record<string, { operationId?: string; requestBody?: unknown; responses?: unknown }>),
);
const sent = reached(operations.map(({ requestBody }) => requestBody));
const returned = reached(operations.map(({ responses }) => responses));

/** The models that a value refers to, at any depth. */
function reached(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  const { $ref } = value as Schema;
  const name = typeof $ref === 'string' && $ref.startsWith(PREFIX) ? $ref.slice(PREFIX.length) : undefined;
  if (name !== undefined && !found.has(name)) {
    found.add(name);
    reached(schemas[name], found);
  }
  for (const inner of Object.values(value)) reached(inner, found);
  return found;
}

interface Field {
  readonly place: string;
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** The fields of a model, also those of its compositions and inline objects. */
function fieldsOf(model: string, value: unknown): Field[] {
  if (typeof value !== 'object' || value === null) return [];
  const { properties, required = [] } = value as Schema;
  const own = Object.entries(properties ?? {}).map(([name, schema]) => ({
    place: `${model}.${name}`,
    name,
    schema,
    isRequired: required.includes(name),
  }));
  return [...own, ...Object.values(value).flatMap((inner) => fieldsOf(model, inner))];
}

function typesOf({ $ref, type, oneOf = [] }: Schema): readonly string[] {
  if ($ref !== undefined) return typesOf(schemas[$ref.slice(PREFIX.length)]!);
  return [...[type ?? []].flat(), ...oneOf.flatMap(typesOf)];
}

/** The names of the fields that the API reference calls nullable. */
function nullable(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { name, nullable: marked } = value as { name?: string; nullable?: boolean };
  return [...(marked && name !== undefined ? [name] : []), ...Object.values(value).flatMap(nullable)];
}

const SCALARS = new Set(['string', 'integer', 'number', 'boolean']);
const fields = [...sent].flatMap((model) => fieldsOf(model, schemas[model]).map((field) => ({ ...field, model })));

describe('null in requests', () => {
  test('a field that only requests have accepts it exactly where the API reference says so', () => {
    const documented = new Set(nullable(inventory.operations.map(({ body }) => body)));
    const accepting = fields.filter(({ model, schema }) => !returned.has(model) && typesOf(schema).includes('null'));
    expect(accepting.length).toBeGreaterThan(10);
    expect(accepting.filter(({ name }) => !documented.has(name)).map(({ place }) => place)).toEqual([]);
  });

  test('a scalar of a model that responses have too accepts it, so that what was read can be sent back', () => {
    const strict = fields.filter(
      ({ model, schema, isRequired, name }) =>
        returned.has(model) &&
        !isRequired &&
        !['id', 'object'].includes(name) &&
        typesOf(schema).some((type) => SCALARS.has(type)) &&
        !typesOf(schema).includes('null'),
    );
    expect(strict.map(({ place }) => place)).toEqual([]);
  });
});
