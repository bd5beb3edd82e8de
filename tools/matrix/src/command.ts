import { parseArgs } from 'node:util';
import { packAll, TARBALLS, tarballsIn } from '../../release-tools/pack.ts';
import { bundlerCells } from './bundlers/bundlers.ts';
import type { Cell } from './cell.ts';
import { Consumer } from './consumer.ts';
import { runMatrix, summaryOf } from './run-matrix.ts';
import { runnerCells } from './runners/runners.ts';
import { runtimeCells } from './runtimes.ts';
import { SandboxForCells } from './sandbox-for-cells.ts';
import { serverCells } from './servers/servers.ts';

/** @returns The exit code. */
export async function matrixCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { smoke: { type: 'boolean' }, only: { type: 'string' }, tarballs: { type: 'string' } },
  });
  const consumer = new Consumer();
  await consumer.install(values.tarballs === undefined ? packAll(TARBALLS) : tarballsIn(values.tarballs));
  const cells = [
    ...runtimeCells(consumer),
    ...serverCells(consumer),
    ...bundlerCells(consumer),
    ...runnerCells(consumer),
  ];
  const chosen = cells.filter(
    (cell) =>
      (positionals.length === 0 || positionals.includes(cell.group)) &&
      (!values.smoke || cell.isSmoke) &&
      `${cell.group}: ${cell.name}`.includes(values.only ?? ''),
  );
  assertChosen(chosen, cells);
  const finished = await runMatrix(chosen, { consumer, sandbox: new SandboxForCells(consumer) });
  console.log(`\n${summaryOf(finished)}`);
  return finished.some(({ state }) => state === 'red') ? 1 : 0;
}

function assertChosen(chosen: readonly Cell[], cells: readonly Cell[]): void {
  if (chosen.length > 0) return;
  const groups = [...new Set(cells.map(({ group }) => group))];
  throw new Error(`No cell has this name. The groups are ${groups.join(', ')}.`);
}
