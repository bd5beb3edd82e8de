import { describe, expect, test } from 'vitest';
import { harmless, hide, secretsIn } from '../../src/internal/redact.ts';

describe('a text is shown without', () => {
  test.each([
    ['the secrets that are known', 'token abcdef123 and abcdef123', 'token [hidden] and [hidden]'],
    ['a bearer token', 'Authorization: Bearer q7x.y-z, next', 'Authorization: Bearer [hidden], next'],
    ['basic credentials', '"basic dXNlcjpwYXNz"', '"basic [hidden]"'],
    ['a card number', 'card 4111111111111111 was refused', 'card [hidden] was refused'],
    ['a card number in groups', 'card 4111 1111 1111 1111.', 'card [hidden].'],
    ['a card number with hyphens', '(4111-1111-1111-1111)', '([hidden])'],
    ['a card number with doubled digits above nine', '5500000000000004', '[hidden]'],
    ['a card number of 13 digits', '4222222222222', '[hidden]'],
    ['a card number of 19 digits', '6304000000000000000', '[hidden]'],
    ['a number in a JSON field for cards', '{"pan": 123, "cvc":"12\\"3"}', '{"pan": "[hidden]", "cvc":"[hidden]"}'],
    [
      'credentials in JSON',
      '{"client_secret":"x","access_token":"y"}',
      '{"client_secret":"[hidden]","access_token":"[hidden]"}',
    ],
  ])('%s', (_, text, expected) => {
    expect(hide(text, ['abcdef123'])).toBe(expected);
  });

  test.each([
    ['a number without the check digit of cards', 'order 4111111111111112'],
    ['a number that is too short', '411111111111'],
    ['a number that is too long', '41111111111111111111'],
    ['a part of a longer word', 'STX_4111111111111111 a4111111111111111 4111111111111111b'],
    ['a date and an amount', '2026-03-03 12:00:00, 1995'],
    ['what only starts like a field', '{"pants":"blue"}'],
  ])('but with %s', (_, text) => {
    expect(hide(text)).toBe(text);
  });

  test('a secret that is too short to be one stays: hiding it would make a riddle of the text', () => {
    expect(hide('a test of tests', ['t', 'test', ''])).toBe('a test of tests');
    expect(hide('sixsix', ['sixsix'])).toBe('[hidden]');
    expect(hide('fives', ['fives'])).toBe('fives');
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
    const copy = harmless(reason, ['abcdef123']) as Error & Record<string, unknown>;
    expect(copy).not.toBe(reason);
    expect(copy).toBeInstanceOf(Error);
    expect(Object.keys(copy).sort()).toEqual(['cause', 'code', 'errors', 'name', 'syscall']);
    expect(copy).toMatchObject({
      name: 'TypeError',
      message: 'cannot send Bearer [hidden]',
      code: 'ERR_X',
      syscall: 'connect',
    });
    expect((copy.cause as Error).message).toBe('inner [hidden]');
    expect(copy.cause).not.toHaveProperty('code');
    expect((copy['errors'] as unknown[])[0]).toMatchObject({ message: 'first' });
    expect((copy['errors'] as unknown[]).slice(1)).toEqual(['[hidden]', undefined]);
    expect(copy.stack).toContain('cannot send Bearer [hidden]');
    expect(copy.stack).not.toContain('abc-def');
  });

  test('only so far down, and only when it is an error or a text', () => {
    const endless = new Error('0');
    endless.cause = endless;
    let depth = 0;
    for (let one = harmless(endless) as Error | undefined; one; one = one.cause as Error | undefined) depth++;
    expect(depth).toBe(5);
    const wide: Error & { errors?: unknown[] } = new Error('0');
    wide.errors = [wide];
    depth = 0;
    for (let one = harmless(wide) as typeof wide | undefined; one; one = one.errors?.[0] as typeof wide | undefined)
      depth++;
    expect(depth).toBe(5);
    expect(harmless({ secret: 1 })).toBeUndefined();
    expect(harmless(undefined)).toBeUndefined();
    expect(harmless('Bearer abc')).toBe('Bearer [hidden]');
  });

  test('without marks that it does not have', () => {
    expect(Object.keys(harmless(new Error('plain')) as object)).toEqual(['name']);
    expect(
      Object.keys(harmless(Object.assign(new Error('odd'), { code: 1, syscall: {}, errors: 'none' })) as object),
    ).toEqual(['name']);
  });
});

test('the secrets of a request are the values of its fields for card data and credentials', () => {
  expect(secretsIn('{"pan":"4111","note":"plain","private":{"passcode":"1234","cvc":5}}')).toEqual([
    '4111',
    '1234',
    '5',
  ]);
  const form = new FormData();
  form.append('passcode', 'abc"d');
  expect(secretsIn(form)).toEqual(['abc"d']);
  expect(secretsIn(undefined)).toEqual([]);
  expect(secretsIn(new Blob(['{"pan":"4111"}']))).toEqual([]);
});
