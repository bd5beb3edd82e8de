import { isInternal, resolve, type Document, type Schema } from '../document.ts';

/** The keywords of JSON Schema that the pages show. */
export type FullSchema = Schema & {
  readonly allOf?: readonly FullSchema[];
  readonly oneOf?: readonly FullSchema[];
  readonly anyOf?: readonly FullSchema[];
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | FullSchema;
  readonly title?: string;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly 'x-free-form'?: boolean;
  readonly 'x-personal-data'?: unknown;
  readonly 'x-push-target'?: string;
};

export interface Field {
  readonly name: string;
  readonly schema: FullSchema;
  readonly required: boolean;
  /** The model that declares it. */
  readonly owner: string;
}

const PREFIX = '#/components/schemas/';

export const modelIn = ({ $ref }: FullSchema): string | undefined =>
  $ref?.startsWith(PREFIX) ? $ref.slice(PREFIX.length) : undefined;

/** The fields of a model with those of the models that it is composed of, in the order of the spec. */
export function fieldsOf(document: Document, schema: FullSchema, owner: string): Field[] {
  const fields = new Map<string, Field>();
  const requiredNames = new Set<string>();
  const visit = (part: FullSchema, holder: string): void => {
    const model = modelIn(part);
    if (model !== undefined) visit(resolve(document, part) as FullSchema, model);
    for (const inner of part.allOf ?? []) visit(inner, holder);
    for (const name of part.required ?? []) requiredNames.add(name);
    for (const [name, field] of Object.entries(part.properties ?? {}))
      fields.set(name, {
        name,
        schema: { ...fields.get(name)?.schema, ...(field as FullSchema) },
        required: false,
        owner: holder,
      });
  };
  visit(schema, owner);
  return [...fields.values()].map((field) => ({ ...field, required: requiredNames.has(field.name) }));
}

/** The fields, each followed by those of an object that has no page of its own, under their path: `value.name`, `items[].id`. */
export const withInnerFields = (document: Document, fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => {
    const inner = innerObjects(document, field.schema, '').flatMap(({ suffix, schema }) =>
      fieldsOf(document, schema, '').map((one) => ({ ...one, name: `${field.name}${suffix}.${one.name}` })),
    );
    return [field, ...withInnerFields(document, inner)];
  });

/** The objects without a page that a value can be, or is a list of. */
function innerObjects(
  document: Document,
  schema: FullSchema,
  suffix: string,
): { suffix: string; schema: FullSchema }[] {
  const model = modelIn(schema);
  if (model !== undefined && !isInternal(document, model)) return [];
  const target = resolve(document, schema) as FullSchema;
  if (target.properties) return [{ suffix, schema: target }];
  const inside = [...(target.allOf ?? []), ...alternativesOf(target)].flatMap((one) =>
    innerObjects(document, one, suffix),
  );
  return target.items ? [...inside, ...innerObjects(document, target.items as FullSchema, `${suffix}[]`)] : inside;
}

/** The schemas that a value has one of. */
export const alternativesOf = ({ oneOf, anyOf }: FullSchema): readonly FullSchema[] => oneOf ?? anyOf ?? [];
