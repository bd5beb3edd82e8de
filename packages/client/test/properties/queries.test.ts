import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';
import type { SearchQuery } from '../../src/query/query.ts';
import { meaningOf, STAND_INS, type End, type Meaning, type Pattern } from './lucene.ts';

/** Strings that are Lucene syntax, or look like it. */
const HOSTILE = [
  '',
  ' ',
  '\t',
  '\n',
  ' AND ',
  ' OR id:*',
  'a) OR (b',
  '" OR "',
  '\u00a0',
  '\u3000',
  '\u2028',
  '\u0000',
  '\ufeff',
].concat(
  `\\ \\\\ " \\" ' ( ) [ ] { } : ^ ~ * ? / < > = AND OR NOT TO and && || ! + - \\u0041 _exists_ ä 😀 $ @ % # , ;`.split(
    ' ',
  ),
);
const text = fc
  .array(
    fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 4 }), fc.string({ maxLength: 8 })),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('').replace(STAND_INS, ''));
/** Strings for a term without quotes. */
const termPart = text.map((value) => value.replace(/[<>]/g, ''));
const path = fc.constantFrom('id', 'status', 'customer.name', 'basket_info.sum', 'transactionRef');
const value = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  fc.boolean(),
  fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }),
);
/** Values that can be an end of a range: not an empty string, and not one that ends with a backslash. */
const rangeEnd = value.filter((one) => typeof one !== 'string' || /[^\\]$/u.test(one));
const asString = (one: string | number | boolean | Date): string =>
  one instanceof Date ? one.toISOString() : String(one);

/** A query with its intended meaning. */
interface Case {
  readonly query: SearchQuery<string>;
  readonly meaning: Meaning;
}

const range = fc.constantFrom('range', 'gt', 'gte', 'lt', 'lte').chain((method) =>
  fc.record({ field: path, low: rangeEnd, high: rangeEnd }).map(({ field, low, high }): Case => {
    const [from, to] = [low, high].map((one): End => ({ text: asString(one), included: !/^.t$/.test(method) }));
    if (method === 'range') return { query: q.range(field, low, high), meaning: { field, from: from!, to: to! } };
    return method.startsWith('g')
      ? { query: q[method as 'gt' | 'gte'](field, low), meaning: { field, from: from!, to: 'unbounded' } }
      : { query: q[method as 'lt' | 'lte'](field, high), meaning: { field, from: 'unbounded', to: to! } };
  }),
);

const clause: fc.Arbitrary<Case> = fc.oneof(
  fc.tuple(path, value).map(([field, one]) => ({ query: q.eq(field, one), meaning: { field, equals: asString(one) } })),
  fc
    .tuple(path, value)
    .map(([field, one]) => ({ query: q`${q.eq(field, one)}`, meaning: { field, equals: asString(one) } })),
  fc.tuple(path, fc.array(value, { minLength: 2, maxLength: 4 })).map(([field, several]) => ({
    query: q.in(field, several),
    meaning: { or: several.map((one) => ({ field, equals: asString(one) })) },
  })),
  range,
  path.map((field) => ({ query: q.exists(field), meaning: { field: '_exists_', equals: field } })),
  fc.tuple(path, termPart).map(([field, start]) => ({
    query: q.prefix(field, start),
    meaning: { field, matches: [start, 0, ''] as Pattern },
  })),
  fc.tuple(path, termPart, termPart).map(([field, before, after]) => {
    const [start, finish] = [before, after].map((part) => part.replace(/[*?]/g, ''));
    return {
      query: q.wildcard(field, `${start}?${finish}*`),
      meaning: { field, matches: [start!, 1, finish!, 0, ''] as Pattern },
    };
  }),
);

const { tree } = fc.letrec<{ tree: Case }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    clause,
    fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((parts) => ({
      query: q.and(...parts.map((part) => part.query)),
      meaning: { and: parts.map((part) => part.meaning) },
    })),
    fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((parts) => ({
      query: q.or(...parts.map((part) => part.query)),
      meaning: { or: parts.map((part) => part.meaning) },
    })),
    tie('tree').map((part) => ({ query: q.not(part.query), meaning: { not: part.meaning } })),
  ),
}));

describe('an independent Lucene parser reads queries as intended', () => {
  test('a query of the builder is parsed as the intended tree', () => {
    fc.assert(
      fc.property(tree, ({ query, meaning }) => {
        expect(meaningOf(String(query))).toEqual(meaning);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a value in a template is parsed as one value in its place, with any content', () => {
    fc.assert(
      fc.property(value, rangeEnd, text, text, termPart, (one, other, first, second, piece) => {
        const query = q`customer.name:${one} AND amount:{${other} TO ${q.unbounded}] AND (note:"${first}, ${second}" OR NOT ref:x${piece}?*)`;
        expect(meaningOf(String(query))).toEqual({
          and: [
            { field: 'customer.name', equals: asString(one) },
            { field: 'amount', from: { text: asString(other), included: false }, to: 'unbounded' },
            {
              or: [
                { field: 'note', equals: `${first}, ${second}` },
                { not: { field: 'ref', matches: [`x${piece}`, 1, '', 0, ''] } },
              ],
            },
          ],
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test('a query in a template is parsed as a separate part', () => {
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        expect(meaningOf(String(q`status:ok AND ${one.query} AND NOT ${other.query}`))).toEqual({
          and: [{ field: 'status', equals: 'ok' }, one.meaning, { not: other.meaning }],
        });
      }),
      { numRuns: 500 },
    );
  });
});
