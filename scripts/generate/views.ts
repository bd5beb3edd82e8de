import {
  operationsOf,
  resolve,
  type Document,
  type Method,
  type Operation,
  type PathItem,
  type Response,
  type Schema,
} from './document.ts';
import { docLines, escapeDoc } from './docs.ts';
import { capital, className, constantName, fileName, verbStem } from './names.ts';

/** What the templates print for one operation. */
export interface MethodView {
  id: string;
  verb: string;
  http: string;
  path: string;
  namespace: string;
  class: string;
  constant: string;
  doc: string[];
  arguments: ArgumentView[];
  input: string;
  result: string;
  types: { name: string; type: string; doc: string }[];
  repeatSafe: boolean;
  paging?: string;
  blocking?: string;
  list?: { item: string };
}

interface ArgumentView {
  name: string;
  type: string;
  /** The same type as code outside of the api package names it. */
  wireType: string;
  optional: boolean;
  isQuery: boolean;
}

/** What the templates print for one resource, that is, one tag. */
export interface ResourceView {
  tag: string;
  namespace: string;
  group: string;
  property: string;
  class: string;
  file: string;
  constant: string;
  doc: string;
  /** Names of the models its methods mention. */
  models: string;
  /** Whether it has a list, and of what. */
  lists: boolean;
  item: string;
  methods: MethodView[];
}

export function resourcesOf(document: Document): ResourceView[] {
  return document.tags.map((tag) => {
    const namespace = tag['x-namespace'];
    const [group, property] = namespace.split('.') as [string, string];
    const used = new Set<string>();
    const methods = [...operationsOf(document)]
      .filter(({ operation }) => operation.tags[0] === tag.name)
      .map(({ path, method, item, operation }) => methodOf(document, path, method, item, operation, used));
    return {
      tag: tag.name,
      namespace,
      group,
      property,
      class: className(namespace),
      file: fileName(namespace),
      constant: constantName(namespace),
      doc: escapeDoc(tag.description ?? tag.name),
      models: [...used].sort().join(', '),
      lists: methods.some((method) => method.list),
      item: methods.find((method) => method.list)?.list?.item ?? '',
      methods,
    };
  });
}

function methodOf(
  document: Document,
  path: string,
  method: Method,
  item: PathItem,
  operation: Operation,
  used: Set<string>,
): MethodView {
  const id = operation.operationId;
  const namespace = id.slice(0, id.lastIndexOf('.'));
  const verb = id.slice(namespace.length + 1);
  const stem = verbStem(id);
  const owner = className(namespace);
  const at = `operations['${id}']`;
  const types: MethodView['types'] = [];
  const named = (name: string, type: string, doc: string): string => {
    types.push({ name, type, doc: escapeDoc(doc) });
    return `${owner}.${name}`;
  };
  const model = (schema: Schema | { $ref: string }): string | undefined => {
    const name = schema.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
    if (name) used.add(name);
    return name;
  };

  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => resolve(document, one));
  const inPath = [...path.matchAll(/{(\w+)}/g)].map(([, name]) =>
    parameters.find((one) => one.in === 'path' && one.name === name)!,
  );
  const query = parameters.filter((one) => one.in === 'query');
  const body = operation.requestBody && resolve(document, operation.requestBody);
  const bodySchema = body?.content['application/json']?.schema;

  const args: ArgumentView[] = [];
  const add = (name: string, type: string, optional: boolean): void => {
    args.push({ name, type, wireType: type.replace(`${owner}.`, 'Wire.'), optional, isQuery: name === 'query' });
  };
  for (const one of inPath) {
    const open = one.schema['x-extensible-enum'];
    add(
      one.name,
      open
        ? named(stem + capital(one.name), `${at}['parameters']['path']['${one.name}']`, one.description ?? '')
        : 'string',
      false,
    );
  }
  if (body && bodySchema)
    add('body', named(`${stem}Params`, model(bodySchema)!, `Body of \`${verb}\`.`), !body.required);
  if (query.length) {
    const name = body ? `${stem}Query` : `${stem}Params`;
    add(
      'query',
      named(name, `NonNullable<${at}['parameters']['query']>`, `Query of \`${verb}\`.`),
      query.every((one) => !one.required),
    );
  }

  const input = [
    inPath.length ? `path: { ${inPath.map((one) => one.name).join(', ')} }` : '',
    query.length ? 'query' : '',
    body ? 'body' : '',
  ];
  const [status, answer] = success(document, operation);
  const [media, content] = Object.entries(answer.content ?? {})[0] ?? [];
  const view: MethodView = {
    id,
    verb,
    http: method.toUpperCase(),
    path,
    namespace,
    class: owner,
    constant: constantName(namespace),
    doc: docLines(operation, { method: method.toUpperCase(), path, parameters: inPath, body, query }),
    arguments: args,
    input: `{ ${input.filter(Boolean).join(', ')} }`,
    result: content?.schema
      ? (model(content.schema) ?? `${at}['responses']['${status}']['content']['${media}']`)
      : 'void',
    types,
    repeatSafe: operation['x-repeat-safe'],
  };
  if (operation['x-paging']) {
    view.paging = operation['x-paging'];
    view.list = { item: model(itemSchema(document, content!.schema!))! };
  }
  if (operation['x-blocking']) view.blocking = JSON.stringify(operation['x-blocking']);
  return view;
}

/** The first answer that is a success: what the method returns. */
function success(document: Document, operation: Operation): readonly [string, Response] {
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'))!;
  return [status, resolve(document, answer)];
}

/** The schema of one item in a list answer: `data` stands in one of the parts that the list is composed of. */
function itemSchema(document: Document, answer: Schema | { $ref: string }): Schema {
  const list = resolve(document, answer) as Schema & { allOf?: Schema[] };
  return [list, ...(list.allOf ?? [])].map((part) => part.properties?.['data']?.items).find(Boolean)!;
}
