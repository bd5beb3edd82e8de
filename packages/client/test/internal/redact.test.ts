import { describe, expect, test } from 'vitest';
import { findSecrets, redact, REDACTED } from '../../src/internal/redact.ts';

describe('redact()', () => {
  test.each([
    ['the given secrets', 'token abcdef123 and abcdef123', 'token [redacted] and [redacted]'],
    ['a bearer token', 'Authorization: Bearer q7x.y-z, next', 'Authorization: Bearer [redacted], next'],
    ['basic credentials', '"basic dXNlcjpwYXNz"', '"basic [redacted]"'],
    ['a card number', 'card 4111111111111111 was rejected', 'card [redacted] was rejected'],
    ['a card number in groups', 'card 4111 1111 1111 1111.', 'card [redacted].'],
    ['the JSON fields of a card', '{"pan": 123, "cvc":"12\\"3"}', '{"pan": "[redacted]", "cvc":"[redacted]"}'],
    [
      'the JSON fields of credentials',
      '{"client_secret":"x","access_token":"y"}',
      '{"client_secret":"[redacted]","access_token":"[redacted]"}',
    ],
  ])('replaces %s', (_, text, expected) => {
    expect(redact(text, ['abcdef123'])).toBe(expected);
    expect(expected).toContain(REDACTED);
  });

  test.each([
    ['a number with a wrong check digit', 'order 4111111111111112'],
    ['a part of a longer word', 'STX_4111111111111111'],
    ['a date and an amount', '2026-03-03 12:00:00, 1995'],
    ['a JSON field whose name only starts like one of a card', '{"pants":"blue"}'],
  ])('keeps %s', (_, text) => {
    expect(redact(text)).toBe(text);
  });

  test('keeps secrets of less than six characters, because replacing them would make the string unreadable', () => {
    expect(redact('a test of tests', ['t', 'test', ''])).toBe('a test of tests');
    expect(redact('sixsix', ['sixsix'])).toBe('[redacted]');
    expect(redact('fives', ['fives'])).toBe('fives');
  });
});

describe('findSecrets()', () => {
  test('returns the values of JSON fields with card data and credentials', () => {
    expect(findSecrets('{"pan":"4111","note":"plain","private":{"passcode":"1234","cvc":5}}')).toEqual([
      '4111',
      '1234',
      '5',
    ]);
  });

  test('returns the values of such fields of a form', () => {
    const form = new FormData();
    form.append('passcode', 'abc"d');
    expect(findSecrets(form)).toEqual(['abc"d']);
  });

  test('returns nothing without a body, and for a Blob', () => {
    expect(findSecrets(undefined)).toEqual([]);
    expect(findSecrets(new Blob(['{"pan":"4111"}']))).toEqual([]);
  });
});
