import { operations } from '@secuconnect/api';
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
  /** The input for the client; undefined if no input gives such a request. */
  readonly input: Input | undefined;
  /** The path and query to send with `fetch`, where the client does not send the request. */
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
      const target = (...values: unknown[]): string =>
        `${pathOf(operation, input.path)}?${values.map((one) => `${name}=${String(one)}`).join('&')}`;
      // The client never sends a name in the query twice: it joins arrays of names.
      if (Array.isArray(value)) return { where, breach, input: undefined, target: target(...(value as unknown[])) };
      return {
        where,
        breach,
        input: { ...valid, query: { [name]: value } },
        target: isPosition(operation, name) ? target(value) : undefined,
      };
    }),
  );
  const paths = pathParameters.flatMap((parameter, at) =>
    invalidParameterValues(parameter).map(([breach, value]) => {
      const values = input.path.map((one, index) => (index === at ? String(value) : one));
      const where = `path ${parameter.name}`;
      return {
        where,
        breach,
        input: { ...valid, path: values },
        // An empty segment would be the path of another operation, so the client does not send it.
        target: value === '' ? pathOf(operation, values) : undefined,
      };
    }),
  );
  return [...bodies, ...queries, ...paths];
}

/** Whether a parameter of the query is the position of a page, which the client checks before it sends anything. */
const isPosition = ({ id }: DocumentedOperation, name: string): boolean =>
  operations[id]?.paging === 'list' && ['count', 'offset'].includes(name);

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
