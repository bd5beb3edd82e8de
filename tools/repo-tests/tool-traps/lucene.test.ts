import lucene from 'lucene';
import { expect, test } from 'vitest';

/** The parser that tests of the query builder take for a second opinion. `packages/client/test/properties/lucene.ts` compensates for these rows. */
test.each([
  ['NOT is kept', 'a:1 AND NOT b:2', { operator: 'AND NOT' }],
  [
    'AND and OR have no precedence: the rest is on the right',
    'a:1 AND b:2 OR c:3',
    { operator: 'AND', right: { operator: 'OR' } },
  ],
  ['escapes stay', 'a:b\\+c', { left: { term: 'b\\+c' } }],
  ['mixed brackets are read', 'a:[1 TO 2}', { left: { inclusive: 'left' } }],
  ['an open end is a term', 'a:[1 TO *]', { left: { term_min: '1', term_max: '*' } }],
])('%s', (_, query, tree) => expect(lucene.parse(query)).toMatchObject(tree));

test('quotes around the ends of a range are not supported', () => {
  expect(() => lucene.parse('a:["b c" TO *]')).toThrow(/but "\\"" found|Expected/);
});
