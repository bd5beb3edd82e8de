import type { Generator } from '@secuconnect/mock/values';
import type { DocumentedOperation, Parameter } from '../document/operations.ts';
import { flattenSchema, typesOf } from '../document/schema.ts';
import { brokenValues, outsideValues, type Breach } from '../schema-values/break.ts';
import { firstInput, pathOf, type Input } from '../calls/call.ts';

/** A valid request with one change that the document forbids. */
export interface BrokenRequest {
  /** `body basket/products`, `query count`, `path id`. */
  readonly where: string;
  readonly breach: Breach;
  /** The input for the client; undefined if the client cannot send such a request. */
  readonly input: Input | undefined;
  /** The path and query to send with `fetch` instead. */
  readonly target: string | undefined;
}

/** Every way to break the body, a field of the body, or a parameter of an operation. */
export function brokenRequests(operation: DocumentedOperation, generator: Generator): BrokenRequest[] {
  const input = firstInput(operation);
  const { body, form, pathParameters, queryParameters } = operation;
  const valid: Input = { path: input.path, body: input.body };
  const bodies: BrokenRequest[] = body
    ? brokenValues(body.schema, generator).map(({ path, breach, value }) => ({
        where: `body ${path}`.trim(),
        breach,
        input: { path: input.path, body: value },
        target: undefined,
      }))
    : [];
  // If the body may also be a form, the mock still rejects an empty body.
  if (body?.required || form)
    bodies.push({ where: 'body', breach: 'missing', input: { path: input.path }, target: undefined });
  const queries = queryParameters.flatMap((parameter) =>
    invalidParameterValues(parameter).map(([breach, value]) => {
      const { name } = parameter;
      const where = `query ${name}`;
      // The client never sends a name in the query twice: it joins arrays of names.
      return Array.isArray(value)
        ? {
            where,
            breach,
            input: undefined,
            target: `${pathOf(operation, input.path)}?${value.map((one) => `${name}=${one}`).join('&')}`,
          }
        : { where, breach, input: { ...valid, query: { [name]: value } }, target: undefined };
    }),
  );
  const paths = pathParameters.flatMap((parameter, at) =>
    invalidParameterValues(parameter).map(([breach, value]) => {
      const values = input.path.map((one, index) => (index === at ? String(value) : one));
      const where = `path ${parameter.name}`;
      // An empty segment would be the path of another operation, so the client does not send it.
      return value === ''
        ? { where, breach, input: undefined, target: pathOf(operation, values) }
        : { where, breach, input: { ...valid, path: values }, target: undefined };
    }),
  );
  return [...bodies, ...queries, ...paths];
}

/** Invalid values of a parameter. Paths and queries consist of strings, so a wrong type only shows where no string is valid. */
function invalidParameterValues({ schema, in: location }: Parameter): [Breach, unknown][] {
  const { own } = flattenSchema(schema);
  const types = typesOf(own);
  const wrong: [Breach, unknown][] = outsideValues(own);
  if (types.includes('integer') || types.includes('number')) wrong.push(['wrong type', 'seven']);
  else if (types.includes('object')) wrong.push(...invalidParts(schema));
  else if (location === 'query' && types.includes('string')) wrong.push(['wrong type', ['one', 'two']]);
  if (location === 'path' && !wrong.some(([, value]) => value === '')) wrong.push(['missing', '']);
  return wrong;
}

function invalidParts(schema: Parameter['schema']): [Breach, unknown][] {
  const { properties = {} } = flattenSchema(schema).own;
  return Object.entries(properties).flatMap(([name, part]): [Breach, unknown][] =>
    typesOf(flattenSchema(part).own).includes('integer') ? [['wrong type', { [name]: 'seven' }]] : [],
  );
}
