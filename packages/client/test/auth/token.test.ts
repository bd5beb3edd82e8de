import { afterEach, describe, expect, test, vi } from 'vitest';
import { isBearerToken, isStoredToken, refreshAt, usableUntil, type StoredToken } from '../../src/auth/token.ts';

const lasting = (seconds: number): StoredToken => ({ accessToken: 't', issuedAt: 0, expiresAt: seconds * 1000 });

afterEach(() => void vi.restoreAllMocks());

describe('with the lifetime scale', () => {
  test.each([
    [3600, 3_590_000],
    [1200, 1_190_000],
    [100, 90_000],
    [50, 45_000],
    [1, 900],
  ])('the last moment of use: of %d s', (seconds, until) => {
    expect(usableUntil(lasting(seconds))).toBe(until);
  });

  test.each([
    // lifetime, without jitter, with all of it
    [3600, 3_510_000, 3_450_000],
    [1200, 1_110_000, 1_050_000],
    [600, 510_000, 450_000],
    [100, 85_000, 75_000],
    [4, 3_400, 3_000],
  ])('the moment of the refresh: of %d s', (seconds, latest, earliest) => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0);
    expect(refreshAt(lasting(seconds))).toBe(latest);
    random.mockReturnValue(1);
    expect(refreshAt(lasting(seconds))).toBe(earliest);
  });

  test('times count from the issue, not from 1970', () => {
    const late = { accessToken: 't', issuedAt: 1_000_000, expiresAt: 1_050_000 };
    vi.spyOn(Math, 'random').mockReturnValue(0);
    expect([usableUntil(late), refreshAt(late)]).toEqual([1_045_000, 1_042_500]);
  });
});

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
])('%j can stand in a header: %s', (value, expected) => {
  expect(isBearerToken(value)).toBe(expected);
});

const whole = { accessToken: 't', issuedAt: 1, expiresAt: 2 };
test.each([
  [whole, true],
  [{ ...whole, refreshToken: 'r' }, true],
  [{ ...whole, refreshToken: undefined }, true],
  [{ ...whole, refreshToken: 7 }, false],
  [{ ...whole, accessToken: 'a\nb' }, false],
  [{ ...whole, issuedAt: undefined }, false],
  [{ ...whole, issuedAt: '1' }, false],
  [{ ...whole, expiresAt: null }, false],
  [{ ...whole, expiresAt: Number.POSITIVE_INFINITY }, false],
  [null, false],
  ['t', false],
  [undefined, false],
])('%j is a token: %s', (value, expected) => {
  expect(isStoredToken(value)).toBe(expected);
});
