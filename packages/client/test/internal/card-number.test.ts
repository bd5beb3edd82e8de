import { describe, expect, test } from 'vitest';
import { replaceCardNumbers } from '../../src/internal/card-number.ts';

describe('replaceCardNumbers()', () => {
  test.each([
    ['of 16 digits', 'card 4111111111111111 was rejected', 'card # was rejected'],
    ['in groups', 'card 4111 1111 1111 1111.', 'card #.'],
    ['with hyphens', '(4111-1111-1111-1111)', '(#)'],
    ['with doubled digits above nine', '5500000000000004', '#'],
    ['of 13 digits', '4222222222222', '#'],
    ['of 19 digits', '6304000000000000000', '#'],
    ['behind an escaped line break', String.raw`card:\n4111111111111111`, String.raw`card:\n#`],
    ['more than once', '4111111111111111, 4222222222222', '#, #'],
  ])('replaces a card number %s', (_, text, expected) => {
    expect(replaceCardNumbers(text, '#')).toBe(expected);
  });

  test.each([
    ['a number with a wrong check digit', 'order 4111111111111112'],
    ['a number that is too short', '411111111111'],
    ['a number that is too long', '41111111111111111111'],
    ['a part of a longer word', 'STX_4111111111111111 a4111111111111111 4111111111111111b'],
    ['a date and an amount', '2026-03-03 12:00:00, 1995'],
  ])('keeps %s', (_, text) => {
    expect(replaceCardNumbers(text, '#')).toBe(text);
  });
});
