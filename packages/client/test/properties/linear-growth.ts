import { expect } from 'vitest';

/** Lengths of inputs: the small ones stop what grows exponentially before it hangs, the large ones show what is quadratic. */
const LENGTHS = [16, 32, 48, 64, 80, 96, 128, 2 ** 18, 2 ** 20];
/** Durations below this one, in ms, say nothing. */
const MIN_DURATION_MS = 16;
/** How many times as long an input of twice the length may take. It is 4 for quadratic time, and 2 for linear time without any noise; caches that become too small cost up to half of that again. */
const MAX_RATIO = 3.5;
/** A measurement is made again while the ratio is too large: noise only makes a duration longer. */
const MAX_MEASUREMENTS = 12;

/** What the engine throws: the stack overflows, a string or an array is too long, or it cannot compile a regular expression. */
const ENGINE_ERROR = /^RangeError: (?:Maximum call stack|Invalid)|^SyntaxError|^InternalError/;

/**
 * Expects that the time of a function is in proportion to the length of its input at most, up to 1 MiB. It is the time of the processor, so that other
 * programs do not matter. The function may reject an input, but not because the input is too much for the engine.
 *
 * @param input Makes an input of about a length.
 */
export async function expectLinear(input: (length: number) => unknown, run: (input: never) => unknown): Promise<void> {
  let [shorter, shorterDuration] = [0, 0];
  for (const length of LENGTHS) {
    const made = input(length) as never;
    // From 128 to 2^18 nothing is compared: most of the small durations are fixed costs.
    const isComparable = shorter * 4 >= length;
    const allowed = isComparable
      ? Math.max(shorterDuration, MIN_DURATION_MS) * MAX_RATIO ** Math.log2(length / shorter)
      : Number.POSITIVE_INFINITY;
    let duration = await durationOf(() => run(made));
    for (let count = 1; count < MAX_MEASUREMENTS && duration > allowed; count++)
      duration = Math.min(duration, await durationOf(() => run(made)));
    expect(duration, `ms for ${length} characters`).toBeLessThanOrEqual(allowed);
    [shorter, shorterDuration] = [length, duration];
  }
}

/** The time of the processor that a function takes, in ms. */
export async function durationOf(run: () => unknown): Promise<number> {
  const startedAt = cpuTime();
  try {
    await run();
  } catch (error) {
    if (ENGINE_ERROR.test(String(error))) throw error;
  }
  return cpuTime() - startedAt;
}

/** In ms; of this thread alone where Node can tell, which excludes the collection of garbage. */
function cpuTime(): number {
  const { user, system } = (process.threadCpuUsage ?? process.cpuUsage)();
  return (user + system) / 1_000;
}
