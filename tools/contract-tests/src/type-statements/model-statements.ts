import { schemaName, openApiDocument, type Json } from '../document/document.ts';
import { isFile } from '../document/bodies.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';
import { fieldsAt } from '../schema-values/fields.ts';
import { isValid } from '../schema-values/valid.ts';
import type { Statement } from './compile.ts';

/** One value of each JSON type. The document and the TypeScript type must agree which of them a field accepts. */
const PROBES: readonly unknown[] = [null, true, 'text', 7, [], {}];

/**
 * Statements that a model of the document and its TypeScript type have the same fields, the same required fields, and the same JSON types
 * for each field. Generated values alone would miss what a type allows beyond the schema.
 */
export function modelStatements(name: string): Statement[] {
  const schemas = openApiDocument()['components']['schemas'] as Record<string, Schema>;
  return objectStatements(`Object<Models['${name}']>`, schemas[name]!, name);
}

/** The same for any type of an object. */
export function objectStatements(type: string, schema: Schema, description: string): Statement[] {
  const fields = fieldsAt(schema);
  const { own, unions } = flattenSchema(schema);
  const further = unions.length ? [] : openStatements(type, own, description);
  if (fields.length === 0) return further;
  const names = [...new Set(fields.map(({ name }) => name))];
  const required = fields.filter((one) => one.required).map(({ name }) => name);
  const keys = sameStatement(`Fields<${type}>`, names, `${description} has the fields of the document`);
  if (typeof own.additionalProperties === 'object') return further;
  if (unions.length) {
    // The members of a union that is only sent are merged, so that the fields are all that can be compared.
    if (/^\w+Input$/.test(description)) return [keys];
    // A union within an `allOf` is a separate model with its own statements.
    const { oneOf = [], anyOf = [] } = schema;
    return [keys, ...[...oneOf, ...anyOf].flatMap((branch) => branchStatements(type, branch, description))];
  }
  return [
    keys,
    ...further,
    sameStatement(`Required<${type}>`, required, `${description} requires what the document requires`),
    ...fields.flatMap((one) => fieldStatements(`${type}['${one.name}']`, one.schema, `${description}.${one.name}`)),
  ];
}

/** Whether a type allows arbitrary field names, and which values for them. */
function openStatements(
  type: string,
  { properties, additionalProperties: further }: Schema,
  description: string,
): Statement[] {
  if (!properties && further === undefined) return [];
  const isOpen = further !== undefined && further !== false;
  const open: Statement = {
    code: `same<IsOpen<${type}>, ${isOpen}>(true);`,
    compiles: true,
    description: `${description} is ${isOpen ? 'open' : 'closed'}`,
  };
  return [
    open,
    ...(typeof further === 'object' ? fieldStatements(`${type}[string]`, further, `${description}.*`) : []),
  ];
}

/** A named branch is a separate model. An unnamed branch is extracted from the union by its discriminating constant. */
function branchStatements(type: string, branch: Schema, description: string): Statement[] {
  const constant = Object.entries(branch.properties ?? {}).find(([, { const: value }]) => value !== undefined);
  if (schemaName(branch) !== undefined || !constant) return [];
  const [name, { const: value }] = constant;
  const member = `Extract<${type}, { ${name}?: ${JSON.stringify(value)} | undefined }>`;
  return objectStatements(member, branch, `${description} (${String(value)})`);
}

export const sameStatement = (type: string, names: readonly unknown[], description: string): Statement => ({
  code: `same<${type}, ${union(names)}>(true);`,
  compiles: true,
  description,
});

/** Which JSON types a field accepts; for an array also its items, for an unnamed object also its fields. */
function fieldStatements(type: string, schema: Schema, description: string): Statement[] {
  // A file is not a JSON value; the requests cover it.
  if (isFile(schema)) return [];
  const plain = withoutLimits(schema);
  const probes = PROBES.map((probe) => ({
    code: `value<${type}>(${JSON.stringify(probe)});`,
    compiles: isValid(plain, probe),
    description: `${description} = ${JSON.stringify(probe)}`,
  }));
  const { own, unions } = flattenSchema(schema);
  const inside = unions.length
    ? unions.flat().flatMap((branch, _, all) => partStatements(type, branch, all, description))
    : partStatements(type, schema, [schema], description);
  return [...probes, ...valueStatements(type, own, description), ...inside];
}

/** The items of the only array, and the fields of the only object among some branches, which their JSON type tells apart. */
function partStatements(type: string, schema: Schema, branches: readonly Schema[], description: string): Statement[] {
  const { own, unions } = flattenSchema(schema);
  const isOnly = (kind: string): boolean =>
    typesOf(own).includes(kind) &&
    branches.filter((one) => typesOf(flattenSchema(one).own).includes(kind)).length === 1;
  if (own.items && !unions.length && isOnly('array'))
    return fieldStatements(`Extract<${type}, readonly unknown[]>[number]`, own.items, `${description}[]`);
  // A named schema is a model with its own statements.
  if (schemaName(schema) !== undefined || unions.length || !isOnly('object')) return [];
  return objectStatements(`Exclude<Object<${type}>, readonly unknown[]>`, own, description);
}

/** The documented values of a field: all of a closed list, and those that an open list names. */
function valueStatements(type: string, own: Schema & Json, description: string): Statement[] {
  const open = own['x-extensible-enum'] as readonly unknown[] | undefined;
  const closed = own.const === undefined ? own.enum : [own.const];
  const values = (closed ?? open)?.filter((value) => value !== null);
  if (!values) return [];
  const named = closed ? `NonNullable<${type}>` : `Named<${type}>`;
  return [sameStatement(named, values, `${description} has the values of the document`)];
}

/** The models that the body and the responses of an operation use. */
export function modelsOf({ bodies, responses }: DocumentedOperation): Set<string> {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const name = schemaName(node);
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      walk(openApiDocument()['components']['schemas'][name]);
    }
    for (const inner of Object.values(node)) walk(inner);
  };
  walk([...bodies, ...responses].map(({ schema }) => schema));
  return found;
}

const union = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(' | ') || 'never';

const LIMITS = new Set(['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems']);

/** The schema without limits, which no type can express. Follows references one step, because small shared schemas have limits. */
function withoutLimits(schema: Schema): Schema {
  const target = schema.$ref ? flattenSchema(schema) : undefined;
  const plain = target && target.unions.length === 0 && !target.own.properties ? target.own : schema;
  return Object.fromEntries(Object.entries(plain).filter(([key]) => !LIMITS.has(key))) as Schema;
}
