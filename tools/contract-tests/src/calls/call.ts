import type { RequestOptions, Secuconnect } from '@secuconnect/client';
import type { DocumentedOperation } from '../document/operations.ts';

/** The values of one call. */
export interface Input {
  readonly path: readonly string[];
  readonly query?: Values | undefined;
  readonly headers?: Values | undefined;
  readonly cookies?: Values | undefined;
  readonly body?: unknown;
}

/** Values of parameters by name. */
export type Values = Readonly<Record<string, unknown>>;

/** Methods by group, resource and verb: the client, or a part of it. */
export type Resources = Pick<Secuconnect, never>;
type Methods = Record<string, Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>>;

/** Calls an operation as a user would: `secuconnect.smart.transactions.start(id, method, body, options)`. */
export function call(
  resources: Resources,
  operation: DocumentedOperation,
  input: Input,
  options: RequestOptions = {},
): Promise<unknown> {
  const [group, resource, verb] = operation.id.split('.') as [string, string, string];
  const owner = (resources as Methods)[group]?.[resource];
  const method = owner?.[verb];
  if (!method) throw new Error(`The client has no method ${operation.id}.`);
  return method.call(owner, ...argumentsOf(operation, input), options);
}

/** The arguments of the method of an operation: the values of the path, and one for each other part that the document has. */
export function argumentsOf(operation: DocumentedOperation, { path, body, query, headers, cookies }: Input): unknown[] {
  const { bodies, queryParameters, headerParameters, cookieParameters } = operation;
  return [
    ...path,
    ...(bodies.length ? [body] : []),
    ...(queryParameters.length ? [query] : []),
    ...(headerParameters.length ? [headers] : []),
    ...(cookieParameters.length ? [cookies] : []),
  ];
}

/** The path of a call on the wire, with its values filled in. */
export function pathOf({ path, pathParameters }: DocumentedOperation, values: readonly string[]): string {
  return path.replace(/{(\w+)}/g, (_, name: string) =>
    encodeURIComponent(values[pathParameters.findIndex((one) => one.name === name)]!),
  );
}
