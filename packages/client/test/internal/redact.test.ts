import { describe, expect, test } from 'vitest';
import { createRedactor, redact, REDACTED } from '../../src/internal/redact.ts';

describe('redact()', () => {
  test.each([
    ['the given secrets', 'token abcdef123 and abcdef123', 'token [redacted] and [redacted]'],
    ['a bearer token', 'Authorization: Bearer q7x.y-z, next', 'Authorization: Bearer [redacted], next'],
    ['a bearer token in a URL', 'auth=Bearer%20q7x&a=1 Bearer+q7x', 'auth=Bearer%20[redacted] Bearer+[redacted]'],
    ['basic credentials', '"basic dXNlcjpwYXNz"', '"basic [redacted]"'],
    ['a card number', 'card 4111111111111111 was rejected', 'card [redacted] was rejected'],
    ['a card number in groups', 'card 4111 1111 1111 1111.', 'card [redacted].'],
    ['a card number with escaped separators', 'pan=4111%201111\\u00201111&nbsp;1111.', 'pan=[redacted].'],
    ['a card number behind an escaped line break', String.raw`card:\n4111111111111111`, String.raw`card:\n[redacted]`],
    ['a card number in an id', 'STX_4111111111111111', 'STX_[redacted]'],
    ['the JSON fields of a card', '{"pan": 123, "cvc":"12\\"3"}', '{"pan": "[redacted]", "cvc":"[redacted]"}'],
    [
      'the JSON fields of credentials',
      '{"client_secret":"x","access_token":"y"}',
      '{"client_secret":"[redacted]","access_token":"[redacted]"}',
    ],
    ['arrays and objects in such fields', '{"password":["a","b"],"pan":{"c":1}}', '{"password":"[redacted]","pan":"[redacted]"}'],
    ['such fields in escaped JSON', String.raw`{"a":"{\"pin\":\"1\"}"}`, String.raw`{"a":"{\"pin\":\"[redacted]\"}"}`],
    ['a value that is truncated', '{"pan":"4111', '{"pan":"[redacted]"'],
    ['secrets in one another once', 'Bearer abcdef123-4111111111111111', 'Bearer [redacted]'],
    ['a string that is nothing but a secret', 'abcdef123', '[redacted]'],
  ])('replaces %s', (_, text, expected) => {
    expect(redact(text, ['abcdef123'])).toBe(expected);
    expect(expected).toContain(REDACTED);
  }); // prettier-ignore

  test.each([
    ['a number with a wrong check digit', 'order 4111111111111112'],
    ['a date and an amount', '2026-03-03 12:00:00, 1995'],
    ['a JSON field whose name only starts like one of a card', '{"pants":"blue"}'],
    ['the parameters of an authentication scheme', 'Bearer error="invalid_token", Bearer realm=\'api\''],
    ['escapes', '50%25 of &quot;x&quot; \\u0041'],
    ['an empty string', ''],
  ])('keeps %s', (_, text) => {
    expect(redact(text, ['abcdef123'])).toBe(text);
  });

  test('keeps secrets of less than six characters, because replacing them would make the string unreadable', () => {
    expect(redact('a test of tests', ['t', 'test', ''])).toBe('a test of tests');
    expect(redact('sixsix', ['sixsix'])).toBe('[redacted]');
    expect(redact('fives', ['fives'])).toBe('fives');
  });

  test('shows the first MiB of a string', () => {
    const mebibyte = 'a'.repeat(1024 * 1024);
    expect(redact(mebibyte) === mebibyte).toBe(true);
    expect(redact(`${mebibyte}b`) === mebibyte).toBe(true);
  });

  test('survives secrets of any length and content', () => {
    for (const secret of ['a'.repeat(100_000), 'a.'.repeat(50_000), '('.repeat(100_000), '.*+?^${}|[]'.repeat(10_000)])
      expect(redact(`is ${secret} wrong?`, [secret]) === 'is [redacted] wrong?').toBe(true);
  });
});

describe('createRedactor()', () => {
  test('returns a function that redacts several strings', () => {
    const redactor = createRedactor(['abcdef123']);
    expect(['abcdef123', 'x', 'ABCDEF123'].map(redactor)).toEqual(['[redacted]', 'x', '[redacted]']);
  });
});
