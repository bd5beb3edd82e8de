import { resolve, type Case, type Schema } from './cases.ts';

/** The case with one value of the wrong type in its body: a request that no spec-abiding server may accept. */
export function withBrokenBody(one: Case): Case | undefined {
  if (!one.bodySchema) return undefined;
  if (typesOf(one.bodySchema).has('array')) return { ...one, body: { wrong: true } };
  const fields = fieldsOf(one.bodySchema);
  const name = Object.keys(fields).find((field) => typesOf(fields[field]!).size > 0);
  if (!name) throw new Error(`${one.id} has a body in which nothing can be wrong.`);
  return { ...one, body: { ...(one.body as object), [name]: wrongValue(typesOf(fields[name]!)) } };
}

/** An answer with one value of the wrong type. */
export function brokenAnswer(one: Case): unknown {
  if (Array.isArray(one.answer.value)) return { not: 'a list' };
  if (typeof one.answer.value !== 'object' || one.answer.value === null) return { not: one.answer.value };
  return [one.answer.value];
}

function fieldsOf(schema: Schema): Record<string, Schema> {
  const { properties = {}, allOf = [] } = resolve<Schema>(schema);
  return Object.assign({}, properties, ...allOf.map(fieldsOf));
}

/** The JSON types that a schema admits; empty when it admits several shapes that this does not look into. */
function typesOf(schema: Schema): Set<string> {
  const { type, oneOf, anyOf, allOf, properties } = resolve<Schema>(schema);
  if (type) return new Set([type].flat());
  if (allOf) return new Set(allOf.flatMap((part) => [...typesOf(part)]));
  const branches = oneOf ?? anyOf;
  if (branches) {
    const types = branches.map(typesOf);
    return types.some((one) => one.size === 0) ? new Set() : new Set(types.flatMap((one) => [...one]));
  }
  return properties ? new Set(['object']) : new Set();
}

function wrongValue(types: Set<string>): unknown {
  if (!types.has('object')) return { wrong: true };
  return types.has('boolean') ? 'wrong' : true;
}
