/** How often progress is looked at, in ms, unless a look takes long: a tenth of the time at most, because that is measured too. */
const LOOK_EVERY_MS = 50;
/** Without progress for this long, a run counts as stuck, in ms. A retry after the death of a worker may take some minutes. */
const STUCK_AFTER_MS = 300_000;

/**
 * Waits until a count has reached its goal.
 *
 * @param onProgress Called after each look; awaited.
 * @throws Error when the count stands still for five minutes.
 */
export async function reach(
  goal: number,
  count: () => number | Promise<number>,
  onProgress?: (reached: number) => unknown,
): Promise<void> {
  let last = -1;
  let changedAt = performance.now();
  for (;;) {
    const lookedAt = performance.now();
    const reached = await count();
    const pause = Math.max(LOOK_EVERY_MS, 10 * (performance.now() - lookedAt));
    await onProgress?.(reached);
    if (reached >= goal) return;
    if (reached !== last) changedAt = performance.now();
    last = reached;
    if (performance.now() - changedAt > STUCK_AFTER_MS) throw new Error(`Stuck at ${reached} of ${goal}.`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Calls the function for each index, with so many calls at a time. */
export async function inParallel(count: number, limit: number, task: (at: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: limit }, lane));
}
