import { document, resolve, type DocumentOperation, type DocumentParameters, type Parameter } from './document.ts';

/** A place in the document, as a JSON pointer in a URL fragment. */
type Pointer = string;

/** What the spec says about an operation. */
export interface OperationSpec {
  /** Namespace and verb, such as `smart.transactions.create`. */
  readonly id: string;
  /** The id without its verb, such as `smart.transactions`. */
  readonly resource: string;
  readonly verb: string;
  readonly method: string;
  /** Below the base URL, with parameters in braces. */
  readonly path: string;
  /** The path parameters, in the order of the path. */
  readonly pathNames: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Schema of the request body by media type; `undefined` where the spec has none. */
  readonly bodies: Readonly<Record<string, Pointer | undefined>>;
  readonly bodyRequired: boolean;
  /** Schema of the JSON of each response status; `undefined` for a response without JSON. */
  readonly answers: Readonly<Record<string, Pointer | undefined>>;
  /** Whether it changes nothing. */
  readonly safe: boolean;
  readonly isList: boolean;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const JSON_TYPE = 'application/json';

/** Every operation of the document. */
export const OPERATIONS: readonly OperationSpec[] = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) =>
    operationOf(path, method, item[method] as DocumentOperation, (item['parameters'] ?? []) as DocumentParameters),
  ),
);

function operationOf(
  path: string,
  method: string,
  operation: DocumentOperation,
  shared: DocumentParameters,
): OperationSpec {
  const at = (...steps: string[]): Pointer => pointer('paths', path, method, ...steps);
  const { operationId: id } = operation;
  const lastDot = id.lastIndexOf('.');
  const answers = Object.entries(operation.responses).map(([status, response]) => {
    const place = '$ref' in response ? response.$ref : at('responses', status);
    const isJson = resolve(response).content?.[JSON_TYPE]?.schema !== undefined;
    return [status, isJson ? `${place}/content/${escape(JSON_TYPE)}/schema` : undefined] as const;
  });
  return {
    id,
    resource: id.slice(0, lastDot),
    verb: id.slice(lastDot + 1),
    method: method.toUpperCase(),
    path,
    pathNames: [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!),
    parameters: [...shared, ...(operation.parameters ?? [])].map((parameter) => resolve<Parameter>(parameter)),
    bodies: Object.fromEntries(
      Object.keys(operation.requestBody?.content ?? {}).map((type) => [
        type,
        at('requestBody', 'content', type, 'schema'),
      ]),
    ),
    bodyRequired: operation.requestBody?.required ?? false,
    answers: Object.fromEntries(answers),
    safe: operation['x-safe'] ?? method === 'get',
    isList: operation['x-paging'] === 'list',
  };
}

function pointer(...steps: readonly string[]): Pointer {
  return `#/${steps.map(escape).join('/')}`;
}

function escape(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
