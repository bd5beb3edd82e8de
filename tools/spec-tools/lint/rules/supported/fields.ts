import type { Kind } from '../../../spec-files/spec-walk.ts';
import { finding, type Rule } from '../../../spec-files/spec-view.ts';
import { LABELS } from './kinds.ts';
import { KEYWORDS } from './schema-keywords.ts';
import { UNSUPPORTED } from './unsupported.ts';
import { anything, boolean, like, list, only, oneScheme, text, type Value } from './value.ts';

const described = { description: text };
const named = { name: text, ...described };
const item = Object.fromEntries(['get', 'put', 'post', 'patch', 'delete'].map((method) => [method, anything]));

/**
 * Every field that generation, client, mock and contract tests understand, for each kind of object. A field that is not here is a finding: without
 * one, the tools would leave it out, and no test would notice.
 */
export const FIELDS: Readonly<Record<Kind, Readonly<Record<string, Value>>>> = {
  root: {
    openapi: like(/^3\.1\.\d+$/, 'Write 3.1.0'),
    jsonSchemaDialect: only('https://json-schema.org/draft/2020-12/schema'),
    security: oneScheme,
    ...Object.fromEntries(
      ['info', 'servers', 'tags', 'paths', 'webhooks', 'components'].map((field) => [field, anything]),
    ),
  },
  info: {
    ...described,
    title: text,
    version: text,
    summary: text,
    termsOfService: text,
    contact: anything,
    license: anything,
  },
  contact: { name: text, url: text, email: text },
  license: { name: text, identifier: text, url: text },
  server: { ...described, url: like(/^[^{}]+$/, 'Write the URL of one server, without variables') },
  tag: named,
  components: Object.fromEntries(
    ['schemas', 'parameters', 'responses', 'requestBodies', 'examples', 'securitySchemes'].map((field) => [
      field,
      anything,
    ]),
  ),
  securityScheme: { ...described, type: only('http'), scheme: only('bearer') },
  pathItem: { ...item, parameters: anything },
  operation: {
    ...described,
    operationId: text,
    tags: list,
    summary: text,
    deprecated: boolean,
    parameters: anything,
    requestBody: anything,
    responses: anything,
  },
  parameter: {
    ...named,
    in: only('path', 'query', 'header', 'cookie'),
    required: boolean,
    schema: anything,
    example: anything,
    deprecated: boolean,
    style: text,
    explode: boolean,
    allowEmptyValue: boolean,
  },
  requestBody: { ...described, content: anything, required: boolean },
  response: { ...described, content: anything },
  media: { schema: anything, examples: anything },
  example: { summary: text, value: anything },
  schema: KEYWORDS,
  discriminator: { propertyName: text, mapping: anything },
  reference: { $ref: text },
};

export const fieldsAreSupported: Rule = ({ visits }) =>
  visits.flatMap((visit) =>
    Object.entries(visit.value).flatMap(([field, value]) => {
      const { kind } = visit;
      // The rule for extensions has a table of its own.
      if (field.startsWith('x-')) return [];
      const known = own(FIELDS[kind], field);
      if (!known) {
        const { problem, remedy } = own(UNSUPPORTED[kind] ?? {}, field) ?? {
          problem: `The pipeline does not know ${field} on ${LABELS[kind]}`,
          remedy: 'Remove it, or teach generation, mock and contract tests what it means',
        };
        return [finding(visit, problem, remedy, field)];
      }
      if (known.accepts(value)) return [];
      const problem = known.problem?.(value) ?? `The value of ${field} on ${LABELS[kind]} is not supported`;
      return [finding(visit, problem, known.remedy, field)];
    }),
  );

/** The entry of a table; a field may be called `constructor`. */
const own = <Entry>(table: Readonly<Record<string, Entry>>, field: string): Entry | undefined =>
  Object.hasOwn(table, field) ? table[field] : undefined;

/** The fields without which an object says nothing. */
const REQUIRED: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  root: ['openapi'],
  securityScheme: ['type', 'scheme'],
  parameter: ['name', 'in', 'schema'],
  requestBody: ['content'],
  example: ['value'],
  operation: ['responses'],
  discriminator: ['propertyName'],
};

export const fieldsAreComplete: Rule = ({ visits }) =>
  visits.flatMap((visit) =>
    (REQUIRED[visit.kind] ?? [])
      .filter((field) => !Object.hasOwn(visit.value, field))
      // Another finding says what to write instead of `content` and `externalValue`.
      .filter(() => !['content', 'externalValue'].some((field) => visit.kind !== 'requestBody' && field in visit.value))
      .map((field) => finding(visit, `The field ${field} is missing on ${LABELS[visit.kind]}`, `Add ${field}`)),
  );
