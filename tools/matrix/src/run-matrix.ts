import type { Cell, Context, Finished } from './cell.ts';

/** How many cells run at the same time. */
const JOBS = 2;

/**
 * Runs cells, and prints each when it ends.
 *
 * @returns How they ended, in the order of the cells.
 */
export async function runMatrix(cells: readonly Cell[], context: Context): Promise<Finished[]> {
  const finished: Finished[] = [];
  const waiting = cells.entries();
  const worker = async (): Promise<void> => {
    for (const [index, cell] of waiting) {
      finished[index] = await runCell(cell, context);
      console.log(lineOf(finished[index]));
    }
  };
  await Promise.all(Array.from({ length: JOBS }, worker));
  return finished;
}

async function runCell(cell: Cell, context: Context): Promise<Finished> {
  if (cell.missing !== undefined) return { cell, state: 'skipped', text: cell.missing, facts: {}, milliseconds: 0 };
  const start = performance.now();
  const end = (rest: Pick<Finished, 'state' | 'text' | 'facts'>): Finished => ({
    cell,
    ...rest,
    milliseconds: performance.now() - start,
  });
  try {
    const { seen, facts = {} } = await cell.run(context);
    return end({ state: 'green', text: seen, facts });
  } catch (error) {
    return end({ state: 'red', text: error instanceof Error ? error.message : String(error), facts: {} });
  }
}

const MARKS = { green: '✓', red: '✗', skipped: '–' } as const;

function lineOf({ cell, state, text, milliseconds }: Finished): string {
  const seconds = state === 'skipped' ? 'skipped' : `${(milliseconds / 1000).toFixed(1)} s`;
  return `${MARKS[state]} ${cell.group}: ${cell.name} (${seconds}): ${text}`;
}

/** Such as `41 green, 0 red, 2 skipped`. */
export function summaryOf(finished: readonly Finished[]): string {
  const count = (state: Finished['state']): number => finished.filter((one) => one.state === state).length;
  return `${count('green')} green, ${count('red')} red, ${count('skipped')} skipped`;
}
