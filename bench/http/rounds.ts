import { quantile } from '../paired-comparison.ts';

/** What each way took per call, in µs, round by round: the same index is the same round. */
export type Samples = Readonly<Record<string, { readonly wall: number[]; readonly cpu: number[] }>>;

export interface RoundOptions {
  /** Calls of one batch. */
  readonly calls: number;
  /** How many of them run at the same time. */
  readonly atOnce: number;
  readonly seconds: number;
}

const WARM_UP_BATCHES = 4;

/**
 * Runs a batch of each task in turn, round after round. A busy machine slows down all of them. The order changes from round to round,
 * because each one runs with the garbage of the one before.
 */
export async function rounds(tasks: ReadonlyMap<string, () => unknown>, options: RoundOptions): Promise<Samples> {
  const names = [...tasks.keys()];
  const samples: Samples = Object.fromEntries(names.map((name) => [name, { wall: [], cpu: [] }]));
  for (const task of tasks.values())
    for (let warm = 0; warm < WARM_UP_BATCHES; warm++) await batch(task, options.calls, options.atOnce);
  const end = performance.now() + options.seconds * 1_000;
  for (let round = 0; performance.now() < end; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      // Forwards and backwards, from another one each time: none has the same predecessor always.
      const step = round % 2 === 0 ? turn : names.length - 1 - turn;
      const name = names[(step + round) % names.length]!;
      const { wall, cpu } = await batch(tasks.get(name)!, options.calls, options.atOnce);
      samples[name]!.wall.push(wall);
      samples[name]!.cpu.push(cpu);
    }
  }
  return samples;
}

/** µs per call: time on the clock, and time of the processor in all threads of this process. */
async function batch(task: () => unknown, calls: number, atOnce: number): Promise<{ wall: number; cpu: number }> {
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await task();
  };
  const cpuStart = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const wall = ((performance.now() - start) * 1_000) / calls;
  const { user, system } = process.cpuUsage(cpuStart);
  return { wall, cpu: (user + system) / calls };
}

/** The samples of the process in which both ways ran: with `--alone` there is one per way. */
export const processWith = (processes: readonly Samples[], way: string, base: string): Samples | undefined =>
  processes.find((samples) => way in samples && base in samples);

/**
 * Median of the ratios of the same round.
 *
 * @returns `undefined` if the two did not run in one process.
 */
export function pairedRatio(
  processes: readonly Samples[],
  way: string,
  base: string,
  of: 'wall' | 'cpu',
): number | undefined {
  const samples = processWith(processes, way, base);
  if (!samples) return undefined;
  const ratios = samples[way]![of].map((value, round) => value / samples[base]![of][round]!);
  return quantile(ratios, 0.5);
}
