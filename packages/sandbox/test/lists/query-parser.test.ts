import { describe, expect, test } from 'vitest';
import { ApiException } from '../../src/engine/exception.ts';
import type { QueryNode } from '../../src/lists/query-node.ts';
import { parseQuery } from '../../src/lists/query-parser.ts';

/** A query as nested prefix expressions. */
function shown(node: QueryNode): string {
  switch (node.type) {
    case 'all':
      return 'all';
    case 'and':
    case 'or':
      return `${node.type}(${node.nodes.map(shown).join(' ')})`;
    case 'not':
      return `not(${shown(node.node)})`;
    case 'exists':
      return `exists(${node.field})`;
    case 'term':
      return `${node.field ?? ''}=${node.text}`;
    case 'wildcard':
      return `${node.field ?? ''}~${node.pattern.map((part) => (typeof part === 'string' ? part : `<${part.description}>`)).join('')}`;
    case 'range': {
      const { low, high } = node;
      return `${node.field ?? ''}${low?.included === false ? '{' : '['}${low?.text ?? '*'},${high?.text ?? '*'}${high?.included === false ? '}' : ']'}`;
    }
  }
}

const read = (text: string): string => shown(parseQuery(text));

describe('The query parser reads', () => {
  test.each([
    ['', 'all'],
    ['  ', 'all'],
    ['*:*', 'all'],
    ['*', 'all'],
    ['hello', '=hello'],
    ['"hello you"', '=hello you'],
    ['a:1 AND b:2 OR c:3', 'or(and(a=1 b=2) c=3)'],
    ['a:1 OR b:2 AND c:3', 'or(a=1 and(b=2 c=3))'],
    ['a:1 && !b:2 || c:3', 'or(and(a=1 not(b=2)) c=3)'],
    ['a:1 && NOT b:2', 'and(a=1 not(b=2))'],
    ['a:1 b:2', 'or(a=1 b=2)'],
    ['a:1 OR NOT b:2', 'or(a=1 not(b=2))'],
    ['a:1 -b:2', 'and(a=1 not(b=2))'],
    ['a:1 NOT b:2', 'and(a=1 not(b=2))'],
    ['+a:1 b:2 -c:3', 'and(a=1 not(c=3))'],
    ['+a:1 AND b:2 c:3 -d:4', 'and(and(a=1 b=2) not(d=4))'],
    ['+(a:1 OR b:2) -(c:3)', 'and(or(a=1 b=2) not(c=3))'],
    ['!(a:1)', 'not(a=1)'],
    ['NOT NOT a:1', 'a=1'],
    ['NOT (a:1 OR b:2)', 'not(or(a=1 b=2))'],
    ['(a:1)(b:2)', 'or(a=1 b=2)'],
    ['a:(b OR c)', 'or(a=b a=c)'],
    ['a:(+b -c d:e)', 'and(a=b not(a=c))'],
    ['a:(x AND NOT (y OR z))', 'and(a=x not(or(a=y a=z)))'],
    ['a:"x \\"y\\" \\\\"', 'a=x "y" \\'],
    ['a:fo*b?r', 'a~fo<*>b<?>r'],
    ['a:b\\:c\\*', 'a=b:c*'],
    ['a:x\\ y', 'a=x y'],
    ['a:\\$x', 'a=$x'],
    ['a:\\-5', 'a=-5'],
    ['a:-5', 'a=-5'],
    ['email:a+b@x.de', 'email=a+b@x.de'],
    ['a.b.c:Müller', 'a.b.c=Müller'],
    ['a:*', 'exists(a)'],
    ['_exists_:a.b', 'exists(a.b)'],
    ['a:[1 TO 2]', 'a[1,2]'],
    ['a:{1 TO 2]', 'a{1,2]'],
    ['a:[ * TO 5 }', 'a[*,5}'],
    ['a:>=5', 'a[5,*]'],
    ['a:<"5"', 'a[*,5}'],
    ['a:(>=1 AND <5)', 'and(a[1,*] a[*,5})'],
    ['a:[-5 TO \\-1]', 'a[-5,-1]'],
    ['created:[2024-01-01T10:00:00+01:00 TO *]', 'created[2024-01-01T10:00:00+01:00,*]'],
    ['created:["2024-01-01T10:00:00+01:00" TO "2024-02-01"]', 'created[2024-01-01T10:00:00+01:00,2024-02-01]'],
    ['created:[2026-03-02T10\\:15\\:00\\+01\\:00 TO *]', 'created[2026-03-02T10:15:00+01:00,*]'],
    ['created:"2024-01-01T10:00:00Z"', 'created=2024-01-01T10:00:00Z'],
    ['created:2024-01-01T10\\:00', 'created=2024-01-01T10:00'],
    ['a:x^2 b:(y)^1.5', 'or(a=x b=y)'],
    ['ANDy NOTe:1', 'or(=ANDy NOTe=1)'],
    [
      '(NOT payer.city:dresd*) AND (payer.age:[30 TO 40] OR payer.age:[50 TO 60])',
      'and(not(payer.city~dresd<*>) or(payer.age[30,40] payer.age[50,60]))',
    ],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('The query parser rejects', () => {
  test.each([
    ['a:', 'position 2: a value is missing at the end'],
    ['a:1)', 'position 3: unexpected ")"'],
    ['(a:1', 'position 4: a closing parenthesis is missing at the end'],
    ['()', 'position 1: a value is missing ")"'],
    ['a:x AND', 'position 7: a value is missing at the end'],
    ['OR a:x', 'a clause is missing before "OR a:x"'],
    ['a AND OR b', 'a clause is missing before "OR b"'],
    ['a:"x', 'position 2: a quote is not closed'],
    ['a:[1 TO', 'position 5: TO is missing'],
    ['a:[1 2]', 'TO is missing'],
    ['a:[1 TO 2', 'the end of a range is missing'],
    ['a:x:y', 'position 3'],
    ['a:/x.*/', 'regular expressions are not supported'],
    ['a:x~1', 'position 3: similar words'],
  ])('%s', (text, problem) => {
    const error = catchError(() => parseQuery(text));
    expect(error.payload).toMatchObject({ error: 'ProductFormatException', code: 1001 });
    expect(error.payload.error_details).toContain(problem);
  });

  test.each([
    ['a long query', 'a'.repeat(10_001)],
    ['deep parentheses', `${'('.repeat(21)}a${')'.repeat(21)}`],
    ['many clauses', 'a '.repeat(300)],
    ['many wildcards', 'a:*x* '.repeat(33)],
    ['many wildcards without a field', '*x* '.repeat(3)],
    ['many phrases', 'a:"x y" '.repeat(33)],
    ['many fields', Array.from({ length: 17 }, (_, index) => `f${index}:x`).join(' ')],
    ['groups that never close', 'a:(b OR '.repeat(1000)],
  ])('%s', (_, text) => expect(catchError(() => parseQuery(text)).status).toBe(500));
});

function catchError(work: () => unknown): ApiException {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiException) return error;
  }
  throw new Error('The query was read.');
}
