import { parameterNames } from '../../packages/api/src/runtime/url.ts';
import {
  resolve,
  type Document,
  type LocatedOperation,
  type Operation,
  type Parameter,
  type Reference,
  type RequestBody,
  type Schema,
} from './document.ts';

/** An operation of the document with its references resolved. */
export interface OperationParts {
  readonly operation: Operation;
  /** `smart.transactions.create` */
  readonly id: string;
  /** `smart.transactions` */
  readonly namespace: string;
  /** `create` */
  readonly verb: string;
  readonly http: string;
  readonly path: string;
  readonly pathParameters: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly headers: readonly Parameter[];
  readonly cookies: readonly Parameter[];
  readonly body: RequestBody | undefined;
  readonly success: SuccessResponse;
}

/** The first successful response, which is what a method returns. */
interface SuccessResponse {
  readonly status: string;
  readonly description: string;
  /** Media type and schema, if it has a body. */
  readonly content?: { readonly media: string; readonly schema: Schema | Reference };
}

export function operationParts(
  document: Document,
  { path, method, item, operation }: LocatedOperation,
): OperationParts {
  const id = operation.operationId;
  const dot = id.lastIndexOf('.');
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => {
    const parameter = resolve(document, one);
    // The style on the wire and the type of the argument depend on the schema, also on that of a model.
    return { ...parameter, schema: resolve(document, parameter.schema) };
  });
  return {
    operation,
    id,
    namespace: id.slice(0, dot),
    verb: id.slice(dot + 1),
    http: method.toUpperCase(),
    path,
    pathParameters: parameterNames(path).map((name) =>
      parameters.find((one) => one.in === 'path' && one.name === name)!,
    ),
    query: parameters.filter((one) => one.in === 'query'),
    headers: parameters.filter((one) => one.in === 'header'),
    cookies: parameters.filter((one) => one.in === 'cookie'),
    body: operation.requestBody && resolve(document, operation.requestBody),
    success: successOf(document, operation),
  };
}

function successOf(document: Document, operation: Operation): SuccessResponse {
  const [status, found] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'))!;
  const { description, content = {} } = resolve(document, found);
  const [media, { schema } = {}] = Object.entries(content)[0] ?? [];
  return { status, description, ...(media && schema && { content: { media, schema } }) };
}
