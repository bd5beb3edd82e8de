import { expect, test } from 'vitest';
import { matches, prefixOf } from '../../src/lists/pattern.ts';
import { MANY, ONE } from '../../src/lists/query-node.ts';

const pattern = (text: string) => [...text].map((char) => (char === '*' ? MANY : char === '?' ? ONE : char));

test.each([
  ['m*r', 'meier', true],
  ['m*r', 'meiers', false],
  ['m?ier', 'meier', true],
  ['m?ier', 'mier', false],
  ['*ei*', 'meier', true],
  ['*', '', true],
  ['?', '', false],
  ['a*b*c', 'aXbXbXc', true],
  ['meier', 'meier', true],
])('The pattern %s meets %s: %s', (text, value, expected) => expect(matches(pattern(text), value)).toBe(expected));

test('Many wildcards do not take exponentially long', () => {
  expect(matches(pattern('*a'.repeat(50) + 'b'), 'a'.repeat(2000))).toBe(false);
});

test('The prefix ends before the first wildcard', () => {
  expect([prefixOf(pattern('mei*r?')), prefixOf(pattern('*x')), prefixOf(pattern('abc'))]).toEqual(['mei', '', 'abc']);
});
