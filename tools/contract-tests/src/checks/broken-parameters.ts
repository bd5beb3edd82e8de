import { operations } from '@secuconnect/api';
import type { Generator } from '@secuconnect/mock/values';
import { pathOf, type Input, type Values } from '../calls/call.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import type { Parameter } from '../document/parameters.ts';
import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';
import { outsideValues, type Breach } from '../schema-values/break.ts';
import type { BrokenRequest, PlainRequest } from './broken-request.ts';
import { expectedTexts, queryText } from './sent-values.ts';

/** The part of the input of each kind of parameter but those of the path. */
const PARTS = { query: 'query', header: 'headers', cookie: 'cookies' } as const;
type NamedPlace = keyof typeof PARTS;

/** Every way to break a value of the path. */
export function brokenPaths(operation: DocumentedOperation, valid: Input): BrokenRequest[] {
  return operation.pathParameters.flatMap((parameter, at) => {
    const invalid = invalidTexts(parameter.schema);
    const missing: [Breach, unknown][] = invalid.some(([, value]) => value === '') ? [] : [['missing', '']];
    return [...invalid, ...missing].map(([breach, value]) => {
      const path = valid.path.map((one, index) => (index === at ? String(value) : one));
      return {
        where: `path ${parameter.name}`,
        breach,
        input: { ...valid, path },
        // An empty segment would be the path of another operation, so the client does not send it.
        plain: value === '' ? plainRequest(operation, { ...valid, path }) : undefined,
      };
    });
  });
}

/** Every way to break a parameter of the query, a header or a cookie. */
export function brokenNamed(
  operation: DocumentedOperation,
  place: NamedPlace,
  valid: Input,
  generator: Generator,
): BrokenRequest[] {
  const part = PARTS[place];
  return operation[`${place}Parameters`].flatMap((parameter) => {
    const { name, required, schema } = parameter;
    const where = `${place} ${name}`;
    const change = (breach: Breach, values: Values): BrokenRequest => {
      const input = { ...valid, [part]: values };
      return {
        where,
        breach,
        input,
        plain: isPosition(operation, parameter) ? plainRequest(operation, input) : undefined,
      };
    };
    const { [name]: _, ...others } = valid[part] ?? {};
    const invalid = invalidNamed(schema, generator).filter(([, value]) => value !== '' || required);
    return [
      ...invalid.map(([breach, value]) => change(breach, { ...others, [name]: value })),
      ...(required && !isUnreadable(parameter) ? [change('missing', others)] : []),
      // The client never sends the name of a single value twice: it joins arrays of names.
      ...(place === 'query' && isText(schema)
        ? [
            {
              where,
              breach: 'wrong type' as const,
              input: undefined,
              plain: plainRequest(operation, valid, `${name}=one&${name}=two`),
            },
          ]
        : []),
    ];
  });
}

function plainRequest(operation: DocumentedOperation, { path, query, headers }: Input, further = ''): PlainRequest {
  const text = [queryText(operation.queryParameters, query), further].filter(Boolean).join('&');
  return { target: pathOf(operation, path) + (text && `?${text}`), headers: expectedTexts(headers) };
}

/** Whether a parameter of the query is the position of a page, which the client checks before it sends anything. */
const isPosition = ({ id }: DocumentedOperation, { in: place, name }: Parameter): boolean =>
  operations[id]?.paging === 'list' && place === 'query' && ['count', 'offset'].includes(name);

/** Prism 5.16.0 throws if a header that is an array is missing, so it cannot say what is wrong. */
const isUnreadable = ({ in: place, schema }: Parameter): boolean =>
  place === 'header' && typesOf(flattenSchema(schema).own).includes('array');

const isText = (schema: Schema): boolean => typesOf(flattenSchema(schema).own).includes('string');

function invalidNamed(schema: Schema, generator: Generator): [Breach, unknown][] {
  const { own } = flattenSchema(schema);
  if (typesOf(own).includes('array')) return invalidArrays(own, generator);
  if (!typesOf(own).includes('object')) return invalidTexts(schema);
  return Object.entries(own.properties ?? {}).flatMap(([name, part]) =>
    invalidTexts(part)
      .filter(([breach]) => breach === 'wrong type')
      .map(([breach, value]): [Breach, unknown] => [breach, { [name]: value }]),
  );
}

/** An array with an invalid item, or with too many items. An array of one empty item would be no value. */
function invalidArrays({ items = {}, maxItems }: Schema, generator: Generator): [Breach, unknown][] {
  const tooMany = (): unknown[] => Array.from({ length: maxItems! + 1 }, () => generator.value(items, 'full'));
  return [
    ...invalidTexts(items)
      .filter(([, value]) => value !== '')
      .map(([breach, value]): [Breach, unknown] => [breach, [value]]),
    ...(maxItems === undefined ? [] : [['over its limit', tooMany()] as [Breach, unknown]]),
  ];
}

/** Invalid values of what is written as text: a wrong type only shows where no text is valid. */
export function invalidTexts(schema: Schema): [Breach, unknown][] {
  const { own } = flattenSchema(schema);
  const types = typesOf(own);
  const isWrong = ['integer', 'number', 'boolean'].some((type) => types.includes(type)) && !types.includes('string');
  return [...outsideValues(own), ...(isWrong ? [['wrong type', 'seven'] as [Breach, unknown]] : [])];
}
