import { describe, expect, test } from 'vitest';
import { sanitizeCause } from '../../src/errors/sanitize-cause.ts';
import { findSecrets, redact } from '../../src/internal/redact.ts';

describe('a text is shown without', () => {
  test.each([
    ['the secrets that are known', 'token abcdef123 and abcdef123', 'token [redacted] and [redacted]'],
    ['a bearer token', 'Authorization: Bearer q7x.y-z, next', 'Authorization: Bearer [redacted], next'],
    ['basic credentials', '"basic dXNlcjpwYXNz"', '"basic [redacted]"'],
    ['a card number', 'card 4111111111111111 was refused', 'card [redacted] was refused'],
    ['a card number in groups', 'card 4111 1111 1111 1111.', 'card [redacted].'],
    ['a card number with hyphens', '(4111-1111-1111-1111)', '([redacted])'],
    ['a card number with doubled digits above nine', '5500000000000004', '[redacted]'],
    ['a card number of 13 digits', '4222222222222', '[redacted]'],
    ['a card number of 19 digits', '6304000000000000000', '[redacted]'],
    ['a number in a JSON field for cards', '{"pan": 123, "cvc":"12\\"3"}', '{"pan": "[redacted]", "cvc":"[redacted]"}'],
    [
      'credentials in JSON',
      '{"client_secret":"x","access_token":"y"}',
      '{"client_secret":"[redacted]","access_token":"[redacted]"}',
    ],
  ])('%s', (_, text, expected) => {
    expect(redact(text, ['abcdef123'])).toBe(expected);
  });

  test.each([
    ['a number without the check digit of cards', 'order 4111111111111112'],
    ['a number that is too short', '411111111111'],
    ['a number that is too long', '41111111111111111111'],
    ['a part of a longer word', 'STX_4111111111111111 a4111111111111111 4111111111111111b'],
    ['a date and an amount', '2026-03-03 12:00:00, 1995'],
    ['what only starts like a field', '{"pants":"blue"}'],
  ])('but with %s', (_, text) => {
    expect(redact(text)).toBe(text);
  });

  test('a secret that is too short to be one stays: hiding it would make a riddle of the text', () => {
    expect(redact('a test of tests', ['t', 'test', ''])).toBe('a test of tests');
    expect(redact('sixsix', ['sixsix'])).toBe('[redacted]');
    expect(redact('fives', ['fives'])).toBe('fives');
  });
});

describe('a cause is copied', () => {
  const reason = Object.assign(new TypeError('cannot send Bearer abc-def'), {
    config: { headers: { authorization: 'Bearer abc-def' } },
    code: 'ERR_X',
    syscall: 'connect',
    cause: Object.assign(new Error('inner abcdef123'), { code: 7 }),
    errors: [new Error('first'), 'abcdef123', 5],
  });

  test('with its name, its reasons and those below, and nothing else', () => {
    const copy = sanitizeCause(reason, ['abcdef123']) as Error & Record<string, unknown>;
    expect(copy).not.toBe(reason);
    expect(copy).toBeInstanceOf(Error);
    expect(Object.keys(copy).sort()).toEqual(['cause', 'code', 'errors', 'name', 'syscall']);
    expect(copy).toMatchObject({
      name: 'TypeError',
      message: 'cannot send Bearer [redacted]',
      code: 'ERR_X',
      syscall: 'connect',
    });
    expect((copy.cause as Error).message).toBe('inner [redacted]');
    expect(copy.cause).not.toHaveProperty('code');
    expect((copy['errors'] as unknown[])[0]).toMatchObject({ message: 'first' });
    expect((copy['errors'] as unknown[]).slice(1)).toEqual(['[redacted]', undefined]);
    expect(copy.stack).toContain('cannot send Bearer [redacted]');
    expect(copy.stack).not.toContain('abc-def');
  });

  test('only so far down, and only when it is an error or a text', () => {
    const endless = new Error('0');
    endless.cause = endless;
    let depth = 0;
    for (let one = sanitizeCause(endless) as Error | undefined; one; one = one.cause as Error | undefined) depth++;
    expect(depth).toBe(5);
    const wide: Error & { errors?: unknown[] } = new Error('0');
    wide.errors = [wide];
    depth = 0;
    for (
      let one = sanitizeCause(wide) as typeof wide | undefined;
      one;
      one = one.errors?.[0] as typeof wide | undefined
    )
      depth++;
    expect(depth).toBe(5);
    expect(sanitizeCause({ secret: 1 })).toBeUndefined();
    expect(sanitizeCause(undefined)).toBeUndefined();
    expect(sanitizeCause('Bearer abc')).toBe('Bearer [redacted]');
  });

  test('without marks that it does not have', () => {
    expect(Object.keys(sanitizeCause(new Error('plain')) as object)).toEqual(['name']);
    expect(
      Object.keys(sanitizeCause(Object.assign(new Error('odd'), { code: 1, syscall: {}, errors: 'none' })) as object),
    ).toEqual(['name']);
  });
});

test('the secrets of a request are the values of its fields for card data and credentials', () => {
  expect(findSecrets('{"pan":"4111","note":"plain","private":{"passcode":"1234","cvc":5}}')).toEqual([
    '4111',
    '1234',
    '5',
  ]);
  const form = new FormData();
  form.append('passcode', 'abc"d');
  expect(findSecrets(form)).toEqual(['abc"d']);
  expect(findSecrets(undefined)).toEqual([]);
  expect(findSecrets(new Blob(['{"pan":"4111"}']))).toEqual([]);
});
