import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backoffDelay, MAX_RETRIES, RETRYABLE_STATUS, retryAfter } from '../../src/internal/backoff.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('by default there are two retries, and only statuses that pass by themselves are retryable', () => {
  expect(MAX_RETRIES).toBe(2);
  expect([...RETRYABLE_STATUS]).toEqual([408, 425, 502, 503, 504, 520, 521, 522, 523, 524, 529]);
});

describe('retryAfter()', () => {
  test.each([
    ['a number of seconds', '3', 3_000],
    ['a date', new Date(10_000).toUTCString(), 10_000],
    ['a date in the past', new Date(-10_000).toUTCString(), 0],
    ['a number with a suffix', '5x', undefined],
    ['a number with a prefix', 'soon 5', undefined],
    ['a fraction', '1.5', undefined],
    ['a negative number', '-1', undefined],
    ['a word', 'soon', undefined],
    ['an empty value', '', undefined],
  ])('reads %s: %j', (_, value, expected) => {
    expect(retryAfter(new Headers({ 'retry-after': value }))).toBe(expected);
  });

  test('returns undefined without the header', () => {
    expect(retryAfter(new Headers())).toBeUndefined();
  });

  test('reads a date by the clock of the server, if the response has a valid Date', () => {
    const headers = { date: new Date(3_600_000).toUTCString(), 'retry-after': new Date(3_607_000).toUTCString() };
    expect(retryAfter(new Headers(headers))).toBe(7_000);
    expect(retryAfter(new Headers({ ...headers, date: 'today' }))).toBe(3_607_000);
  });
});

describe('backoffDelay()', () => {
  test.each([
    [0, 500],
    [1, 1_000],
    [3, 4_000],
    [4, 8_000],
    [5, 8_000],
    [50, 8_000],
  ])('after attempt %i is a random part of %i ms', (attempt, ceiling) => {
    const random = vi.spyOn(Math, 'random');
    const delays = [0, 0.5, 0.75].map((part) => {
      random.mockReturnValue(part);
      return backoffDelay(attempt, new Headers());
    });
    expect(delays).toEqual([0, ceiling / 2, (ceiling * 3) / 4]);
    expect(backoffDelay(attempt)).toBe((ceiling * 3) / 4);
  });

  test('is what Retry-After asks for, up to a minute', () => {
    expect(backoffDelay(0, new Headers({ 'retry-after': '0' }))).toBe(0);
    expect(backoffDelay(0, new Headers({ 'retry-after': '60' }))).toBe(60_000);
  });

  test('is undefined when Retry-After asks for more than a minute', () => {
    expect(backoffDelay(0, new Headers({ 'retry-after': '61' }))).toBeUndefined();
  });
});
