import type { Generator } from '@secuconnect/mock/values';
import { isFile, type DocumentedBody } from '../document/bodies.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import type { Parameter } from '../document/parameters.ts';
import { flattenSchema, type Schema } from '../document/schema.ts';
import { brokenValues, outsideValues, type Breach } from '../schema-values/break.ts';
import { exampleCalls, firstInput, formWith } from '../calls/examples.ts';
import type { Input, Values } from '../calls/call.ts';
import type { BrokenRequest } from './broken-request.ts';
import { brokenNamed, brokenPaths, invalidTexts } from './broken-parameters.ts';

/** Every way to break the body, a field of the body, or a parameter of an operation, as far as Prism validates it. */
export function brokenRequests(operation: DocumentedOperation, generator: Generator): BrokenRequest[] {
  const input = validInput(operation);
  const { bodies, isBodyRequired } = operation;
  const withoutBody: Input = { ...input, body: undefined };
  const broken: BrokenRequest[] = bodies.flatMap((body) =>
    brokenBodies(body, operation, generator).map(({ path, breach, value }) => ({
      where: `body ${path}`.trim(),
      breach,
      input: { ...input, body: value },
      plain: undefined,
    })),
  );
  // If the body may also be a form, the mock still rejects an empty body.
  if (isBodyRequired || bodies.some(({ kind }) => kind === 'form'))
    broken.push({ where: 'body', breach: 'missing', input: withoutBody, plain: undefined });
  return [
    ...broken,
    ...brokenNamed(operation, 'query', input, generator),
    ...brokenNamed(operation, 'header', input, generator),
    ...brokenPaths(operation, input),
  ];
}

/** Every way to break a cookie. Prism does not look at them, so only the types can reject them. */
export const brokenCookies = (operation: DocumentedOperation, generator: Generator): BrokenRequest[] =>
  brokenNamed(operation, 'cookie', validInput(operation), generator);

/** Whether `brokenRequests` has any for an operation: a file, free text, and an optional header with free text have nothing to break. */
export function canBeBroken({ bodies, isBodyRequired, pathParameters, ...named }: DocumentedOperation): boolean {
  const { queryParameters, headerParameters } = named;
  const isLimited = ({ required, schema }: Parameter): boolean => required || invalidTexts(schema).length > 0;
  return (
    isBodyRequired ||
    pathParameters.length + queryParameters.length > 0 ||
    headerParameters.some(isLimited) ||
    bodies.some(({ kind }) => kind !== 'bytes' && kind !== 'text')
  );
}

/** The first example, with required parameters only: each broken value is the only one of its kind. */
function validInput(operation: DocumentedOperation): Input {
  const { queryParameters, headerParameters, cookieParameters } = operation;
  const { path, query, headers, cookies, body } = firstInput(operation);
  return {
    path,
    body,
    query: requiredOf(queryParameters, query),
    headers: requiredOf(headerParameters, headers),
    cookies: requiredOf(cookieParameters, cookies),
  };
}

/** The values of required parameters. */
export function requiredOf(parameters: readonly Parameter[], values: Values = {}): Values | undefined {
  const required = parameters.filter((one) => one.required).map(({ name }) => [name, values[name]] as const);
  return required.length ? Object.fromEntries(required) : undefined;
}

type BrokenBody = { readonly path: string; readonly breach: Breach; readonly value: unknown };

function brokenBodies(body: DocumentedBody, operation: DocumentedOperation, generator: Generator): BrokenBody[] {
  const { kind, schema } = body;
  if (kind === 'json') return brokenValues(schema, generator);
  if (kind === 'text')
    return outsideValues(flattenSchema(schema).own).map(([breach, value]) => ({ path: '', breach, value }));
  if (kind === 'bytes') return [];
  // Where JSON is possible too, the client sends a form only with a file in it.
  if (operation.bodies.some((one) => one.kind === 'json')) return [];
  const example = exampleCalls({ ...operation, bodies: [body] })[0]!.input.body as Values;
  return brokenFields(schema, kind === 'form' ? formWith(schema, example) : example);
}

/** Fields of a form are written as text, so they break as parameters do. */
function brokenFields(schema: Schema, valid: Values): BrokenBody[] {
  const { properties = {}, required = [] } = flattenSchema(schema).own;
  return Object.entries(properties).flatMap(([path, field]) => {
    const { [path]: _, ...others } = valid;
    const texts = isFile(field) ? [] : invalidTexts(field);
    return [
      ...texts.map(([breach, value]) => ({ path, breach, value: { ...others, [path]: value } })),
      ...(required.includes(path) ? [{ path, breach: 'missing' as const, value: others }] : []),
    ];
  });
}
