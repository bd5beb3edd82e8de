const FIRST_MS = 500;

/** The delay before the next attempt, in ms: doubles with each failure up to `longest`, less up to a half at random. */
export const backoffMs = (failures: number, longest: number): number =>
  Math.min(longest, FIRST_MS * 2 ** Math.min(failures - 1, 30)) * (1 - Math.random() / 2);
