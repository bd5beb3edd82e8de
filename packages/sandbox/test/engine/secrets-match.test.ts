import { expect, test } from 'vitest';
import { secretsMatch } from '../../src/engine/secrets-match.ts';

test.each([
  ['secret', 'secret', true],
  ['schlüssel', 'schlüssel', true],
  ['', '', true],
  ['secret', 'Secret', false],
  ['secret', 'secre', false],
  ['secre', 'secret', false],
  ['abab', 'ab', false],
  ['secret', '', false],
  ['', 'secret', false],
  ['\0', '', false],
])('%j and %j match: %s', (given, expected, result) => {
  expect(secretsMatch(given, expected)).toBe(result);
});
