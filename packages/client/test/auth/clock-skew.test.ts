import { describe, expect, test } from 'vitest';
import { ClockSkew } from '../../src/auth/clock-skew.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const httpDate = (time: number): string => new Date(time).toUTCString();

describe('the estimate of the clock skew', () => {
  test.each([
    ['0 ms without a header', null, 0],
    ['0 ms with an empty header', '', 0],
    ['0 ms when the header is not a date', 'yesterday', 0],
    ['0 ms within the second that the header leaves open', httpDate(NOON - 1_000), 0],
    ['what the header proves when the server is behind', httpDate(NOON - 5_000), -4_000],
    ['what the header proves when the server is ahead', httpDate(NOON + 5_000), 5_000],
    ['an hour when the server is an hour ahead', httpDate(NOON + 3_600_000), 3_600_000],
  ])('is %s', (_, date, skew) => {
    const clock = new ClockSkew();
    expect(clock.now(NOON)).toBe(NOON);
    clock.update(date, NOON, NOON);
    expect(clock.now(NOON)).toBe(NOON + skew);
  });

  test('allows for the time that the response took', () => {
    const clock = new ClockSkew();
    clock.update(httpDate(NOON - 2_000), NOON, NOON + 3_000);
    // Sent at noon and dated two seconds before that: at least one second behind.
    expect(clock.now(NOON + 3_000)).toBe(NOON + 3_000 - 1_000);
  });

  test('stays when a later header does not contradict it, and is corrected when one does', () => {
    const clock = new ClockSkew();
    clock.update(httpDate(NOON + 5_000), NOON, NOON);
    clock.update(httpDate(NOON + 4_000), NOON, NOON);
    expect(clock.now(NOON)).toBe(NOON + 5_000);
    clock.update(httpDate(NOON), NOON, NOON);
    expect(clock.now(NOON)).toBe(NOON + 1_000);
  });

  test('applies to the present by default', () => {
    const clock = new ClockSkew();
    const before = Date.now();
    clock.update(httpDate(before + 3_600_000), before, before);
    expect(clock.now() - Date.now()).toBeGreaterThan(3_590_000);
  });
});
