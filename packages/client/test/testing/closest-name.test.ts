import { expect, test } from 'vitest';
import { closestName } from '../../src/testing/closest-name.ts';

test.each([
  ['an added letter', 'statuss'],
  ['a missing letter', 'statu'],
  ['a replaced letter', 'ststus'],
  ['two swapped letters', 'sttaus'],
  ['no difference', 'status'],
])('closestName() finds a name in spite of %s', (_, name) => {
  expect(closestName(name, ['amount', 'status', 'state', 'id'])).toBe('status');
});

test('closestName() prefers the first of several equally close names', () => {
  expect(closestName('ab', ['abc', 'abd'])).toBe('abc');
  expect(closestName('', ['abc', 'd'])).toBe('d');
});

test('closestName() returns undefined when there are no names', () => {
  expect(closestName('status', [])).toBeUndefined();
});
