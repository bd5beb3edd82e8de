import { capital } from '../spec-tools/shared/capital.ts';
import type { Document, Schema } from './document.ts';
import { UserError } from './user-error.ts';

/** Says which types the documented values of a schema have. Only in the copy of the document that types are made of. */
export const VALUES_NAME = 'x-values-name';

/** The documented values of a field of a model. */
export interface NamedValues {
  /** `SmartTransactionStatus`: open, and the name of the closed type is `Known` and this. */
  readonly name: string;
  readonly model: string;
  /** The names of the fields that lead to it. */
  readonly path: readonly string[];
  /** Whether the model is one of these values. */
  readonly isModel: boolean;
  readonly schema: Schema;
}

/**
 * Marks each list of documented values in the models with the name of its type: that of the model and of the fields that lead to it. Items of an array and
 * parts of a composition have the name of the whole; where a model has the name already, `Value` follows. Returns all of them.
 */
export function nameValues(document: Document): NamedValues[] {
  const { schemas } = document.components;
  const found = new Map<string, NamedValues>();
  const add = (schema: Schema, model: string, path: readonly string[]): void => {
    const own = model + path.map(pascal).join('');
    const isModel = schema === schemas[model];
    const name = !isModel && own in schemas ? `${own}Value` : own;
    const before = found.get(name);
    if (before && JSON.stringify(before.schema['x-extensible-enum']) !== JSON.stringify(schema['x-extensible-enum']))
      throw new UserError(
        `${model} has two lists of documented values for ${path.join('.')}. Give both the same values.`,
      );
    const taken = [knownName(name), ...(isModel ? [] : [name])].find((one) => one in schemas);
    if (taken)
      throw new UserError(
        `The documented values of ${[model, ...path].join('.')} would be named ${taken}, which is a model. Rename one of them.`,
      );
    if (!before) found.set(name, { name, model, path, isModel, schema });
    Object.assign(schema, { [VALUES_NAME]: name });
  };
  const visit = (schema: Schema & Record<string, unknown>, model: string, path: readonly string[]): void => {
    if (schema['x-extensible-enum']) add(schema, model, path);
    for (const [name, field] of Object.entries(schema.properties ?? {})) visit(field as never, model, [...path, name]);
    const parts = [
      schema.items,
      schema['additionalProperties'],
      ...['allOf', 'anyOf', 'oneOf'].flatMap((key) => schema[key] ?? []),
    ];
    for (const part of parts) if (typeof part === 'object' && part !== null) visit(part as never, model, path);
  };
  for (const [model, schema] of Object.entries(schemas)) visit(schema as never, model, []);
  return [...found.values()];
}

/** `KnownSmartTransactionStatus`: only the documented values. */
export const knownName = (name: string): string => `Known${name}`;

/** `product_id` → `ProductId`: the part of a type's name that a field gives. */
export const pascal = (field: string): string =>
  field
    .split(/[^A-Za-z0-9]+/)
    .map(capital)
    .join('');
