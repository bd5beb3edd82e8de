import { operationsOf, parameterNames, resolve, type Document, type Response, type Schema } from './document.ts';
import type { MethodView, ResourceView } from './views.ts';

/** `operation-types.ts`: what goes into each operation and what comes out of it, by id, for whoever names an operation by its id. */
export function operationTypesOf(resources: readonly ResourceView[]): string {
  const entries = resources.flatMap(({ methods }) => methods).map((method) => [method.id, typesOf(method)] as const);
  const text = entries.map(([id, fields]) => `'${id}': { ${fields.join('; ')} };`).join('\n');
  return `${importFor(text)}

/** The types of every operation, by id. \`item\` is what a list is a list of. */
export interface OperationTypes {
${text}
}
`;
}

function typesOf({ path, arguments: all, result, list }: MethodView): string[] {
  const names = parameterNames(path);
  const [body, query] = ['body', 'query'].map((name) => all.slice(names.length).find((one) => one.name === name));
  const orUndefined = (one: typeof body): string =>
    one ? `${one.type}${one.optional && !one.isQuery ? ' | undefined' : ''}` : 'undefined';
  return [
    `path: { ${names.map((name, at) => `${name}: ${all[at]!.type}`).join('; ')} }`,
    `query: ${orUndefined(query)}`,
    `body: ${orUndefined(body)}`,
    `result: ${result === 'void' ? 'undefined' : result}`,
    `item: ${list?.item ?? 'never'}`,
  ];
}

/** `fixtures.ts`: for each model that an operation answers with, the example that the spec gives of it. */
export function fixturesOf(document: Document): string {
  const examples = [...examplesByModel(document)].sort(([one], [other]) => (one < other ? -1 : 1));
  const types = examples.map(([model]) => `${propertyName(model)}: ${model};`).join('\n');
  const values = examples.map(([model, value]) => `${propertyName(model)}: ${JSON.stringify(value)},`).join('\n');
  return `${importFor(types)}

/** The models that operations answer with, by the name of their fixture. */
export interface FixtureModels {
${types}
}

/** An example of each, as the spec has it. */
export const examples: FixtureModels = {
${values}
};
`;
}

/** What an operation that reads the object shows of it comes before what others answer with. */
function examplesByModel(document: Document): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const operations = [...operationsOf(document)].sort((one, other) => rank(one.method) - rank(other.method));
  for (const { operation } of operations) {
    for (const answer of Object.values(operation.responses)) {
      for (const { schema, examples } of Object.values(resolve<Response>(document, answer).content ?? {})) {
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

/** Everything with a capital that is not global belongs to the api package, and so does `operations`. */
function importFor(types: string): string {
  const code = types.replaceAll(/'[^']*'/g, '');
  const names = new Set([...code.matchAll(/(?<!\.)\b(?:[A-Z]\w+|operations)(?=[^\w:?]|$)/g)].map(([name]) => name));
  for (const global of ['NonNullable', 'Blob']) names.delete(global);
  return `import type { ${[...names].sort().join(', ')} } from '@secuconnect/api';`;
}
