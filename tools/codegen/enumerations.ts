import { capital } from '../spec-tools/shared/capital.ts';
import { cell } from './cell.ts';
import { escapeDoc } from './doc-comment.ts';
import { resolve, type Document, type Schema } from './document.ts';
import { pascal } from './named-values.ts';
import { UserError } from './user-error.ts';

const PREFIX = '#/components/schemas/';
/** Keywords whose values are not schemas, even if they look like one. */
const VALUES: ReadonlySet<string> = new Set(['examples', 'example', 'default', 'const', 'enum']);

/** A documented value of a field. */
export interface DescribedValue {
  value: string | number;
  /** Its constant, if the list has names. */
  name: string | undefined;
  meaning: string;
}

/** A list of values whose meanings the spec has. */
export interface Enumeration {
  /** The model, or the model and the field that has the list. */
  title: string;
  /** The exported object with a constant for each value. */
  constants: string | undefined;
  description: string;
  /** Models and fields with these values. */
  fields: readonly string[];
  values: readonly DescribedValue[];
}

/** The values of a schema with their meanings; empty unless the spec describes them. */
export function describedValues(schema: Schema): DescribedValue[] {
  const meanings = schema['x-enum-descriptions'];
  if (!meanings) return [];
  const names = schema['x-enum-varnames'];
  return (schema['x-extensible-enum'] ?? []).map((value, at) => ({
    value,
    name: names?.[at],
    meaning: meanings[String(value)] ?? '',
  }));
}

/** The values of a schema, or of the model that it refers to, as a list in a doc comment, which editors show with the field. */
export const valueLines = (document: Document, schema: Schema): string[] =>
  describedValues(schema.$ref ? resolve<Schema>(document, schema as { $ref: string }) : schema).map(
    ({ value, name, meaning }) =>
      `- \`${value}\`${name ? ` (\`${name}\`)` : ''}${meaning ? `: ${sentence(meaning)}` : ''}`,
  );

/** All lists with meanings that the given schemas lead to, sorted by title. */
export function enumerationsIn(document: Document, roots: readonly unknown[]): Enumeration[] {
  const found = new Map<string, Enumeration & { fields: string[] }>();
  const seen = new Set<string>();
  const add = (title: string, field: string, schema: Schema): void => {
    const values = describedValues(schema);
    if (values.length === 0) return;
    const known = found.get(title);
    if (known) return void (known.fields.includes(field) || known.fields.push(field));
    const constants = schema['x-enum-varnames'] && constantsName(document, title, values);
    found.set(title, { title, constants, description: schema.description ?? '', fields: [field], values });
  };
  const visit = (value: unknown, owner: string): void => {
    if (Array.isArray(value)) return value.forEach((item) => visit(item, owner));
    if (typeof value !== 'object' || value === null) return;
    const { $ref, properties } = value as Schema;
    const model = $ref?.startsWith(PREFIX) ? $ref.slice(PREFIX.length) : undefined;
    if (model !== undefined && !seen.has(model)) {
      seen.add(model);
      visit(document.components.schemas[model], model);
    }
    for (const [name, field] of Object.entries(properties ?? {})) {
      const target = field.$ref?.startsWith(PREFIX) ? field.$ref.slice(PREFIX.length) : undefined;
      if (target === undefined) add(`${owner}.${name}`, `${owner}.${name}`, field);
      else add(target, `${owner}.${name}`, document.components.schemas[target]!);
    }
    for (const [key, item] of Object.entries(value)) if (!VALUES.has(key)) visit(item, owner);
  };
  roots.forEach((root) => visit(root, ''));
  return [...found.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** The lists of the whole document that have constants, each under one name. */
export const constantsOf = (document: Document): Enumeration[] => [
  ...new Map(
    enumerationsIn(
      document,
      Object.keys(document.components.schemas).map((name) => ({ $ref: PREFIX + name })),
    )
      .filter((one) => one.constants === one.title.split('.').map(pascal).join(''))
      .map((one) => [one.constants, one]),
  ).values(),
];

/** `constants.ts`: an object with a constant for each value of the lists that have names. */
export function constantsFile(document: Document): string {
  const lists = constantsOf(document);
  const objects = lists.map(({ constants, title, description, values }) => {
    const members = values.map(
      ({ value, name, meaning }) => `/** ${escapeDoc(sentence(meaning))} */\n${name}: ${JSON.stringify(value)},`,
    );
    const doc = `/** ${escapeDoc(`${description} Values of ${title.includes('.') ? `\`${title}\`` : 'this type'}; more may come.`)} */`;
    // A name that is exported from here hides the type of the same name that all models are exported with.
    const type = `export type ${constants} = Values.${constants};\n\n`;
    return `${type}${doc}\nexport const ${constants} = {\n${members.join('\n')}\n} as const;\n`;
  });
  const imports = lists.length > 0 ? `import type * as Values from './models.ts';\n\n` : '';
  return `${imports}${objects.join('\n') || 'export {};\n'}`;
}

/** An enumeration as the template of the reference prints it. */
export const referenceOf = ({ title, constants, description, fields, values }: Enumeration) => ({
  title,
  constants,
  hasConstants: constants !== undefined,
  description,
  /** `undefined` if the title names the field, because a template treats an empty string as a value. */
  fields: title.includes('.') ? undefined : fields.map((field) => `\`${field}\``).join(', '),
  values: values.map(({ value, name, meaning }) => ({
    value: String(value),
    constant: name ?? '',
    meaning: cell(sentence(meaning)),
  })),
});

/**
 * The name of the exported object. What a request and a response have in common has one, named after the response.
 */
function constantsName(document: Document, title: string, values: readonly DescribedValue[]): string {
  const [model, field] = title.split('.') as [string, string | undefined];
  const name = `${model}${field === undefined ? '' : pascal(field)}`;
  if (field === undefined) return name;
  if (document.components.schemas[name])
    throw new UserError(`The constants of ${title} would be named ${name}, which is a model. Rename one of them.`);
  if (!model.endsWith('Input')) return name;
  for (const [other, schema] of Object.entries(document.components.schemas)) {
    const same = schema.properties?.[field];
    if (other.endsWith('Input') || !same || !other.startsWith(model.slice(0, -'Input'.length))) continue;
    if (JSON.stringify(describedValues(same)) === JSON.stringify(values)) return `${other}${pascal(field)}`;
  }
  return name;
}

/** A meaning as a sentence: short ones stand in the spec as words. */
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${capital(text)}.`);
