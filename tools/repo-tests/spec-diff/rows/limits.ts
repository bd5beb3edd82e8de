import type { Group } from '../classes-table.ts';
import { integer, object, requests, responses, row, text, type Row } from '../documents.ts';

const list = { type: 'array', items: text };
const map = { type: 'object', additionalProperties: text };
const pair = object({ a: text, b: text });

/** A schema, values that its requests have, and limits from tight to loose. `undefined` is no limit. */
const LIMITS: [keyword: string, schema: object, value: string, tight: unknown, loose: unknown][] = [
  ['maxLength', text, `'a'`, 5, 10],
  ['minLength', text, `'a'`, 10, 5],
  ['maximum', integer, `1`, 5, 10],
  ['minimum', integer, `1`, 10, 5],
  ['exclusiveMaximum', integer, `1`, 5, 10],
  ['exclusiveMinimum', integer, `1`, 10, 5],
  ['maxItems', list, `['a']`, 5, 10],
  ['minItems', list, `['a']`, 10, 5],
  ['maxProperties', map, `{ a: 'b' }`, 5, 10],
  ['minProperties', map, `{ a: 'b' }`, 10, 5],
  ['multipleOf', integer, `1`, 10, 5],
  ['pattern', text, `'a'`, '^a', undefined],
  ['format', text, `'a'`, 'date-time', undefined],
  ['uniqueItems', list, `['a', 'a']`, true, undefined],
  ['contentEncoding', text, `'a'`, 'base64', undefined],
];

/** Conditions: their schemas are not compared with each other. */
const CONDITIONS: [keyword: string, schema: object, value: string, condition: unknown][] = [
  ['not', pair, `{ a: '1' }`, { required: ['b'] }],
  ['if', pair, `{ a: '1' }`, { required: ['a'] }],
  ['dependentRequired', pair, `{ a: '1' }`, { a: ['b'] }],
  ['propertyNames', map, `{ a: '1' }`, { maxLength: 5 }],
  ['contains', list, `['a']`, { const: 'a' }],
  ['unevaluatedProperties', pair, `{ a: '1' }`, false],
];

const shown = (value: unknown): string => (typeof value === 'object' ? '' : ` ${String(value)}`);
const ALL = [...LIMITS, ...CONDITIONS.map((one) => [...one, undefined] as const)];

const says = (keyword: string, old: unknown, now: unknown): string => {
  if (old === undefined) return `has the new limit ${keyword}${shown(now)}`;
  if (now === undefined) return `no longer has the limit ${keyword}${shown(old)}`;
  return `has the limit ${keyword}${shown(now)} instead of${shown(old)}`;
};

function rowsOf(direction: 'request' | 'response', [tighter, looser]: [string, string]): Row[] {
  const [documents, place] =
    direction === 'request' ? [requests, 'call (request)'] : [responses, 'call 200 (response)'];
  return ALL.flatMap(([keyword, schema, value, tight, loose]) => {
    const limited = (limit: unknown) => (limit === undefined ? schema : { ...schema, [keyword]: limit });
    const program =
      direction === 'request'
        ? `await call(${value});`
        : `const result = await call(); store(result); const value: typeof result = ${value}; store(value);`;
    return [
      row(
        `tighter \`${keyword}\` of a ${direction}`,
        documents(limited(loose), limited(tight)),
        program,
        `${tighter}: ${place} ${says(keyword, loose, tight)}`,
      ),
      row(
        `looser \`${keyword}\` of a ${direction}`,
        documents(limited(tight), limited(loose)),
        program,
        `${looser}: ${place} ${says(keyword, tight, loose)}`,
      ),
    ];
  });
}

export const limitsOfRequests: Group = {
  title: 'Limits of requests',
  why: 'No type has these limits. The API rejects what it accepted before if they are tighter, and also if they only differ: of two patterns or conditions, neither is known to be stricter.',
  rows: [
    ...rowsOf('request', ['breaking (wire)', 'additive']),
    row(
      'another `pattern` of a request',
      requests({ ...text, pattern: '^a' }, { ...text, pattern: '^b' }),
      `await call('a');`,
      'breaking (wire): call (request) has the limit pattern ^b instead of ^a',
    ),
    row(
      'another `format` of a request',
      requests({ ...text, format: 'date' }, { ...text, format: 'date-time' }),
      `await call('a');`,
      'breaking (wire): call (request) has the limit format date-time instead of date',
    ),
    row(
      'another `not` of a request',
      requests({ ...text, not: { const: 'a' } }, { ...text, not: { const: 'b' } }),
      `await call('a');`,
      'breaking (wire): call (request) has another limit not',
    ),
    row(
      'another `multipleOf` of a request, which is no multiple',
      requests({ ...integer, multipleOf: 4 }, { ...integer, multipleOf: 6 }),
      `await call(4);`,
      'breaking (wire): call (request) has the limit multipleOf 6 instead of 4',
    ),
    row(
      'a part of a request has a looser limit than the rest',
      requests({ allOf: [{ ...text, maxLength: 5 }] }, { allOf: [{ ...text, maxLength: 5 }, { maxLength: 3 }] }),
      `await call('a');`,
      'breaking (wire): call (request) has the limit maxLength 3 instead of 5',
    ),
    row(
      'a request requires a field without a schema',
      requests(map, { ...map, required: ['a'] }),
      `await call({ b: '1' });`,
      'breaking (wire): call (request) requires the field a, which has no schema',
    ),
  ],
};

export const limitsOfResponses: Group = {
  title: 'Limits of responses',
  why: 'A tighter limit promises more. With a looser one, values may come that did not come before. They compile, and most programs only show them; but a database column, a form or a check of the program may be too narrow: only its authors know, so that the change is unclear.',
  rows: [
    ...rowsOf('response', ['additive', 'unclear']),
    row(
      'another `pattern` of a response',
      responses({ ...text, pattern: '^a' }, { ...text, pattern: '^b' }),
      `store<string>(await call());`,
      'unclear: call 200 (response) has the limit pattern ^b instead of ^a',
    ),
    row(
      'another `format` of a response',
      responses({ ...text, format: 'date' }, { ...text, format: 'date-time' }),
      `store<string>(await call());`,
      'unclear: call 200 (response) has the limit format date-time instead of date',
    ),
  ],
};
