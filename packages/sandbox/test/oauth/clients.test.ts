import { describe, expect, test } from 'vitest';
import { Clients } from '../../src/oauth/clients.ts';
import { TokenError } from '../../src/oauth/token-error.ts';

const given = [
  { id: 'shop', secret: 'one' },
  { id: 'till', secret: 'two' },
];

describe.each([
  ['without a list', undefined],
  ['with a list', given],
])('clients %s', (_, clients) => {
  test('are accepted with their secret', () => {
    expect(new Clients(clients).check('shop', 'one')).toBe('shop');
  });

  test.each([
    ['', 'one'],
    ['shop', ''],
    [undefined, 'one'],
    ['shop', undefined],
    ['shop', 'wrong'],
  ])('are rejected with the id %s and the secret %s', (id, secret) => {
    expect(() => new Clients(clients).check(id, secret)).toThrow(
      new TokenError('invalid_client', 'The client credentials are invalid'),
    );
  });
});

test.each([
  ['shop', 'two'],
  ['other', 'one'],
  ['constructor', 'one'],
])('a list rejects the id %s with the secret %s', (id, secret) => {
  expect(() => new Clients(given).check(id, secret)).toThrow(TokenError);
});

test('an empty list rejects every client', () => {
  expect(() => new Clients([]).check('shop', 'one')).toThrow(TokenError);
});
