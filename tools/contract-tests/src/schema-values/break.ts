import type { Generator } from '@secuconnect/mock/values';
import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';
import { allFields, type Field, type FieldPath } from './fields.ts';
import { isValid } from './valid.ts';

export type Breach =
  'wrong type' | 'null' | 'missing' | 'over its limit' | 'not in the closed list' | 'not its pattern';

/** A value that its schema does not allow, and in what way. */
export interface BrokenValue {
  readonly place: FieldPath;
  readonly breach: Breach;
  readonly value: unknown;
}

const OF_TYPE: readonly (readonly [string, unknown])[] = [
  ['boolean', true],
  ['string', 'wrong'],
  ['integer', 7],
  ['array', []],
  ['object', { wrong: true }],
];

/**
 * For each field of a schema, values that are right but for that field: of a wrong type, null, missing, too long … Whether the
 * schema really forbids them is asked of Ajv, because a union may allow in one branch what another forbids.
 */
export function brokenValues(schema: Schema, generator: Generator): BrokenValue[] {
  const inside = allFields(schema).flatMap((field) => brokenField(field, schema, generator));
  return [...valuesOfWrongType(schema).slice(0, 1), ...inside].filter(firstOfItsKind());
}

/** The same for one field. */
export const brokenField = (field: Field, schema: Schema, generator: Generator): BrokenValue[] =>
  breachesOf(field, schema, generator)
    .filter(({ value }) => !isValid(schema, value))
    .filter(firstOfItsKind());

/** Values that are not even of a type that the schema allows. */
export const valuesOfWrongType = (schema: Schema): BrokenValue[] =>
  OF_TYPE.map(([, value]) => ({ place: '', breach: 'wrong type' as const, value })).filter(
    ({ value }) => !isValid(schema, value),
  );

function breachesOf(field: Field, schema: Schema, generator: Generator): BrokenValue[] {
  const { place } = field;
  const make = (): unknown => generator.value(schema, { way: place });
  const changed = (breach: Breach, value: unknown): BrokenValue => ({
    place,
    breach,
    value: put(make(), place, value),
  });
  const wrong = OF_TYPE.filter(([type]) => !admits(field.schema, type)).map(([, value]) =>
    changed('wrong type', value),
  );
  return [
    ...wrong,
    ...(admits(field.schema, 'null') ? [] : [changed('null', null)]),
    ...(field.required ? [changed('missing', undefined)] : []),
    ...outsideValues(flattenSchema(field.schema).own).map(([breach, value]) => changed(breach, value)),
  ];
}

/** Values of the right type that are outside of what the schema allows. */
export function outsideValues({
  minimum,
  maximum,
  minLength,
  maxLength,
  maxItems,
  ...rest
}: Schema): [Breach, unknown][] {
  const found: [Breach, unknown][] = [];
  if (minimum !== undefined) found.push(['over its limit', minimum - 1]);
  if (maximum !== undefined) found.push(['over its limit', maximum + 1]);
  if (minLength) found.push(['over its limit', '']);
  if (maxLength !== undefined) found.push(['over its limit', 'x'.repeat(maxLength + 1)]);
  if (maxItems !== undefined) found.push(['over its limit', Array.from({ length: maxItems + 1 }, () => ({}))]);
  if (rest.enum) found.push(['not in the closed list', typeof rest.enum[0] === 'number' ? -1 : 'not in the list']);
  if (rest.const !== undefined) found.push(['not in the closed list', 'not in the list']);
  if (rest.pattern !== undefined || (rest.format !== undefined && rest.format !== 'binary'))
    found.push(['not its pattern', 'ä § {}']);
  return found;
}

function admits(schema: Schema, type: string): boolean {
  const { own, unions } = flattenSchema(schema);
  const types = typesOf(own);
  if (types.length) return types.includes(type) || (type === 'integer' && types.includes('number'));
  return own.const === undefined && !own.enum && unions.flat().some((branch) => admits(branch, type));
}

function firstOfItsKind(): (one: BrokenValue) => boolean {
  const seen = new Set<string>();
  return ({ place, breach }) => seen.size < seen.add(`${place} ${breach}`).size;
}

/** Puts a value at a place of a made value, through the first item of each list; `undefined` removes the field. */
function put(made: unknown, place: FieldPath, value: unknown): unknown {
  const steps = place.split('/');
  const last = steps.pop()!;
  let owner = made as Record<string, unknown> | undefined;
  for (const step of steps) {
    owner = (Array.isArray(owner) ? owner[0] : owner?.[step]) as Record<string, unknown> | undefined;
  }
  if (typeof owner !== 'object' || owner === null) return made;
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return made;
}
