import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { searchAgain } from '../../src/internal/search-again.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Searches that find nothing until the one with this number; the delays before the second and later ones, and what they were passed. */
function searches(successful: number) {
  const at: number[] = [];
  const budgets: (number | undefined)[] = [];
  const search = async ({ totalTimeout }: { totalTimeout?: number; maxAttempts?: number }) => {
    at.push(performance.now());
    budgets.push(totalTimeout);
    return at.length >= successful ? `found by ${at.length}` : undefined;
  };
  return { search, budgets, delays: () => at.slice(1).map((time, index) => time - at[index]!) };
}

test('searches with growing delays until something is found', async () => {
  const { search, delays } = searches(4);
  const result = searchAgain({}, search);
  await vi.runAllTimersAsync();
  expect(await result).toBe('found by 4');
  expect(delays()).toEqual([300, 600, 1200]);
});

test('gives up after four attempts, or after the given number', async () => {
  for (const [options, count] of [
    [{}, 4],
    [{ maxAttempts: 2 }, 2],
    [{ maxAttempts: 0 }, 1],
  ] as const) {
    const { search, budgets } = searches(Infinity);
    const result = searchAgain(options, search);
    await vi.runAllTimersAsync();
    expect(await result).toBeUndefined();
    expect(budgets).toHaveLength(count);
  }
});

test('the attempts share the total timeout', async () => {
  const { search, budgets } = searches(Infinity);
  const result = searchAgain({ totalTimeout: 1000 }, search);
  await vi.runAllTimersAsync();
  expect(await result).toBeUndefined();
  expect(budgets).toEqual([1000, 700, 100]);
});

test('an invalid number of attempts is rejected before the first', async () => {
  for (const maxAttempts of [-1, Number.NaN, 'two' as unknown as number]) {
    const { search, budgets } = searches(1);
    await expect(searchAgain({ maxAttempts }, search)).rejects.toThrow(/`maxAttempts` must be a non-negative number/);
    expect(budgets).toEqual([]);
  }
});

test('what the search throws is thrown at once', async () => {
  const failing = vi.fn(async () => Promise.reject(new Error('no')));
  await expect(searchAgain({}, failing)).rejects.toThrow('no');
  expect(failing).toHaveBeenCalledTimes(1);
});
