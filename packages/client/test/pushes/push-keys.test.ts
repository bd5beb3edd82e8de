import { describe, expect, test } from 'vitest';
import { parseKeys, type PushKeys } from '../../src/pushes/push-keys.ts';

const secret = 'a-secret-of-more-than-16-characters';

describe('parseKeys()', () => {
  test('returns one key as an array, and several in their order', () => {
    const [a, b] = [
      { id: 'a', secret },
      { id: 'b', secret },
    ];
    expect(parseKeys(a!)).toEqual([a]);
    expect(parseKeys([b!, a!])).toEqual([b, a]);
  });

  test('accepts a secret of 16 characters', () => {
    expect(parseKeys({ id: 'a', secret: '0123456789abcdef' })).toHaveLength(1);
  });

  test.each<[string, unknown, string]>([
    ['no key', [], '`keys` is empty.'],
    ['an id with a space', { id: 'a b', secret }, 'The id of push key 1 in `keys` must consist of'],
    ['an id that is missing', { secret }, 'The id of push key 1 in `keys` must consist of'],
    [
      'a secret of 15 characters',
      [
        { id: 'a', secret },
        { id: 'b', secret: '0123456789abcde' },
      ],
      'The secret of push key 2 in `keys` has fewer than 16 characters: make one with `openssl rand -hex 32`.',
    ],
    ['a secret that is missing', { id: 'a' }, 'The secret of push key 1'],
    ['an array in place of a secret', { id: 'a', secret: Array.from({ length: 20 }) }, 'The secret of push key 1'],
    [
      'two keys with one id',
      [
        { id: 'a', secret },
        { id: 'a', secret: `${secret}2` },
      ],
      'Two push keys in `keys` have the same id.',
    ],
  ])('throws a TypeError for %s', (_, keys, message) => {
    expect(() => parseKeys(keys as PushKeys)).toThrow(TypeError);
    expect(() => parseKeys(keys as PushKeys)).toThrow(message);
  });

  test('quotes neither ids nor secrets, which may be interchanged', () => {
    expect(() => parseKeys({ id: secret, secret: '2026-03' })).toThrow('fewer than 16 characters');
    expect(() => parseKeys({ id: secret, secret: '2026-03' })).not.toThrow(secret);
  });
});
