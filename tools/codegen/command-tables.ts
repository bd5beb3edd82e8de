import {
  operationsOf,
  resolve,
  type Document,
  type LocatedOperation,
  type Parameter,
  type Schema,
} from './document.ts';
import { fileName } from './names.ts';

/** What the command line shows or reads of a schema. Examples and notes for generators are not part of it. */
const SHOWN = [
  'type',
  'format',
  'description',
  'enum',
  'const',
  'x-extensible-enum',
  'x-id-prefix',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'required',
];
type AnySchema = Schema & Record<string, unknown>;
type Table = Record<string, unknown>;

/**
 * The tables from which the command line makes its commands: one file per resource, so that a command reads its own only, and an index with the
 * summary of each operation.
 */
export function commandTablesOf(document: Document): { path: string; text: string }[] {
  const byResource = Map.groupBy(operationsOf(document), ({ operation }) => resourceOf(operation.operationId));
  const files = [...byResource].map(([id, located]) => ({
    path: `${fileName(id)}.ts`,
    text: `import type { ResourceTable } from '../operations/operation-table.ts';\n\nexport const table: ResourceTable = ${JSON.stringify(tableOf(document, id, located))};\n`,
  }));
  const entries = [...byResource].map(([id, located]) => {
    const summaries = located.map(({ operation }) => [verbOf(operation.operationId), operation.summary] as const);
    const load = `async () => (await import('./${fileName(id)}.ts')).table`;
    return `${JSON.stringify(id)}: { summaries: ${JSON.stringify(Object.fromEntries(summaries))}, load: ${load} }`;
  });
  const index = `import type { ResourceEntry } from '../operations/operation-table.ts';\n\n/** By namespace. */\nexport const resources: Readonly<Record<string, ResourceEntry>> = { ${entries.join(', ')} };\n`;
  const readme = 'The tables of the commands, and the index of them.\nMay import `../operations`.\n';
  return [...files, { path: 'index.ts', text: index }, { path: 'README.md', text: readme }];
}

const resourceOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));
const verbOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

function tableOf(document: Document, id: string, located: readonly LocatedOperation[]): Table {
  const models: Record<string, Table> = {};
  const shown = (schema: AnySchema): Table => {
    const table: Table = {};
    if (schema.$ref) table['model'] = addModel(schema.$ref.split('/').at(-1)!);
    for (const key of SHOWN) if (schema[key] !== undefined) table[camelCase(key)] = schema[key];
    if (schema.properties) table['properties'] = mapped(schema.properties as Record<string, AnySchema>, shown);
    if (schema.items) table['items'] = shown(schema.items as AnySchema);
    if (schema['x-money']) table['isMoney'] = true;
    for (const key of ['allOf', 'oneOf', 'anyOf'])
      if (Array.isArray(schema[key]))
        table[key === 'allOf' ? 'allOf' : 'anyOf'] = (schema[key] as AnySchema[]).map(shown);
    return table;
  };
  const addModel = (name: string): string => {
    if (!(name in models)) {
      models[name] = {};
      models[name] = shown(document.components.schemas[name] as AnySchema);
    }
    return name;
  };
  const operations = Object.fromEntries(
    located.map((one) => [verbOf(one.operation.operationId), tableOfOperation(document, one, shown)]),
  );
  return { id, operations, models };
}

function tableOfOperation(
  document: Document,
  { path, method, item, operation }: LocatedOperation,
  shown: (schema: AnySchema) => Table,
): Table {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
    resolve<Parameter>(document, one),
  );
  const body = operation.requestBody && resolve(document, operation.requestBody);
  const json = body?.content['application/json']?.schema;
  const success = operation.responses['200'] && resolve(document, operation.responses['200']);
  const responseTypes = Object.keys(success?.content ?? {});
  return {
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description,
    parameters: parameters.map(({ name, in: place, required, description, style, schema }) => ({
      name,
      in: place,
      ...(required && { required }),
      ...(description && { description }),
      ...(style === 'deepObject' && { isObject: true }),
      schema: shown(schema as AnySchema),
    })),
    ...(body && { body: { ...(body.required && { required: true }), schema: json ? shown(json as AnySchema) : {} } }),
    ...(operation['x-paging'] === 'list' && { isList: true }),
    ...(operation['x-safe'] && { isSafe: true }),
    ...(operation['x-waits-for-terminal'] && { waitsForTerminal: true }),
    ...(responseTypes.length > 0 && !responseTypes.includes('application/json') && { isDownload: true }),
    ...(operation.deprecated && { isDeprecated: true }),
  };
}

const mapped = (record: Record<string, AnySchema>, map: (schema: AnySchema) => Table): Table =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** `x-extensible-enum` → `extensibleEnum`: names that code can use. */
const camelCase = (key: string): string =>
  key.replace(/^x-/, '').replace(/-(?<letter>\w)/g, (_, letter: string) => letter.toUpperCase());
