import { isInternal, operationsOf, resolve, type Document } from '../document.ts';
import { fileName } from '../names.ts';
import { modelIn, type FullSchema } from './fields.ts';

/** Where a model is used: in an operation, or in a field of another model. */
export type Use =
  | { readonly operation: string; readonly page: string; readonly anchor: string; readonly place: 'body' | 'response' }
  | { readonly model: string; readonly field: string | undefined };

/** The places where each model is used, operations first. */
export function usesOf(document: Document): Map<string, Use[]> {
  const uses = new Map<string, Map<string, Use>>();
  const add = (model: string, use: Use): void => {
    const known = uses.get(model) ?? new Map<string, Use>();
    uses.set(model, known.set(JSON.stringify(use), use));
  };
  for (const { operation } of operationsOf(document)) {
    const { operationId } = operation;
    const dot = operationId.lastIndexOf('.');
    const at = {
      operation: operationId,
      page: fileName(operationId.slice(0, dot)),
      anchor: operationId.slice(dot + 1).toLowerCase(),
    };
    const body = operation.requestBody && resolve(document, operation.requestBody);
    for (const model of modelsIn(document, body?.content)) add(model, { ...at, place: 'body' });
    for (const response of Object.values(operation.responses))
      for (const model of modelsIn(document, resolve(document, response).content))
        add(model, { ...at, place: 'response' });
  }
  for (const [model, schema] of Object.entries(document.components.schemas)) {
    if (isInternal(document, model)) continue;
    fieldUses(document, schema as FullSchema, undefined, (used, field) => {
      if (used !== model) add(used, { model, field });
    });
  }
  return new Map([...uses].map(([model, known]) => [model, [...known.values()]]));
}

/** The models that a schema refers to, through internal ones. */
function modelsIn(document: Document, value: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const model = modelIn(part as FullSchema);
    if (model !== undefined && isInternal(document, model)) visit(document.components.schemas[model]);
    else if (model !== undefined) found.add(model);
    else for (const [key, inner] of Object.entries(part)) if (key !== 'examples') visit(inner);
  };
  visit(value);
  return found;
}

function fieldUses(
  document: Document,
  schema: FullSchema,
  field: string | undefined,
  use: (model: string, field: string | undefined) => void,
): void {
  const model = modelIn(schema);
  if (model !== undefined && isInternal(document, model))
    return fieldUses(document, document.components.schemas[model] as FullSchema, field, use);
  if (model !== undefined) return use(model, field);
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    fieldUses(document, inner as FullSchema, field === undefined ? name : `${field}.${name}`, use);
  const { items, additionalProperties: map, allOf = [], oneOf = [], anyOf = [] } = schema;
  const others = [
    items as FullSchema | undefined,
    typeof map === 'object' ? map : undefined,
    ...allOf,
    ...oneOf,
    ...anyOf,
  ];
  for (const inner of others) if (inner) fieldUses(document, inner, field, use);
}
