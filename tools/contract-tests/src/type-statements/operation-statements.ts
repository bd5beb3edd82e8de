import { operations } from '@secuconnect/api';
import { brokenRequests } from '../checks/broken-requests.ts';
import { exampleCalls, type Input } from '../calls/call.ts';
import { generatedRequests } from '../checks/generated-requests.ts';
import { firstSuccess, type DocumentedOperation } from '../document/operations.ts';
import { valuesOfWrongType, type Breach } from '../schema-values/break.ts';
import { generatorFor } from '../schema-values/generator.ts';
import type { Statement } from './compile.ts';

export const PRELUDE = `
import type { Secuconnect } from '@secuconnect/client';
import type { components, Resources } from '@secuconnect/api';
declare const secuconnect: Secuconnect;
declare const api: Resources;
declare function result<Result>(call: PromiseLike<Result>): (value: Result) => void;
declare function value<Value>(value: Value): void;
type Models = components['schemas'];
type Object<Model> = Extract<Model, object>;
type Fields<Model> = Model extends unknown ? keyof Model : never;
type Required<Model> = Model extends unknown ? { [Name in keyof Model]-?: {} extends Pick<Model, Name> ? never : Name }[keyof Model] : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
declare function same<A, B>(holds: Same<A, B>): void;
`.trim();

/** The breaches that a type can express. Lengths, limits and patterns have no type, and every path parameter is a string. */
const TYPED = new Set<Breach>([
  'wrong type',
  'null',
  'missing',
  'not in the closed list',
  'wrong item',
  'unknown field',
]);

/** The calls of an operation that the document allows or forbids, as a user would write them. */
export function requestStatements(operation: DocumentedOperation): Statement[] {
  const generator = generatorFor(operation.id);
  // The client's lists accept more than the wire (arrays of names, typed paths), and the document describes the wire.
  const client = operations[operation.id]?.paging === 'list' ? 'api' : 'secuconnect';
  const wrong = brokenRequests(operation, generator).flatMap(({ where, breach, input }) =>
    input === undefined || where.startsWith('path ') ? [] : [{ where, breach, input }],
  );
  return [
    ...exampleCalls(operation).map(({ input, name }) => ({
      code: callOf('secuconnect', operation, input),
      compiles: true,
      description: `the example ${name} of ${operation.id}`,
    })),
    ...generatedRequests(operation).map((input) => ({
      code: callOf(client, operation, input),
      compiles: true,
      description: `a request of ${operation.id}`,
    })),
    ...wrong.map(({ where, breach, input }) => ({
      code: callOf(client, operation, input),
      compiles: !TYPED.has(breach),
      description: `a request of ${operation.id} with ${where}: ${breach}`,
    })),
  ];
}

/** Responses that the document allows or forbids, against the type of the result. */
export function responseStatements(operation: DocumentedOperation): Statement[] {
  const { schema, media, examples } = firstSuccess(operation);
  const description = `a response of ${operation.id}`;
  const path = operation.pathParameters.map(() => 'undefined!');
  const args = [...path, ...(operation.body || operation.form ? ['undefined!'] : [])].join(', ');
  const accept = (value: string): string => `result(api.${operation.id}(${args}))(${value});`;
  if (!schema) return [{ code: accept('undefined'), compiles: true, description }];
  if (media !== 'application/json') return [{ code: accept('new Blob()'), compiles: true, description }];
  const generator = generatorFor(operation.id);
  const made = (['full', 'minimal', 'random'] as const).map((extent) => generator.value(schema, extent));
  const shown = examples.map((example) => example.value);
  return [
    ...[...made, ...shown].map((one) => ({ code: accept(JSON.stringify(one)), compiles: true, description })),
    // Only the whole value: model statements cover the fields.
    ...valuesOfWrongType(schema).map(({ value }) => ({
      code: accept(JSON.stringify(value)),
      compiles: false,
      description: `${description} of a wrong type`,
    })),
  ];
}

function callOf(
  client: 'secuconnect' | 'api',
  { id, body, form, queryParameters }: DocumentedOperation,
  input: Input,
): string {
  const args = input.path.map((value) => JSON.stringify(value));
  const rest = [...(body || form ? [input.body] : []), ...(queryParameters.length ? [input.query] : [])];
  while (rest.length && rest.at(-1) === undefined) rest.pop();
  return `void ${client}.${id}(${[...args, ...rest.map(literal)].join(', ')});`;
}

/** A value as source text. A file becomes `new Blob()`, undefined becomes `undefined`. */
function literal(value: unknown): string {
  if (value instanceof Blob) return 'new Blob()';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value) ?? 'undefined';
  if (!Object.values(value).some((inner) => inner instanceof Blob)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${literal(inner)}`)
    .join(', ')} }`;
}
