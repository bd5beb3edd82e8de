import type { RequestOptions, Secuconnect } from '@secuconnect/client';
import type { DocumentedOperation } from '../document/operations.ts';

/** The values of one call. */
export interface Input {
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}

/** A call made from the document, and its name in reports. */
export interface ExampleCall {
  readonly name: string;
  readonly input: Input;
  /** The name of the request example in the body. */
  readonly example?: string;
}

type Methods = Record<string, Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>>;

/** Calls an operation as a user would: `secuconnect.smart.transactions.start(id, method, body, options)`. */
export function call(
  secuconnect: Secuconnect,
  operation: DocumentedOperation,
  { path, query, body }: Input,
  options: RequestOptions = {},
): Promise<unknown> {
  const [group, resource, verb] = operation.id.split('.') as [string, string, string];
  const owner = (secuconnect as unknown as Methods)[group]?.[resource];
  const method = owner?.[verb];
  if (!method) throw new Error(`The client has no method ${operation.id}.`);
  const args: unknown[] = [...path];
  if (operation.body || operation.form) args.push(body);
  if (operation.queryParameters.length) args.push(query);
  return method.call(owner, ...args, options);
}

/** The path of a call on the wire, with its values filled in. */
export function pathOf({ path, pathParameters }: DocumentedOperation, values: readonly string[]): string {
  return path.replace(/{(\w+)}/g, (_, name: string) =>
    encodeURIComponent(values[pathParameters.findIndex((one) => one.name === name)]!),
  );
}

/** One call per request example; one call without a body if the document has no example. */
export function exampleCalls({ id, body, form, ...operation }: DocumentedOperation): ExampleCall[] {
  const shown = operation.queryParameters.filter(({ example, name }) => example !== undefined && name !== 'multipart');
  const query = shown.length ? Object.fromEntries(shown.map((one) => [one.name, one.example])) : undefined;
  const path = operation.pathParameters.map(({ name, example }) => {
    if (example === undefined) throw new Error(`${id} has no example of its path parameter ${name}.`);
    return String(example);
  });
  const calls: ExampleCall[] = (body?.examples ?? []).map(({ name, value }) => ({
    name,
    example: name,
    input: { path, query, body: value },
  }));
  if (form) calls.push({ name: 'a form with a file', input: { path, query, body: { file: sampleFile() } } });
  if (!body?.required && !form) calls.push({ name: 'no body', input: { path, query } });
  if (calls.length === 0) throw new Error(`${id} requires a body and has no example of it.`);
  return calls;
}

/** The input of the first example call, for checks that need only one. */
export const firstInput = (operation: DocumentedOperation): Input => exampleCalls(operation)[0]!.input;

export const FILE_TEXT = '%PDF-1.7 for the contract tests';
const sampleFile = (): File => new File([FILE_TEXT], 'receipt.pdf', { type: 'application/pdf' });
