import type { Document } from './document.ts';

type Node = Record<string, unknown>;

/** A field of an object in the spec. */
interface Field {
  name: string;
  schema: Node;
  /** The names of all fields of the object. */
  siblings: readonly string[];
}

/**
 * `personal-data.ts`: which fields hold personal data, by name, because a value does not say which model it is.
 * - A name that is personal in one model only is recognised by the other fields of that model.
 * - A field inside of a marked object is personal, unless the spec has it there without a mark.
 */
export function personalDataOf(document: Document): string {
  const fields = fieldsOf(document.components.schemas, document.paths, (document as { webhooks?: unknown }).webhooks);
  // Yes and no are no data of a person, but the name may be.
  const decided = fields.filter(({ schema }) => !isBoolean(schema));
  const marked = decided.filter(isMarked);
  const unmarked = decided.filter((field) => !isMarked(field));
  const unmarkedNames = namesOf(unmarked);
  const always = namesOf(marked.filter(({ name }) => !unmarkedNames.has(name)));
  const otherNames = namesOf(marked.filter(({ schema }) => schema['x-personal-data'] !== 'account-number'));
  const numbers = [...always].filter((name) => !otherNames.has(name));
  const sometimes = sorted([...namesOf(marked)].filter((name) => !always.has(name))).flatMap((name) => {
    const siblingsIn = (some: readonly Field[]): Set<string> =>
      new Set(some.filter((field) => field.name === name).flatMap(({ siblings }) => siblings));
    const elsewhere = siblingsIn(unmarked);
    const own = sorted([...siblingsIn(marked)].filter((sibling) => !elsewhere.has(sibling)));
    // Without any, only an object around it shows that it is personal.
    return own.length ? [[name, own] as const] : [];
  });
  const inside = fieldsInside(document, marked);
  const markedInside = namesOf(inside.filter(isMarked));
  const notPersonal = namesOf(inside.filter((field) => !isMarked(field) && !markedInside.has(field.name)));

  return `/** The names of fields that hold personal data in every model. */
export const PERSONAL_NAMES = '${sorted(always).join(' ')}'.split(' ');

/** Those of them whose last characters stay: numbers of accounts and cards. */
export const ACCOUNT_NUMBER_NAMES = '${sorted(numbers).join(' ')}'.split(' ');

/** The names that hold personal data in some models, with the fields that only these models have. */
export const PERSONAL_BESIDE: Readonly<Record<string, readonly string[]>> = {
${sometimes.map(([name, siblings]) => `'${name}': '${siblings.join(' ')}'.split(' '),`).join('\n')}
};

/** The names of fields without personal data inside of objects with personal data. */
export const NOT_PERSONAL_INSIDE = '${sorted(notPersonal).join(' ')}'.split(' ');

/** How long the fields of a contact may be, in characters. */
export const CONTACT_LENGTHS = ${JSON.stringify(lengthsOf(document, 'Contact'))} as const;
`;
}

const isMarked = ({ schema }: Field): boolean => (schema['x-personal-data'] ?? 'none') !== 'none';
const isBoolean = ({ type }: Node): boolean => {
  const types = [type ?? []].flat().filter((one) => one !== 'null');
  return types.length > 0 && types.every((one) => one === 'boolean');
};
const namesOf = (fields: readonly Field[]): Set<string> => new Set(fields.map(({ name }) => name));
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The fields of all objects in parts of the document, without following references. */
function fieldsOf(...parts: unknown[]): Field[] {
  return parts.flatMap((part) => {
    if (!isNode(part)) return [];
    const properties = (isNode(part['properties']) ? part['properties'] : {}) as Record<string, Node>;
    const siblings = Object.keys(properties);
    const own = Object.entries(properties).map(([name, schema]) => ({ name, schema, siblings }));
    const below = Object.entries(part).filter(([key]) => !/^(?:properties|examples?|default|const|enum)$/.test(key));
    return [...own, ...fieldsOf(...Object.values(properties), ...below.map(([, value]) => value))];
  });
}

/** The fields inside of these fields, at any depth, with those of the models that they refer to. */
function fieldsInside(document: Document, fields: readonly Field[]): Field[] {
  const models = new Set<string>();
  const follow = (part: unknown): void => {
    if (!isNode(part)) return;
    for (const [key, value] of Object.entries(part)) {
      if (key !== '$ref' || typeof value !== 'string') follow(value);
      else if (!models.has(value)) {
        models.add(value);
        follow(document.components.schemas[value.split('/').at(-1)!]);
      }
    }
  };
  for (const { schema } of fields) follow(schema);
  const referred = [...models].map((ref) => document.components.schemas[ref.split('/').at(-1)!]);
  return fieldsOf(...fields.map(({ schema }) => schema), ...referred);
}

/** The lengths of the fields of a model, and of the models in it. */
function lengthsOf(document: Document, model: string): Node {
  const { properties = {} } = (document.components.schemas[model] ?? {}) as { properties?: Record<string, Node> };
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { $ref, 'x-clip-length': length }]) => {
      if (length !== undefined) return [[name, length]];
      const inner = typeof $ref === 'string' ? lengthsOf(document, $ref.split('/').at(-1)!) : {};
      return Object.keys(inner).length ? [[name, inner]] : [];
    }),
  );
}
