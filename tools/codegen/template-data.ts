import { capital } from '../spec-tools/shared/capital.ts';
import { cell } from './cell.ts';
import { docLines, escapeDoc } from './doc-comment.ts';
import {
  isInternal,
  operationsOf,
  resolve,
  type Document,
  type LocatedOperation,
  type Reference,
  type Schema,
} from './document.ts';
import { enumerationsIn, referenceOf } from './enumerations.ts';
import { prefixOf } from './ids.ts';
import { knownName } from './named-values.ts';
import { argumentName, className, fileName, verbStem } from './names.ts';
import { customBase, notationOf } from './notation.ts';
import { operationParts, type OperationParts } from './operation-parts.ts';
import type { TableContext } from './reference/field-table.ts';
import { operationContext, operationFields, responseModels } from './reference/operation-fields.ts';
import { settleText } from './reference/settle-text.ts';
import { sampleOf } from './samples.ts';

/** What the templates print for one operation. */
export interface MethodData {
  id: string;
  verb: string;
  http: string;
  path: string;
  deprecated: boolean;
  summary: string;
  description: string;
  /** The doc comment, line by line. */
  doc: string[];
  /** The signature in the reference, as a method of the client. */
  signature: string;
  sample: string;
  /** The tables of the fields of body and query, in the reference. */
  fields: string;
  arguments: ArgumentData[];
  hasArguments: boolean;
  result: string;
  /** The result in the reference: the list type of the client, and a readable type instead of one of `operations`. */
  clientResult: string;
  /** What the response contains. */
  response: string;
  /** Links to the models of the response. */
  responseFields: string;
  types: TypeData[];
  /** The type parameters of the ids among the arguments. `undefined` if there are none, because a template treats an empty string as a value. */
  typeParameters: string | undefined;
  /** The entry in the table of operations. */
  notation: string;
  /** How to find out whether a write took effect. `undefined` for a read, because a template treats an empty string as a value. */
  settle: string | undefined;
  /** The error responses that are not common to most operations. */
  errors: ErrorData[];
  /** For a list: the model of its items, and the doc comment in the client. */
  list?: { item: string; doc: string[] };
}

interface TypeData {
  name: string;
  type: string;
  doc: string;
  /** For the query of a list: the model of its items. */
  items?: string;
}

interface ArgumentData {
  name: string;
  type: string;
  /** The type in a cell of a table. */
  cell: string;
  /** The type in the signature of a method: for an id, one that rejects the id of another kind of resource. */
  parameter: string;
  /** The same type as the client imports it from the api package. */
  wireType: string;
  optional: boolean;
  /** ` | undefined` for an optional argument that a required one follows: TypeScript has no such parameter. */
  suffix: string;
  isQuery: boolean;
  description: string;
}

interface ErrorData {
  status: string;
  description: string;
}

/** What the templates print for one resource, that is, one tag. */
export interface ResourceData {
  tag: string;
  namespace: string;
  group: string;
  property: string;
  class: string;
  file: string;
  /** The base path of its operations, unless it follows from the namespace. */
  base: string | undefined;
  doc: string;
  /** The same in a cell of a table. */
  cell: string;
  /** Names of the models in its methods. `undefined` if there are none, because a template treats an empty string as a value. */
  models: string | undefined;
  /** The same for internal models, which the package does not export. */
  internalModels: string | undefined;
  /** The types of ids in its methods. */
  ids: string | undefined;
  /** Whether its methods refer to types of `operations`. */
  inline: boolean;
  /** Whether the client adds methods, in a class between the wire class and the one with paginated lists. */
  extended: boolean;
  /** Whether it has a list. */
  lists: boolean;
  /** The model of the items of its list. */
  item: string;
  /** The values with a meaning that its requests and responses have. */
  enumerations: ReturnType<typeof referenceOf>[];
  hasEnumerations: boolean;
  methods: MethodData[];
}

/** Resources with a hand-written class in `packages/client/src/resources`. */
const EXTENDED = new Set(['smart.transactions']);

/** Groups of resources whose operations move money. */
const MONEY = new Set(['payment', 'smart']);

/** What a list returns in the client. */
const LIST_RETURNS =
  'The matching items: use `for await` for all of them, page by page, or `await` for the first page.';

/** Longest signature on one line, in characters. */
const SIGNATURE_WIDTH = 110;

export function resourcesOf(document: Document): ResourceData[] {
  const context = operationContext(document);
  const common = new Set(commonErrors(document).map(({ status, description }) => `${status} ${description}`));
  return document.tags.flatMap((tag) => {
    const namespace = tag['x-namespace'];
    if (!namespace) return [];
    const [group, property] = namespace.split('.') as [string, string];
    const models = new Set<string>();
    const named = (internal: boolean): string | undefined =>
      [...models]
        .filter((model) => isInternal(document, model) === internal)
        .sort()
        .join(', ') || undefined;
    const ofTag = [...operationsOf(document)].filter(({ operation }) => operation.tags[0] === tag.name);
    const enumerations = enumerationsIn(
      document,
      ofTag.flatMap(({ operation }) => [
        operation.requestBody && resolve(document, operation.requestBody),
        ...Object.values(operation.responses).map((response) => resolve(document, response)),
      ]),
    );
    const methods = ofTag.map((located) => new MethodReader(context, located, models, common).data());
    const idTypes = methods.flatMap((method) => method.arguments.map(({ parameter }) => ` ${parameter}`)).join('');
    return {
      tag: tag.name,
      namespace,
      group,
      property,
      class: className(namespace),
      file: fileName(namespace),
      base: customBase(namespace, methods[0]!.path),
      doc: escapeDoc(tag.description ?? tag.name),
      cell: cell(tag.description ?? tag.name),
      models: named(false),
      internalModels: named(true),
      ids: ['Id', 'IdArgument'].filter((type) => idTypes.includes(` ${type}<`)).join(', ') || undefined,
      inline: methods.some(
        (method) =>
          method.result.includes('operations[') || method.types.some(({ type }) => type.includes('operations[')),
      ),
      extended: EXTENDED.has(namespace),
      lists: methods.some((method) => method.list),
      item: methods.find((method) => method.list)?.list?.item ?? '',
      enumerations: enumerations.map(referenceOf),
      hasEnumerations: enumerations.length > 0,
      methods,
    };
  });
}

/** The error responses, with status and description, of more than half of the operations. The reference lists them once. */
export function commonErrors(document: Document): ErrorData[] {
  const operations = [...operationsOf(document)].map(({ operation }) => errorsOf(document, operation.responses));
  const counts = new Map<string, { error: ErrorData; count: number }>();
  for (const error of operations.flat()) {
    const key = `${error.status} ${error.description}`;
    counts.set(key, { error, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()]
    .filter(({ count }) => count > operations.length / 2)
    .map(({ error }) => error)
    .sort((a, b) => (a.status < b.status ? -1 : 1));
}

const errorsOf = (document: Document, responses: LocatedOperation['operation']['responses']): ErrorData[] =>
  Object.entries(responses)
    .filter(([status]) => !status.startsWith('2'))
    .map(([status, response]) => ({
      status: status === 'default' ? 'other' : status,
      description: resolve(document, response).description,
    }));

/** Computes the template data of one operation. */
class MethodReader {
  readonly #context: TableContext;
  readonly #document: Document;
  readonly #models: Set<string>;
  readonly #parts: OperationParts;
  readonly #errors: ErrorData[];
  readonly #types: TypeData[] = [];
  readonly #typeParameters: string[] = [];

  constructor(context: TableContext, located: LocatedOperation, models: Set<string>, common: ReadonlySet<string>) {
    const { document } = context;
    this.#context = context;
    this.#document = document;
    this.#models = models;
    this.#parts = operationParts(document, located);
    this.#errors = errorsOf(document, located.operation.responses).filter(
      ({ status, description }) => !common.has(`${status} ${description}`),
    );
  }

  data(): MethodData {
    const { operation, id, verb, http, path, success } = this.#parts;
    const args = this.#arguments();
    const { result, readable, item } = this.#result();
    const query = this.#types.find(({ name }) => args.some((one) => one.isQuery && one.type.endsWith(`.${name}`)));
    if (item && query) query.items = item;
    const sample = sampleOf(this.#document, this.#parts);
    const clientResult = item ? `ListResult<${item}>` : readable;
    const doc = (returns: string): string[] => docLines(this.#parts, sample, this.#errors, returns);
    return {
      id,
      verb,
      http,
      path,
      deprecated: operation.deprecated ?? false,
      summary: operation.summary,
      description: operation.description,
      doc: doc(success.content ? success.description : ''),
      signature: item
        ? signatureOf(id, args, 'ListOptions', clientResult)
        : signatureOf(id, args, 'RequestOptions', `ApiCall<${clientResult}>`),
      sample: sample.join('\n'),
      fields: operationFields(this.#context, this.#parts),
      arguments: args,
      hasArguments: args.length > 0,
      result,
      clientResult,
      response: item ? 'All matching items, page by page.' : success.description,
      responseFields: responseModels(this.#context, this.#parts),
      types: this.#types,
      typeParameters: this.#typeParameters.join(', ') || undefined,
      notation: notationOf(this.#parts),
      settle: settleText(operation['x-settle']) || undefined,
      errors: this.#errors,
      ...(item && { list: { item, doc: doc(LIST_RETURNS) } }),
    };
  }

  #arguments(): ArgumentData[] {
    const { id, namespace, verb, pathParameters, body, query, headers, cookies } = this.#parts;
    const owner = className(namespace);
    const stem = verbStem(id);
    const wire = `operations['${id}']`;
    const args: ArgumentData[] = [];
    const add = (name: string, type: string, optional: boolean, description: string, parameter = type): void => {
      args.push({
        name,
        type,
        parameter,
        cell: cell(type),
        wireType: type.replace(`${owner}.`, 'Wire.'),
        optional,
        suffix: '',
        isQuery: name === 'query',
        description: cell(description),
      });
    };
    const named = (name: string, type: string, doc: string): string => {
      this.#types.push({ name, type, doc: escapeDoc(doc) });
      return `${owner}.${name}`;
    };
    for (const one of pathParameters) {
      const { schema } = one;
      const isListed = schema['x-extensible-enum'] ?? schema.enum;
      const isNumber = [schema.type].flat().includes('integer');
      const type = isListed
        ? named(stem + capital(one.name), `${wire}['parameters']['path']['${one.name}']`, one.description ?? '')
        : isNumber
          ? 'number | string'
          : 'string';
      const documented = schema['x-extensible-enum'];
      if (documented)
        named(
          knownName(stem + capital(one.name)),
          documented.map((value) => (typeof value === 'number' ? String(value) : `'${value}'`)).join(' | '),
          `Only the documented values of \`${stem}${capital(one.name)}\`.`,
        );
      const prefix = type === 'string' ? prefixOf(schema) : undefined;
      add(argumentName(one.name), type, false, one.description ?? '', prefix && this.#idArgument(prefix));
    }
    if (body) {
      const types = Object.entries(body.content).map(
        ([media, { schema }]) => this.#model(schema!) ?? `NonNullable<${wire}['requestBody']>['content']['${media}']`,
      );
      add(
        'body',
        named(`${stem}Params`, types.join(' | '), `Body of \`${verb}\`.`),
        !body.required,
        body.description ?? '',
      );
    }
    if (query.length) {
      const type = named(
        body ? `${stem}Query` : `${stem}Params`,
        `NonNullable<${wire}['parameters']['query']>`,
        `Query of \`${verb}\`.`,
      );
      add(
        'query',
        type,
        query.every((one) => !one.required),
        query.map((one) => `\`${one.name}\``).join(', '),
      );
    }
    const parts = [
      ['headers', 'header', headers],
      ['cookies', 'cookie', cookies],
    ] as const;
    for (const [name, place, parameters] of parts) {
      if (!parameters.length) continue;
      const type = `NonNullable<${wire}['parameters']['${place}']>`;
      add(
        name,
        named(stem + capital(name), type, `${capital(name)} of \`${verb}\`.`),
        parameters.every((one) => !one.required),
        parameters.map((one) => `\`${one.name}\``).join(', '),
      );
    }
    return withOptionalsLast(args);
  }

  /** The type of an id. Where money moves, it rejects literals of other kinds too, which takes a type parameter and time of the compiler. */
  #idArgument(prefix: string): string {
    const [group = ''] = this.#parts.namespace.split('.');
    if (!MONEY.has(group)) return `Id<'${prefix}'>`;
    const own = `Own${this.#typeParameters.length || ''}`;
    this.#typeParameters.push(`${own} extends string = '${prefix}'`);
    return `IdArgument<${own}, '${prefix}'>`;
  }

  #result(): { result: string; readable: string; item?: string } {
    const { operation, id, success } = this.#parts;
    if (!success.content) return { result: 'void', readable: 'void' };
    const { media, schema } = success.content;
    const named = this.#model(schema) ?? this.#arrayOfModel(schema);
    const result = named ?? `operations['${id}']['responses']['${success.status}']['content']['${media}']`;
    const readable = named ?? inlineType(schema as Schema) ?? result;
    if (!operation['x-paging']) return { result, readable };
    // The client imports the model of the items; the wire class returns the page.
    return { result, readable, item: modelName(itemSchema(this.#document, schema))! };
  }

  #model(schema: Schema | Reference): string | undefined {
    const name = modelName(schema);
    if (name) this.#models.add(name);
    return name;
  }

  #arrayOfModel(schema: Schema | Reference): string | undefined {
    const { type, items } = schema as Schema;
    const name = type === 'array' && items && this.#model(items);
    return name ? `${name}[]` : undefined;
  }
}

/** Makes an optional argument before a required one a required one that may be `undefined`. */
function withOptionalsLast(args: readonly ArgumentData[]): ArgumentData[] {
  const lastRequired = args.findLastIndex((one) => !one.optional);
  return args.map((one, index) =>
    one.optional && index < lastRequired ? { ...one, optional: false, suffix: ' | undefined' } : one,
  );
}

const modelName = ({ $ref }: Schema | Reference): string | undefined =>
  $ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];

/** The type of a file or of an array of strings, which need no model. */
function inlineType(schema: Schema): string | undefined {
  const { format, type, items } = schema;
  if (format === 'binary') return 'Blob';
  if (type === 'string' && !schema.enum && !schema['x-extensible-enum']) return 'string';
  return type === 'array' && items?.type === 'string' ? 'string[]' : undefined;
}

/** The signature of a method of the client, with one argument per line if it is long. */
function signatureOf(id: string, args: readonly ArgumentData[], options: string, result: string): string {
  const all = [
    ...args.map((one) => `${one.name}${one.optional ? '?' : ''}: ${one.type}${one.suffix}`),
    `options?: ${options}`,
  ];
  const flat = `secuconnect.${id}(${all.join(', ')}): ${result}`;
  if (flat.length <= SIGNATURE_WIDTH) return flat;
  return `secuconnect.${id}(\n${all.map((one) => `  ${one},\n`).join('')}): ${result}`;
}

/** The schema of one item of a list response: `data` is in one of the schemas that the list is composed of. */
function itemSchema(document: Document, response: Schema | Reference): Schema {
  const list = resolve(document, response) as Schema & { allOf?: Schema[] };
  return [list, ...(list.allOf ?? [])].map((part) => part.properties?.['data']?.items).find(Boolean)!;
}
