import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  assertBearerToken,
  isBearerToken,
  isStoredToken,
  refreshAt,
  usableUntil,
  type StoredToken,
} from '../../src/auth/token.ts';

const tokenWithLifetime = (seconds: number): StoredToken => ({
  accessToken: 't',
  issuedAt: 0,
  expiresAt: seconds * 1000,
});

afterEach(() => void vi.restoreAllMocks());

describe('the times of a token', () => {
  test.each([
    [3600, 3_590_000],
    [1200, 1_190_000],
    [100, 90_000],
    [50, 45_000],
    [1, 900],
  ])('a token with a life of %d s is used for %d ms', (seconds, until) => {
    expect(usableUntil(tokenWithLifetime(seconds))).toBe(until);
  });

  test.each([
    // lifetime, without jitter, with all of it
    [3600, 3_510_000, 3_450_000],
    [1200, 1_110_000, 1_050_000],
    [600, 510_000, 450_000],
    [100, 85_000, 75_000],
    [4, 3_400, 3_000],
  ])(
    'a token with a life of %d s is refreshed after %d ms, or after %d ms with all jitter',
    (seconds, latest, earliest) => {
      const random = vi.spyOn(Math, 'random').mockReturnValue(0);
      expect(refreshAt(tokenWithLifetime(seconds))).toBe(latest);
      random.mockReturnValue(1);
      expect(refreshAt(tokenWithLifetime(seconds))).toBe(earliest);
    },
  );

  test('times count from when the token was issued, not from 1970', () => {
    const late = { accessToken: 't', issuedAt: 1_000_000, expiresAt: 1_050_000 };
    vi.spyOn(Math, 'random').mockReturnValue(0);
    expect([usableUntil(late), refreshAt(late)]).toEqual([1_045_000, 1_042_500]);
  });
});

describe('a bearer token', () => {
  test.each([
    ['abc', true],
    ['!~', true],
    ['', false],
    ['a b', false],
    ['abc\n', false],
    ['\nabc', false],
    ['a\u007f', false],
    ['tökén', false],
    [undefined, false],
    [7, false],
  ])('isBearerToken(%j) returns %s', (value, expected) => {
    expect(isBearerToken(value)).toBe(expected);
  });

  test('assertBearerToken() returns a token that can stand in a header', () => {
    expect(assertBearerToken('abc', 'The token is')).toBe('abc');
  });

  test.each(['', 's3cret\n', undefined, 7])('assertBearerToken() throws for %j without quoting it', (value) => {
    const assert = () => assertBearerToken(value, 'The token is');
    expect(assert).toThrow(
      new TypeError('The token is an empty token, or one with invalid characters. Does it end with a line break?'),
    );
  });
});

describe('isStoredToken()', () => {
  const valid = { accessToken: 't', issuedAt: 1, expiresAt: 2 };

  test.each([
    [valid, true],
    [{ ...valid, refreshToken: 'r' }, true],
    [{ ...valid, refreshToken: undefined }, true],
    [{ ...valid, refreshToken: 7 }, false],
    [{ ...valid, accessToken: 'a\nb' }, false],
    [{ ...valid, issuedAt: undefined }, false],
    [{ ...valid, issuedAt: '1' }, false],
    [{ ...valid, expiresAt: null }, false],
    [{ ...valid, expiresAt: Number.POSITIVE_INFINITY }, false],
    [null, false],
    ['t', false],
    [undefined, false],
  ])('isStoredToken(%j) returns %s', (value, expected) => {
    expect(isStoredToken(value)).toBe(expected);
  });
});
