import { operationsOf, resolve, type Document, type Schema } from './document.ts';
import { pascal } from './named-values.ts';
import { UserError } from './user-error.ts';

const PREFIX = '#/components/schemas/';
type Composed = Schema & { allOf?: Schema[]; anyOf?: Schema[]; oneOf?: Schema[]; const?: unknown; required?: string[] };

/**
 * Merges the members of each union in requests that a constant tells apart into one object, for the types.
 *
 * As a union, it would reject what programs really have: in an object that was built in a variable or read from JSON, `type` is a `string`, which is not one of
 * the constants. And the compiler would report that the object fits none of the members, instead of the field that is wrong. TypeScript cannot accept
 * a wide string and still tell members apart by a literal, because every literal is a string. So the merged object has the fields of all
 * members, each optional unless every member requires it; the description of a field says in which members it is.
 *
 * Unions in responses stay unions, which programs narrow by their constant. A model of both becomes two: `ReceiptLine` for responses and `ReceiptLineInput`
 * for requests.
 */
export function mergeInputUnions(document: Document): Document {
  const { schemas } = document.components;
  const unions = namesThat(schemas, (name) => hasTaggedUnion(document, schemas[name]));
  const affected = namesThat(
    schemas,
    (name) => unions.has(name) || reach(document, schemas[name]).some((one) => unions.has(one)),
  );
  if (affected.size === 0) return document;
  const sent = new Set(bodiesOf(document).flatMap((body) => reach(document, body)));
  const returned = new Set(othersOf(document, sent).flatMap((value) => reach(document, value)));
  const shared = namesThat(schemas, (name) => affected.has(name) && sent.has(name) && returned.has(name));
  const toInput = (value: unknown): unknown => renamed(value, (name) => (shared.has(name) ? `${name}Input` : name));

  const inputs: Record<string, Schema> = {};
  for (const name of affected) {
    if (!sent.has(name)) continue;
    const inputName = shared.has(name) ? `${name}Input` : name;
    if (inputName !== name && inputName in schemas)
      throw new UserError(
        `${name} has a union that is sent and returned, so its request model would be named ${inputName}, which is already in the spec. Rename one of them.`,
      );
    inputs[inputName] = toInput(schemas[name]) as Schema;
  }
  const all = { ...schemas, ...inputs };
  const repointed = { ...document, components: { ...document.components, schemas: all } };
  for (const name of Object.keys(inputs)) all[name] = merge(repointed, all[name]!, name, all);
  const { requestBodies } = repointed.components;
  const components = {
    ...repointed.components,
    ...(requestBodies && { requestBodies: toInput(requestBodies) as typeof requestBodies }),
  };
  return { ...repointed, components, paths: withBodies(document.paths, toInput) };
}

const hasTaggedUnion = (document: Document, schema: unknown): boolean =>
  typeof schema === 'object' &&
  schema !== null &&
  (unionMembers(document, schema) !== undefined ||
    Object.values(schema).some((inner) => hasTaggedUnion(document, inner)));

const namesThat = (schemas: object, test: (name: string) => boolean): Set<string> =>
  new Set(Object.keys(schemas).filter(test));

/** The names of the models that a value refers to, at any depth. */
function reach(document: Document, value: unknown, found = new Set<string>()): string[] {
  if (typeof value !== 'object' || value === null) return [...found];
  const { $ref } = value as { $ref?: unknown };
  if (typeof $ref === 'string') {
    const name = $ref.startsWith(PREFIX) ? $ref.slice(PREFIX.length) : $ref;
    if (!found.has(name)) {
      found.add(name);
      reach(document, resolve(document, { $ref }), found);
    }
  }
  for (const inner of Object.values(value)) reach(document, inner, found);
  return [...found];
}

const bodiesOf = (document: Document): unknown[] =>
  [...operationsOf(document)].flatMap(({ operation }) => operation.requestBody ?? []);

/** What is not sent: responses, pushes, and models that no operation mentions. */
function othersOf(document: Document, sent: ReadonlySet<string>): unknown[] {
  const { schemas } = document.components;
  const unsent = Object.keys(schemas).filter((name) => !sent.has(name));
  return [
    ...[...operationsOf(document)].map(({ operation }) => operation.responses),
    ...unsent.map((name) => schemas[name]),
  ];
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith(PREFIX)
        ? PREFIX + rename(inner.slice(PREFIX.length))
        : renamed(inner, rename),
    ]),
  );
}

const withBodies = (paths: Document['paths'], change: (body: unknown) => unknown): Document['paths'] =>
  Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(
        Object.entries(item).map(([key, value]) => [
          key,
          typeof value === 'object' && 'requestBody' in value
            ? { ...value, requestBody: change(value.requestBody) }
            : value,
        ]),
      ),
    ]),
  ) as Document['paths'];

/** A schema of requests with its unions merged. `name` is what models that arise are named after. */
function merge(document: Document, schema: Composed, name: string, schemas: Record<string, Schema>): Composed {
  const members = unionMembers(document, schema);
  if (members)
    return {
      ...(schema.description !== undefined && { description: schema.description }),
      ...merged(document, members, name, schemas),
    };
  const copy: Record<string, unknown> = { ...schema };
  if (schema.properties)
    copy['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([field, inner]) => [
        field,
        merge(document, inner, fieldModel(name, field), schemas),
      ]),
    );
  if (schema.items) copy['items'] = merge(document, schema.items, name, schemas);
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const)
    if (schema[key]) copy[key] = schema[key].map((part) => merge(document, part, name, schemas));
  return copy as Composed;
}

/** `PaymentContainerInstrumentInput` and `private` → `PaymentContainerInstrumentPrivateInput` */
const fieldModel = (model: string, field: string): string => `${model.replace(/Input$/, '')}${pascal(field)}Input`;

/** An object with its references and compositions resolved. */
interface Flat {
  readonly properties: Record<string, Composed>;
  readonly required: ReadonlySet<string>;
}

function unionMembers(document: Document, schema: Schema): Flat[] | undefined {
  const { anyOf, oneOf } = schema as Composed;
  const branches = anyOf ?? oneOf;
  // What is next to a union would be lost.
  const beside = ['properties', 'allOf', 'additionalProperties', 'required'].some((key) => key in schema);
  if (!branches || branches.length < 2 || beside || (anyOf && oneOf)) return undefined;
  const members = branches.map((branch) => flat(document, branch));
  if (!members.every((one) => one !== undefined)) return undefined;
  return discriminatorOf(members) === undefined ? undefined : members;
}

function flat(document: Document, schema: Schema): Flat | undefined {
  const target = resolve(document, schema) as Composed & { additionalProperties?: unknown };
  const { allOf = [], properties, required = [], anyOf, oneOf } = target;
  const parts = allOf.map((part) => flat(document, part));
  if (anyOf || oneOf || !parts.every((part) => part !== undefined) || (!properties && parts.length === 0))
    return undefined;
  // Null and further fields are values that the fields of a merged object cannot say.
  if ((target.type ?? 'object') !== 'object' || (target.additionalProperties ?? false) !== false) return undefined;
  const names = [...parts.map((part) => Object.keys(part.properties)), Object.keys(properties ?? {})].flat();
  // A field that several parts limit has all their limits, and the last one would win here.
  if (new Set(names).size < names.length) return undefined;
  return {
    properties: Object.assign({}, ...parts.map((part) => part.properties), properties) as Flat['properties'],
    required: new Set([...parts.flatMap((part) => [...part.required]), ...required]),
  };
}

/** The field that is a constant in every member. */
const discriminatorOf = (members: readonly Flat[]): string | undefined =>
  Object.keys(members[0]!.properties).find((name) =>
    members.every((one) => typeof one.properties[name]?.const === 'string'),
  );

function merged(document: Document, members: readonly Flat[], name: string, schemas: Record<string, Schema>): Composed {
  const discriminator = discriminatorOf(members)!;
  const tags = members.map(({ properties }) => String(properties[discriminator]!.const));
  const names = [...new Set(members.flatMap(({ properties }) => Object.keys(properties)))];
  const fields = names.map((field): [string, Composed] => {
    if (field === discriminator) return [field, tagField(members, discriminator)];
    const at = members.flatMap(({ properties }, index) => (properties[field] ? [index] : []));
    const schema = mergedField(
      document,
      at.map((index) => members[index]!.properties[field]!),
      [name, field],
      schemas,
    );
    if (at.length === members.length) return [field, schema];
    const description = `With ${at.map((index) => `\`${discriminator}: ${tags[index]}\``).join(' or ')}: ${schema.description ?? ''}`;
    return [field, { ...schema, description }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: names.filter((field) => members.every(({ required }) => required.has(field))),
  };
}

/** The constants as documented values, which stay open for any string. */
function tagField(members: readonly Flat[], discriminator: string): Composed {
  const tags = members.map(({ properties }) => properties[discriminator]!);
  return {
    type: 'string',
    'x-extensible-enum': tags.map((tag) => tag.const as string),
    description: tags.map((tag) => `\`${String(tag.const)}\`: ${tag.description ?? ''}`).join('\n'),
  };
}

/** Different objects become one model, named after the field, so that errors and editors name it. Other different schemas stay alternatives. */
function mergedField(
  document: Document,
  variants: readonly Composed[],
  [owner, field]: readonly [string, string],
  schemas: Record<string, Schema>,
): Composed {
  const [first] = variants as [Composed, ...Composed[]];
  const different = [...new Map(variants.map((one) => [JSON.stringify(withoutText(one)), one])).values()];
  if (different.length === 1) return first;
  const objects = different.map((one) => flat(document, withoutNull(document, one)));
  if (!objects.every((one) => one !== undefined)) return { anyOf: different };
  const name = fieldModel(owner, field);
  if (name in schemas)
    throw new UserError(
      `The fields that the members of a union have in ${field} of ${owner} would become the model ${name}, which exists already. Rename one of them.`,
    );
  const names = [...new Set(objects.flatMap(({ properties }) => Object.keys(properties)))];
  schemas[name] = {
    type: 'object',
    description: `\`${field}\`, with the fields of all kinds.`,
    properties: Object.fromEntries(
      names.map((one) => [
        one,
        mergedField(
          document,
          objects.flatMap(({ properties }) => properties[one] ?? []),
          [name, one],
          schemas,
        ),
      ]),
    ),
    required: names.filter((one) => objects.every(({ required }) => required.has(one))),
  } as Composed;
  const model = { $ref: PREFIX + name };
  return different.some((one) => isNullable(document, one)) ? { oneOf: [model, { type: 'null' }] } : model;
}

const isNullable = (document: Document, schema: Schema): boolean =>
  [(resolve(document, schema) as Schema).type ?? []].flat().includes('null');

/** The schema of an object that may be null, without null. */
const withoutNull = (document: Document, schema: Composed): Composed => {
  const { type, ...rest } = resolve(document, schema) as Composed;
  const types = [type ?? []].flat().filter((one) => one !== 'null');
  return types.length === 0 ? schema : { ...rest, type: types.length === 1 ? types[0]! : types };
};

const withoutText = (schema: Schema): object => ({ ...schema, description: undefined });
