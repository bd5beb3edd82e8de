/** Two ways to do the same, measured alternately in one process: a busy machine slows down both, so the ratio is stable. */
export interface Comparison {
  /** Median of the paired ratios. */
  ratio: number;
  /** The lower quartile of the ratios, with less noise. */
  lowerQuartile: number;
  /** Median time of one run of each, in µs. */
  base: number;
  other: number;
}

type Task = () => unknown;

const ROUNDS = 400;

export async function compare(base: Task, other: Task, { perRound = 150, rounds = ROUNDS } = {}): Promise<Comparison> {
  await measure(base, perRound * 20);
  await measure(other, perRound * 20);
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    // The second one runs with warmer caches and a fuller heap, so the order alternates.
    const first = round % 2 === 0;
    const one = await measure(first ? base : other, perRound);
    const two = await measure(first ? other : base, perRound);
    pairs.push(first ? [one, two] : [two, one]);
  }
  const ratios = pairs.map(([of, to]) => to / of);
  return {
    ratio: quantile(ratios, 0.5),
    lowerQuartile: quantile(ratios, 0.25),
    base: quantile(
      pairs.map(([of]) => of),
      0.5,
    ),
    other: quantile(
      pairs.map(([, to]) => to),
      0.5,
    ),
  };
}

/** µs per run. */
async function measure(task: Task, times: number): Promise<number> {
  const start = performance.now();
  for (let run = 0; run < times; run++) await task();
  return ((performance.now() - start) * 1_000) / times;
}

export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)]!;
}
