import { isFile, type DocumentedBody } from '../document/bodies.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import type { Parameter } from '../document/parameters.ts';
import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';
import type { Input, Values } from './call.ts';

/** A call made from the document, and its name in reports. */
export interface ExampleCall {
  readonly name: string;
  readonly input: Input;
  /** The name of the request example in the body. */
  readonly example?: string;
}

/** One call per request example; one with a file for each body of files, and one without a body if it is optional. */
export function exampleCalls(operation: DocumentedOperation): ExampleCall[] {
  const { id, bodies, isBodyRequired, queryParameters, headerParameters, cookieParameters } = operation;
  // A flag for forms, which tells the API what the content type says too.
  const query = queryParameters.filter(({ name }) => name !== 'multipart');
  const rest: Input = {
    path: operation.pathParameters.map((one) => String(exampleOf(id, { ...one, required: true }))),
    query: examplesOf(id, query),
    headers: examplesOf(id, headerParameters),
    cookies: examplesOf(id, cookieParameters),
  };
  const calls = bodies.flatMap((body) => callsWith(body, rest));
  const hasForm = bodies.some(({ kind }) => kind === 'form');
  if (!isBodyRequired && !hasForm) calls.push({ name: 'no body', input: rest });
  if (calls.length === 0) throw new Error(`${id} requires a body and has no example of it.`);
  return calls;
}

/** The input of the first example call, for checks that need only one. */
export const firstInput = (operation: DocumentedOperation): Input => exampleCalls(operation)[0]!.input;

/** A body of files needs no example. */
function callsWith({ kind, schema, examples }: DocumentedBody, rest: Input): ExampleCall[] {
  const hasFiles = kind === 'form' || kind === 'bytes';
  if (hasFiles && examples.length === 0)
    return [{ name: 'a file', input: { ...rest, body: kind === 'form' ? formWith(schema) : sampleFile() } }];
  return examples.map(({ name, value }) => {
    const body = kind === 'form' ? formWith(schema, value as Values) : kind === 'bytes' ? sampleFile() : value;
    return { name, example: name, input: { ...rest, body } };
  });
}

function examplesOf(id: string, parameters: readonly Parameter[]): Values | undefined {
  const values = parameters.flatMap((one) => {
    const value = exampleOf(id, one);
    return value === undefined ? [] : [[one.name, value] as const];
  });
  return values.length ? Object.fromEntries(values) : undefined;
}

function exampleOf(id: string, { name, in: place, required, example }: Parameter): unknown {
  if (required && example === undefined) throw new Error(`${id} has no example of its ${place} parameter ${name}.`);
  return example;
}

export const FILE_TEXT = '%PDF-1.7 for the contract tests';
export const sampleFile = (): File => new File([FILE_TEXT], 'receipt.pdf', { type: 'application/pdf' });

/** The fields of a form: files where the schema has them, and values for the others. */
export function formWith(schema: Schema, values: Values = {}): Values {
  const files = Object.entries(flattenSchema(schema).own.properties ?? {})
    .filter(([, field]) => isFile(field))
    .map(([name, field]) => {
      const isList = typesOf(flattenSchema(field).own).includes('array');
      return [name, isList ? [sampleFile(), sampleFile()] : sampleFile()] as const;
    });
  return { ...values, ...Object.fromEntries(files) };
}
