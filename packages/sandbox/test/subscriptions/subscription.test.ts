import { expect, test } from 'vitest';
import { counted, currentPhase } from '../../src/subscriptions/subscription.ts';

const TRIAL = { sequence: 1, total_cycles: 2, cycles_completed: 0, cycles_remaining: 2 };
const ENDLESS = { sequence: 2, total_cycles: 0, cycles_completed: 0, cycles_remaining: 0 };

test('a phase has its turn until all its charges were made', () => {
  const once = counted([TRIAL, ENDLESS], 1, 1);
  expect(once).toEqual([{ ...TRIAL, cycles_completed: 1, cycles_remaining: 1 }, ENDLESS]);
  expect(currentPhase(once)?.sequence).toBe(1);
  expect(currentPhase(counted(once, 1, 1))?.sequence).toBe(2);
});

test('a phase without an end keeps its turn', () => {
  const [phase] = counted([{ ...ENDLESS, cycles_completed: 99 }], 2, 1);
  expect(phase).toMatchObject({ cycles_completed: 100, cycles_remaining: 0 });
  expect(currentPhase([phase!])).toBe(phase);
});

test('no phase follows the last one', () => {
  expect(currentPhase(counted(counted([TRIAL], 1, 1), 1, 1))).toBeUndefined();
});

test('a charge that is denied after all does not count', () => {
  expect(counted(counted([TRIAL], 1, 1), 1, -1)).toEqual([TRIAL]);
});
