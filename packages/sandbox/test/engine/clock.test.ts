import { describe, expect, test } from 'vitest';
import { isoTime, SandboxClock } from '../../src/engine/clock.ts';
import { HOUR, NOON } from './engine-fixture.ts';

describe('a clock with a start', () => {
  test('stands still until it is moved', () => {
    let wall = NOON;
    const clock = new SandboxClock(NOON + HOUR, () => wall);
    wall += HOUR;
    expect(clock.stopped).toBe(true);
    expect(clock.now()).toBe(NOON + HOUR);
    clock.moveTo(NOON + 3 * HOUR);
    expect(clock.now()).toBe(NOON + 3 * HOUR);
  });
});

describe('a clock without a start', () => {
  test('follows the clock of the computer, also after it was moved', () => {
    let wall = NOON;
    const clock = new SandboxClock(undefined, () => wall);
    expect(clock.stopped).toBe(false);
    expect(clock.now()).toBe(NOON);
    clock.moveTo(NOON + HOUR);
    wall += 5;
    expect(clock.now()).toBe(NOON + HOUR + 5);
  });
});

test('a clock does not move back', () => {
  const clock = new SandboxClock(NOON);
  clock.moveTo(NOON + HOUR);
  clock.moveTo(NOON);
  expect(clock.now()).toBe(NOON + HOUR);
  expect(clock.ahead).toBe(HOUR);
});

test('a restart restores how far the clock was moved', () => {
  const before = new SandboxClock(NOON);
  before.moveTo(NOON + HOUR);
  const after = new SandboxClock(NOON);
  after.moveTo(after.now() + before.ahead);
  expect(after.now()).toBe(before.now());
});

test('a time is written with an offset and without fractions of a second', () => {
  expect(isoTime(NOON + 999)).toBe('2026-01-01T12:00:00+00:00');
});
