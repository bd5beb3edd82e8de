import { expect, test } from 'vitest';
import { SandboxClock } from '../../src/engine/clock.ts';
import { keepClock, restoreClock } from '../../src/engine/kept-clock.ts';
import { Store } from '../../src/store/store.ts';

const HOUR = 3_600_000;

test('a clock that follows the computer is ahead of it as before, after a restart', () => {
  const store = new Store();
  const before = new SandboxClock(undefined, () => 1000);
  before.moveTo(1000 + HOUR);
  keepClock(store, before);
  const after = new SandboxClock(undefined, () => 5000);
  restoreClock(store, after);
  expect(after.now()).toBe(5000 + HOUR);
});

test('a clock that stands still does not go back, after a restart with an earlier time', () => {
  const store = new Store();
  const before = new SandboxClock(2 * HOUR);
  before.moveTo(3 * HOUR);
  keepClock(store, before);
  const after = new SandboxClock(HOUR);
  restoreClock(store, after);
  expect(after.now()).toBe(3 * HOUR);
});

test('without a clock that was kept, nothing changes', () => {
  const clock = new SandboxClock(HOUR);
  restoreClock(new Store(), clock);
  expect(clock.now()).toBe(HOUR);
});
