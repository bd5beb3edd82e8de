import { operations } from '@secuconnect/api';
import { argumentsOf, type Input } from '../calls/call.ts';
import { exampleCalls } from '../calls/examples.ts';
import { brokenCookies, brokenRequests } from '../checks/broken-requests.ts';
import { generatedRequests } from '../checks/generated-requests.ts';
import { kindOfMedia } from '../document/media.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { isSuccess, type DocumentedResponse } from '../document/responses.ts';
import { valuesOfWrongType, type Breach } from '../schema-values/break.ts';
import { generatorFor } from '../schema-values/generator.ts';
import { isValid } from '../schema-values/valid.ts';
import type { Statement } from './compile.ts';

const PACKAGES = `
import type { Secuconnect } from '@secuconnect/client';
import type { components, operations as Operations, Resources } from '@secuconnect/api';
declare const secuconnect: Secuconnect;
declare const api: Resources;
`.trim();

/** The types that statements use. */
export const HELPERS = `
declare function result<Result>(call: PromiseLike<Result>): (value: Result) => void;
declare function value<Value>(value: Value): void;
type Models = components['schemas'];
type Object<Model> = Exclude<Extract<Model, object>, string>;
type Fields<Model> = Model extends unknown ? keyof Model : never;
type Required<Model> = Model extends unknown ? { [Name in keyof Model]-?: {} extends Pick<Model, Name> ? never : Name }[keyof Model] : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Media<Body> = Body extends { content?: infer Content } ? Fields<NonNullable<Content>> : never;
type IsOpen<Model> = Model extends unknown ? (string extends keyof Model ? true : false) : never;
type Named<Value> = Value extends null | undefined ? never : string extends Value ? never : number extends Value ? never : Value;
declare function same<A, B>(holds: Same<A, B>): void;
`.trim();

/** What the statements about the packages start with. */
export const PRELUDE = `${PACKAGES}\n${HELPERS}`;

/**
 * The breaches that a type can express. Lengths, limits and patterns have no type, every path parameter is a string, and any string fits the constant
 * that tells the members of a union apart, so that bodies read from JSON fit.
 */
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
  const broken = [...brokenRequests(operation, generator), ...brokenCookies(operation, generator)];
  const wrong = broken.flatMap(({ where, breach, input }) =>
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

/** Responses that the document allows or forbids, against the type of the result. It accepts those of every documented success. */
export function responseStatements(operation: DocumentedOperation): Statement[] {
  const description = `a response of ${operation.id}`;
  const args = argumentsOf(operation, { path: operation.pathParameters.map(() => '') }).map(() => 'undefined!');
  const statement = (value: string, compiles: boolean): Statement => ({
    code: `result(api.${operation.id}(${args.join(', ')}))(${value});`,
    compiles,
    description: compiles ? description : `${description} of a wrong type`,
  });
  const successes = operation.responses.filter(isSuccess);
  const values = successes.flatMap((success) => valuesOf(operation, success));
  // Only the whole value: model statements cover the fields.
  const schemas = successes.map(({ media, schema }) => (media && kindOfMedia(media) === 'json' ? schema : undefined));
  const wrong = schemas[0]
    ? valuesOfWrongType(schemas[0]).filter(({ value }) => !schemas.some((one) => one && isValid(one, value)))
    : [];
  return [
    ...values.map((value) => statement(value, true)),
    ...wrong.map(({ value }) => statement(JSON.stringify(value), false)),
  ];
}

/** Source text of values of a success. */
function valuesOf({ id }: DocumentedOperation, { schema, media, examples }: DocumentedResponse): string[] {
  if (media === undefined) return ['undefined'];
  if (kindOfMedia(media) === 'bytes') return ['new Blob()'];
  const generator = generatorFor(id);
  const made = (['full', 'minimal', 'random'] as const).map((extent) =>
    generator.value(schema ?? { type: 'string' }, extent),
  );
  return [...made, ...examples.map(({ value }) => value)].map((value) => JSON.stringify(value));
}

function callOf(client: 'secuconnect' | 'api', operation: DocumentedOperation, input: Input): string {
  const args = argumentsOf(operation, input);
  while (args.length > input.path.length && args.at(-1) === undefined) args.pop();
  return `void ${client}.${operation.id}(${args.map(literal).join(', ')});`;
}

/** A value as source text. A file becomes `new Blob()`, undefined becomes `undefined`. */
function literal(value: unknown): string {
  if (value instanceof Blob) return 'new Blob()';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{ ${fields.map(([name, inner]) => `${JSON.stringify(name)}: ${literal(inner)}`).join(', ')} }`;
}
