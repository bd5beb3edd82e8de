import { describe, expect, test } from 'vitest';
import { brandOf, expiryOf, isCardNumber, maskCard, testCard } from '../../src/checkout/cards.ts';

test.each(['4111 1111 1111 1111', '5555555555554444', '3782-822463-10005'])('%s is a card number', (text) =>
  expect(isCardNumber(text)).toBe(true),
);

test.each(['', '4111 1111 1111 1112', '411111111111', '4'.repeat(20), '4111 1111 1111 111x'])(
  '%j is not a card number',
  (text) => expect(isCardNumber(text)).toBe(false),
);

test.each(['0051', '0010', '0013', '0069', '1111'])('a test card ends with %s', (lastFour) => {
  expect(testCard(lastFour)).toMatch(new RegExp(`^4111 1111 111. ${lastFour}$`));
  expect(isCardNumber(testCard(lastFour))).toBe(true);
});

test('only the last four digits of a card are shown', () => {
  expect(maskCard('4111 1111 1111 1234')).toBe('XXXXXXXXXXXX1234');
});

test.each([
  ['4111', 'VISA'],
  ['5555', 'MasterCard'],
  ['3782', 'AMEX'],
])('%s is a card of %s', (text, brand) => expect(brandOf(text)).toBe(brand));

describe('a month', () => {
  test.each(['12/29', ' 12 / 29 ', '12/2029'])('can be written %j', (text) =>
    expect(expiryOf(text)).toBe('2029-12-01T00:00:00+01:00'),
  );
  test('may lack its zero', () => expect(expiryOf('3/30')).toBe('2030-03-01T00:00:00+01:00'));
  test.each(['', '13/29', '00/29', '12.29', '12/9', '1229', '12/29x'])('cannot be %j', (text) =>
    expect(expiryOf(text)).toBeUndefined(),
  );
});
