/**
 * Two ways of doing the same, measured in turn within one process: a machine that is busy slows both down. What counts is the ratio.
 */
export interface Comparison {
  /** Median of the paired ratios. */
  ratio: number;
  /** The lower quartile: nearer to what remains when nothing disturbs. */
  calm: number;
  /** Median cost of one run of each, in µs. */
  base: number;
  other: number;
}

type Work = () => unknown;

const ROUNDS = 400;

export async function compare(base: Work, other: Work, { perRound = 150, rounds = ROUNDS } = {}): Promise<Comparison> {
  await timed(base, perRound * 20);
  await timed(other, perRound * 20);
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    // The one that runs second finds warmer caches and fuller heaps: take turns.
    const first = round % 2 === 0;
    const one = await timed(first ? base : other, perRound);
    const two = await timed(first ? other : base, perRound);
    pairs.push(first ? [one, two] : [two, one]);
  }
  const ratios = pairs.map(([of, to]) => to / of);
  return {
    ratio: quantile(ratios, 0.5),
    calm: quantile(ratios, 0.25),
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
async function timed(work: Work, times: number): Promise<number> {
  const start = performance.now();
  for (let run = 0; run < times; run++) await work();
  return ((performance.now() - start) * 1_000) / times;
}

export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)]!;
}
