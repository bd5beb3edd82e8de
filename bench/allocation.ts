import { GCProfiler, getHeapStatistics } from 'node:v8';
import { collectGarbage } from './garbage.ts';
import { quantile } from './paired-comparison.ts';

const SAMPLES = 25;
const MOST_RUNS = 64;
const WARM_UP_RUNS = 3_000;

/** What is in use: objects of JavaScript, and buffers beside them. */
function usedBytes(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

/**
 * Bytes that one run of the task allocates, garbage included. As long as nothing is collected, the growth of the heap is what was allocated. So each
 * sample starts with a full collection, and runs the task so few times that no other one follows; a sample with a collection does not count.
 *
 * @returns The median of the samples.
 * @throws Error if even one run causes a collection.
 */
export async function bytesPerRun(task: () => unknown, warmUpRuns = WARM_UP_RUNS): Promise<number> {
  for (let run = 0; run < warmUpRuns; run++) await task();
  const samples: number[] = [];
  let runs = MOST_RUNS;
  while (samples.length < SAMPLES) {
    const bytes = await sample(task, runs);
    if (bytes !== undefined) samples.push(bytes);
    else if (runs === 1) throw new Error('One run allocates so much that garbage is collected meanwhile.');
    else {
      runs = Math.floor(runs / 2);
      samples.length = 0;
    }
  }
  return quantile(samples, 0.5);
}

/** `undefined` if garbage was collected meanwhile. */
async function sample(task: () => unknown, runs: number): Promise<number | undefined> {
  collectGarbage();
  // What the collection made unused, such as code, is replaced by the first run.
  await task();
  const profiler = new GCProfiler();
  profiler.start();
  const before = usedBytes();
  for (let run = 0; run < runs; run++) await task();
  const bytes = usedBytes() - before;
  return profiler.stop().statistics.length === 0 ? bytes / runs : undefined;
}
