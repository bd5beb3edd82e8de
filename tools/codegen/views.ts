import {
  operationsOf,
  parameterNames,
  resolve,
  type Document,
  type Operation,
  type Parameter,
  type RequestBody,
  type Response,
  type Schema,
} from './document.ts';
import { docLines, escapeDoc } from './docs.ts';
import { argumentName, capital, className, fileName, verbStem } from './names.ts';
import { Code, sampleCall } from './sample-code.ts';

/** What the templates print for one operation. */
export interface MethodView {
  id: string;
  verb: string;
  http: string;
  path: string;
  /** Whether the spec marks it as deprecated. */
  deprecated: boolean;
  summary: string;
  description: string;
  doc: string[];
  sample: string;
  arguments: ArgumentView[];
  result: string;
  types: TypeView[];
  /** The entry in the operation table: see `packages/api/src/operation-notation.ts`. */
  notation: string;
  errors: { status: string; description: string }[];
  list?: { item: string };
}

interface TypeView {
  name: string;
  type: string;
  doc: string;
  /** For the query of a list: the model of its items. */
  items?: string;
}

interface ArgumentView {
  name: string;
  type: string;
  /** The same type as code outside of the api package names it. */
  wireType: string;
  optional: boolean;
  isQuery: boolean;
  description: string;
}

/** What the templates print for one resource, that is, one tag. */
export interface ResourceView {
  tag: string;
  namespace: string;
  group: string;
  property: string;
  class: string;
  file: string;
  /** The path that its operations start with, unless the namespace tells it. */
  base: string | undefined;
  doc: string;
  /** Names of the models that its methods mention, if any. An empty text would count as something in a template. */
  models: string | undefined;
  /** Whether its methods refer to types of `operations`. */
  inline: boolean;
  /** Whether the client adds methods of its own, in a class that stands between the wire and the paging lists. */
  extended: boolean;
  /** Whether it has a list, and of what. */
  lists: boolean;
  item: string;
  methods: MethodView[];
}

/** Resources with a hand-written class in `packages/client/src/resources`. */
const EXTENDED = new Set(['smart.transactions']);

export function resourcesOf(document: Document): ResourceView[] {
  return document.tags.flatMap((tag) => {
    const namespace = tag['x-namespace'];
    if (!namespace) return [];
    const [group, property] = namespace.split('.') as [string, string];
    const models = new Set<string>();
    const methods = [...operationsOf(document)]
      .filter(({ operation }) => operation.tags[0] === tag.name)
      .map((place) => new MethodReader(document, place, models).view());
    return {
      tag: tag.name,
      namespace,
      group,
      property,
      class: className(namespace),
      file: fileName(namespace),
      base: otherBase(namespace, methods[0]!.path),
      doc: escapeDoc(tag.description ?? tag.name),
      models: [...models].sort().join(', ') || undefined,
      inline: methods.some(
        (method) =>
          method.result.includes('operations[') || method.types.some(({ type }) => type.includes('operations[')),
      ),
      extended: EXTENDED.has(namespace),
      lists: methods.some((method) => method.list),
      item: methods.find((method) => method.list)?.list?.item ?? '',
      methods,
    };
  });
}

type Place = ReturnType<typeof operationsOf> extends Generator<infer Each> ? Each : never;

/** Reads one operation of the document into what the templates print. */
class MethodReader {
  readonly #document: Document;
  readonly #models: Set<string>;
  readonly #operation: Operation;
  readonly #http: string;
  readonly #path: string;
  readonly #id: string;
  readonly #namespace: string;
  readonly #inPath: Parameter[];
  readonly #query: Parameter[];
  readonly #body: RequestBody | undefined;
  readonly #types: TypeView[] = [];

  constructor(document: Document, { path, method, item, operation }: Place, models: Set<string>) {
    this.#document = document;
    this.#models = models;
    this.#operation = operation;
    this.#http = method.toUpperCase();
    this.#path = path;
    this.#id = operation.operationId;
    this.#namespace = this.#id.slice(0, this.#id.lastIndexOf('.'));
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
      resolve(document, one),
    );
    this.#inPath = parameterNames(path).map((name) =>
      parameters.find((one) => one.in === 'path' && one.name === name)!,
    );
    this.#query = parameters.filter((one) => one.in === 'query');
    this.#body = operation.requestBody && resolve(document, operation.requestBody);
  }

  view(): MethodView {
    const operation = this.#operation;
    const verb = this.#id.slice(this.#namespace.length + 1);
    const args = this.#arguments(verb);
    const { result, list } = this.#answer();
    const query = this.#types.find(({ name }) => args.some((one) => one.isQuery && one.type.endsWith(`.${name}`)));
    if (list && query) query.items = list.item;
    const sample = sampleCall(this.#id, this.#sampleArguments(), list !== undefined);
    return {
      id: this.#id,
      verb,
      http: this.#http,
      path: this.#path,
      deprecated: operation.deprecated ?? false,
      summary: operation.summary,
      description: operation.description,
      doc: docLines(operation, {
        method: this.#http,
        path: this.#path,
        parameters: this.#inPath,
        body: this.#body,
        query: this.#query,
        sample,
      }),
      sample: sample.join('\n'),
      arguments: args,
      result,
      types: this.#types,
      notation: this.#notation(),
      errors: Object.entries(operation.responses)
        .filter(([status]) => !status.startsWith('2'))
        .map(([status, answer]) => ({
          status: status === 'default' ? 'other' : status,
          description: resolve(this.#document, answer).description,
        })),
      ...(list && { list }),
    };
  }

  #arguments(verb: string): ArgumentView[] {
    const owner = className(this.#namespace);
    const stem = verbStem(this.#id);
    const at = `operations['${this.#id}']`;
    const args: ArgumentView[] = [];
    const add = (name: string, type: string, optional: boolean, description: string): void => {
      args.push({
        name,
        type,
        wireType: type.replace(`${owner}.`, 'Wire.'),
        optional,
        isQuery: name === 'query',
        description,
      });
    };
    const named = (name: string, type: string, doc: string): string => {
      this.#types.push({ name, type, doc: escapeDoc(doc) });
      return `${owner}.${name}`;
    };
    for (const one of this.#inPath) {
      const open = one.schema['x-extensible-enum'];
      const type = open
        ? named(stem + capital(one.name), `${at}['parameters']['path']['${one.name}']`, one.description ?? '')
        : 'string';
      add(argumentName(one.name), type, false, one.description ?? '');
    }
    if (this.#body) {
      const types = Object.entries(this.#body.content).map(
        ([media, { schema }]) => this.#model(schema!) ?? `NonNullable<${at}['requestBody']>['content']['${media}']`,
      );
      add(
        'body',
        named(`${stem}Params`, types.join(' | '), `Body of \`${verb}\`.`),
        !this.#body.required,
        this.#body.description ?? '',
      );
    }
    if (this.#query.length) {
      const type = named(
        this.#body ? `${stem}Query` : `${stem}Params`,
        `NonNullable<${at}['parameters']['query']>`,
        `Query of \`${verb}\`.`,
      );
      add(
        'query',
        type,
        this.#query.every((one) => !one.required),
        this.#query.map((one) => `\`${one.name}\``).join(', '),
      );
    }
    return args;
  }

  #answer(): { result: string; list?: { item: string } } {
    const [status, media, schema] = this.#success();
    if (!schema) return { result: 'void' };
    const result =
      this.#model(schema) ??
      this.#arrayOfModel(schema) ??
      `operations['${this.#id}']['responses']['${status}']['content']['${media}']`;
    if (!this.#operation['x-paging']) return { result };
    return { result, list: { item: this.#model(itemSchema(this.#document, schema))! } };
  }

  /** The first answer that is a success: what the method returns. */
  #success(): [status: string, media?: string, schema?: Schema | { $ref: string }] {
    const [status, answer] = Object.entries(this.#operation.responses).find(([code]) => code.startsWith('2'))!;
    const [media, content] = Object.entries((resolve(this.#document, answer) as Response).content ?? {})[0] ?? [];
    return media && content?.schema ? [status, media, content.schema] : [status];
  }

  #notation(): string {
    const operation = this.#operation;
    const [, media] = this.#success();
    const safe = operation['x-repeat-safe'];
    const blocking = operation['x-blocking'];
    const parts = [this.#http, this.#path.slice(basePath(this.#path).length)];
    if (safe !== (this.#http === 'GET')) parts.push(safe ? 'safe' : 'unsafe');
    if (Boolean(this.#body) !== this.#http.startsWith('P')) parts.push(this.#body ? 'body' : 'empty');
    if (operation['x-paging']) parts.push(operation['x-paging']);
    else if (this.#query.length) parts.push('query');
    if (this.#body?.content['multipart/form-data']) parts.push('multipart');
    if (media && !/json/.test(media)) parts.push(`answers=${media}`);
    if (blocking === true) parts.push('blocking');
    else if (blocking)
      parts.push(
        ...Object.entries(blocking).map(
          ([parameter, values]) => `blocking=${parameter}:${values.map(encodeURIComponent).join(',')}`,
        ),
      );
    return parts.filter(Boolean).join(' ');
  }

  #sampleArguments(): unknown[] {
    const args: unknown[] = this.#inPath.map((one) => String(one.example ?? `${one.name}`));
    // The example of a form has text where a program passes a file.
    const examples = Object.entries(this.#body?.content ?? {}).flatMap(([type, { examples: ofType }]) =>
      type === 'multipart/form-data' ? [] : Object.values(ofType ?? {}),
    );
    const [shortest] = examples
      .map((example) => resolve(this.#document, example).value)
      .filter((value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0)
      .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
    if (this.#body) {
      if (shortest !== undefined) args.push(shortest);
      else if (this.#body.content['multipart/form-data']) args.push({ file: new Code('file') });
      else if (this.#body.required) args.push({});
    }
    if (this.#operation['x-paging']) args.push({ sort: 'created:desc' });
    return args;
  }

  #model(schema: Schema | { $ref: string }): string | undefined {
    const name = schema.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
    if (name) this.#models.add(name);
    return name;
  }

  #arrayOfModel(schema: Schema | { $ref: string }): string | undefined {
    const { type, items } = schema as Schema;
    const name = type === 'array' && items && this.#model(items);
    return name ? `${name}[]` : undefined;
  }
}

/** The schema of one item in a list answer: `data` stands in one of the parts that the list is composed of. */
function itemSchema(document: Document, answer: Schema | { $ref: string }): Schema {
  const list = resolve(document, answer) as Schema & { allOf?: Schema[] };
  return [list, ...(list.allOf ?? [])].map((part) => part.properties?.['data']?.items).find(Boolean)!;
}

/** `/Smart/Transactions/{id}/start` → `/Smart/Transactions`: the two segments that all operations of a resource share. */
const basePath = (path: string): string => path.split('/').slice(0, 3).join('/');

/** The base path where it is not the namespace with capital letters. */
function otherBase(namespace: string, path: string): string | undefined {
  const expected = `/${namespace.split('.').map(capital).join('/')}`;
  return basePath(path) === expected ? undefined : basePath(path);
}
