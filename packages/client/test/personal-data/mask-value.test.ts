import { expect, test } from 'vitest';
import { masked } from '../../src/personal-data/mask-value.ts';

test.each([
  ['Maria', false, '***'],
  ['DE89 3704 0044 0532 0130 00', true, '***3000'],
  ['DE89 3704 0044 0532 0130 00', false, '***'],
  [4111111111111111, true, '***1111'],
  ['12345678901', true, '***'],
  ['***3000', true, '***3000'],
  ['***3000', false, '***'],
  ['', true, ''],
  [null, true, null],
  [true, false, true],
])('%j becomes masked, as an account number: %j', (value, isAccountNumber, expected) => {
  expect(masked(value, isAccountNumber)).toBe(expected);
});
