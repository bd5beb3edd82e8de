import type { Generator } from '@secuconnect/mock/values';
import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';
import { allFields, type Field, type FieldPath } from './fields.ts';
import { isValid } from './valid.ts';

export type Breach =
  | 'wrong type'
  | 'null'
  | 'missing'
  | 'over its limit'
  | 'not in the closed list'
  | 'not the constant'
  | 'not its pattern'
  | 'wrong item'
  | 'unknown field';

/** A value that breaks its schema, with the path and the kind of the breach. */
export interface BrokenValue {
  readonly path: FieldPath;
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
 * For each field of a schema, values that are valid except for that field: wrong type, null, missing, too long …
 * Ajv confirms that the schema forbids each value, because one branch of a union may allow what another forbids.
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

/** Values of types that the schema does not allow. */
export const valuesOfWrongType = (schema: Schema): BrokenValue[] =>
  OF_TYPE.map(([, value]) => ({ path: '', breach: 'wrong type' as const, value })).filter(
    ({ value }) => !isValid(schema, value),
  );

function breachesOf(field: Field, schema: Schema, generator: Generator): BrokenValue[] {
  const { path } = field;
  const generate = (): unknown => generator.value(schema, { path });
  const changed = (breach: Breach, value: unknown): BrokenValue => ({
    path,
    breach,
    value: setAt(generate(), path, value),
  });
  const wrong = OF_TYPE.filter(([type]) => !admits(field.schema, type)).map(([, value]) =>
    changed('wrong type', value),
  );
  return [
    ...wrong,
    ...(admits(field.schema, 'null') ? [] : [changed('null', null)]),
    ...(field.required ? [changed('missing', undefined)] : []),
    ...[...outsideValues(flattenSchema(field.schema).own), ...wrongParts(field.schema, generator)].map(
      ([breach, value]) => changed(breach, value),
    ),
  ];
}

/** A list with an item, and an object with a further field, that the schema does not allow. */
function wrongParts(schema: Schema, generator: Generator): [Breach, unknown][] {
  const { items, additionalProperties: further } = flattenSchema(schema).own;
  const found: [Breach, unknown][] = [];
  if (items) found.push(['wrong item', [notAdmitted(items)]]);
  if (further !== undefined && further !== true) {
    const part = further === false ? 1 : notAdmitted(further);
    found.push(['unknown field', { ...(generator.value(schema, 'minimal') as object), further_field: part }]);
  }
  return found;
}

/** A value of a type that a schema does not allow; null if it allows every type. */
const notAdmitted = (schema: Schema): unknown => OF_TYPE.find(([type]) => !admits(schema, type))?.[1] ?? null;

/** Values of the right type that break a limit, an enum or a pattern. */
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
  if (rest.const !== undefined) found.push(['not the constant', 'not the constant']);
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

/** A filter that keeps the first value of each path and breach. */
function firstOfItsKind(): (one: BrokenValue) => boolean {
  const seen = new Set<string>();
  return ({ path, breach }) => {
    const key = `${path} ${breach}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

/** Sets the value at a path of a generated value, in the first item of each array. `undefined` removes the field. */
function setAt(made: unknown, path: FieldPath, value: unknown): unknown {
  const steps = path.split('/');
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
