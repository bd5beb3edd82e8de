import { parameterNames } from '../../packages/api/src/runtime/url.ts';
import { isInternal, operationsOf, resolve, type Document, type Response, type Schema } from './document.ts';
import type { MethodData, ResourceData } from './template-data.ts';

/** `operation-types.ts`: the input and result types of each operation, by id. */
export function operationTypesOf(document: Document, resources: readonly ResourceData[]): string {
  const entries = resources.flatMap(({ methods }) => methods).map((method) => [method.id, typesOf(method)] as const);
  const text = entries.map(([id, fields]) => `'${id}': { ${fields.join('; ')} };`).join('\n');
  return `${importFor(document, text)}

/** The types of all operations, by id. \`item\` is the type of the items of a list. */
export interface OperationTypes {
${text}
}
`;
}

function typesOf({ path, arguments: all, result, list }: MethodData): string[] {
  const names = parameterNames(path);
  const [body, query] = ['body', 'query'].map((name) => all.slice(names.length).find((one) => one.name === name));
  const orUndefined = (one: typeof body): string =>
    one ? `${one.type}${(one.optional || one.suffix) && !one.isQuery ? ' | undefined' : ''}` : 'undefined';
  return [
    `path: { ${names.map((name, at) => `${name}: ${arrived(all[at]!.type)}`).join('; ')} }`,
    `query: ${orUndefined(query)}`,
    `body: ${orUndefined(body)}`,
    `result: ${result === 'void' ? 'undefined' : result}`,
    `item: ${list?.item ?? 'never'}`,
  ];
}

/** A number in a path arrives as a string. */
const arrived = (type: string): string => (type === 'number | string' ? 'string' : type);

/** `fixtures.ts`: for each model that an operation responds with, the example in the spec. */
export function fixturesOf(document: Document): string {
  const examples = [...examplesByModel(document)].sort(([one], [other]) => (one < other ? -1 : 1));
  const types = examples.map(([model]) => `${propertyName(model)}: ${model};`).join('\n');
  const values = examples.map(([model, value]) => `${propertyName(model)}: ${JSON.stringify(value)},`).join('\n');
  return `${importFor(document, types)}

/** The models that operations respond with, by the name of their fixture. */
export interface FixtureModels {
${types}
}

/** The example of each in the spec. */
export const examples: FixtureModels = {
${values}
};
`;
}

/** Takes examples of GET operations before those of others. */
function examplesByModel(document: Document): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const operations = [...operationsOf(document)].sort((one, other) => rank(one.method) - rank(other.method));
  for (const { operation } of operations) {
    for (const response of Object.values(operation.responses)) {
      for (const { schema, examples } of Object.values(resolve<Response>(document, response).content ?? {})) {
        const [first] = Object.values(examples ?? {});
        if (!schema || !first) continue;
        const { value } = resolve(document, first);
        const { items } = schema as Schema;
        const model = modelName(schema);
        const ofItem = items && modelName(items);
        if (model && !found.has(model)) found.set(model, value);
        if (ofItem && Array.isArray(value) && value.length > 0 && !found.has(ofItem)) found.set(ofItem, value[0]);
      }
    }
  }
  return found;
}

const rank = (method: string): number => (method === 'get' ? 0 : 1);

const modelName = ({ $ref }: { $ref?: string }): string | undefined =>
  $ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];

const propertyName = (model: string): string => model.charAt(0).toLowerCase() + model.slice(1);

/** Imports the capitalised names that are not global, and `operations`, from the api package, which has no names for internal models. */
function importFor(document: Document, types: string): string {
  const code = types.replaceAll(/'[^']*'/g, '');
  const names = new Set([...code.matchAll(/(?<!\.)\b(?:[A-Z]\w+|operations)(?=[^\w:?]|$)/g)].map(([name]) => name));
  for (const global of ['NonNullable', 'Blob']) names.delete(global);
  const internal = [...names].filter((name) => isInternal(document, name));
  for (const name of internal) names.delete(name);
  if (internal.length > 0) names.add('components');
  const aliases = internal.map((name) => `type ${name} = components['schemas']['${name}'];\n`);
  return `import type { ${[...names].sort().join(', ')} } from '@secuconnect/api';\n\n${aliases.join('')}`;
}
