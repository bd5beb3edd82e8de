import { schemaName, openApiDocument } from '../document/document.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';
import { fieldsAt } from '../schema-values/fields.ts';
import { isValid } from '../schema-values/valid.ts';
import type { Statement } from './compile.ts';

/** One value of each JSON type; which of them a field takes has to be the same for the document and for its type. */
const PROBES: readonly unknown[] = [null, true, 'text', 7, [], {}];

/**
 * What has to hold between a model of the document and its type: the same fields, the same of them required, and for each field the same
 * JSON types. Values made from the schema would miss what a type allows beyond it.
 */
export function modelStatements(name: string): Statement[] {
  const schemas = openApiDocument()['components']['schemas'] as Record<string, Schema>;
  return statementsOf(`Object<Models['${name}']>`, schemas[name]!, name);
}

function statementsOf(type: string, schema: Schema, what: string): Statement[] {
  const fields = fieldsAt(schema);
  if (fields.length === 0) return [];
  const { own, unions } = flattenSchema(schema);
  const names = [...new Set(fields.map(({ name }) => name))];
  const required = fields.filter((one) => one.required).map(({ name }) => name);
  const keys = same(`Fields<${type}>`, names, `${what} has the fields of the document`);
  if (typeof own.additionalProperties === 'object') return [];
  if (unions.length) {
    // With something beside it (`allOf`), a union is a model of its own, and looked at there.
    const { oneOf = [], anyOf = [] } = schema;
    return [keys, ...[...oneOf, ...anyOf].flatMap((branch) => branchStatements(type, branch, what))];
  }
  return [
    keys,
    same(`Required<${type}>`, required, `${what} requires what the document requires`),
    ...fields.flatMap((one) => fieldStatements(`${type}['${one.name}']`, one.schema, `${what}.${one.name}`)),
  ];
}

/** A branch with a name is a model of its own; one without is found in the union by the constant that tells it apart. */
function branchStatements(type: string, branch: Schema, what: string): Statement[] {
  const constant = Object.entries(branch.properties ?? {}).find(([, { const: value }]) => value !== undefined);
  if (schemaName(branch) !== undefined || !constant) return [];
  const [name, { const: value }] = constant;
  const member = `Extract<${type}, { ${name}?: ${JSON.stringify(value)} | undefined }>`;
  return statementsOf(member, branch, `${what} (${String(value)})`);
}

const same = (type: string, names: readonly string[], what: string): Statement => ({
  code: `same<${type}, ${union(names)}>(true);`,
  compiles: true,
  what,
});

/** Which JSON types a field takes; for a list, which its items take; for an object without a name, which its fields take. */
function fieldStatements(type: string, schema: Schema, what: string): Statement[] {
  // A file is no JSON value; that it is one shows in the requests.
  if (schema.format === 'binary') return [];
  const plain = withoutLimits(schema);
  const probes = PROBES.map((probe) => ({
    code: `value<${type}>(${JSON.stringify(probe)});`,
    compiles: isValid(plain, probe),
    what: `${what} = ${JSON.stringify(probe)}`,
  }));
  const { own, unions } = flattenSchema(schema);
  const items = typesOf(own).includes('array') && own.items && !unions.length;
  return [
    ...probes,
    ...(items ? fieldStatements(`Extract<${type}, readonly unknown[]>[number]`, own.items!, `${what}[]`) : []),
    ...(schemaName(schema) || unions.length || !own.properties ? [] : statementsOf(`Object<${type}>`, own, what)),
  ];
}

/** The models that an operation's body and answers are made of. */
export function modelsOf({ body, form, answers }: DocumentedOperation): Set<string> {
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
  walk([body?.schema, form, answers.map(({ schema }) => schema)]);
  return found;
}

const union = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(' | ') || 'never';

const LIMITS = new Set(['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems']);

/** The schema without what no type can say. References are followed one step, for limits that stand in small shared schemas. */
function withoutLimits(schema: Schema): Schema {
  const target = schema.$ref ? flattenSchema(schema) : undefined;
  const plain = target && target.unions.length === 0 && !target.own.properties ? target.own : schema;
  return Object.fromEntries(Object.entries(plain).filter(([key]) => !LIMITS.has(key))) as Schema;
}
