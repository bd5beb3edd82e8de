import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packAll, TARBALLS, tarballsIn } from '../../release-tools/pack.ts';
import { root } from '../../release-tools/published-packages.ts';
import { bundlerCells } from './bundlers/bundlers.ts';
import type { Cell, Finished } from './cell.ts';
import { Consumer } from './consumer.ts';
import { installerCells } from './installers.ts';
import { pageOf, withoutBrowserVersions } from './page.ts';
import { runMatrix, summaryOf } from './run-matrix.ts';
import { runnerCells } from './runners/runners.ts';
import { runtimeCells } from './runtimes.ts';
import { SandboxForCells } from './sandbox-for-cells.ts';
import { serverCells } from './servers/servers.ts';
import { typescriptCells } from './typescript.ts';

const PAGE = join(root, 'docs', 'compatibility.md');

/** @returns The exit code. */
export async function matrixCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      smoke: { type: 'boolean' },
      only: { type: 'string' },
      tarballs: { type: 'string' },
      write: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  });
  const consumer = new Consumer();
  await consumer.install(values.tarballs === undefined ? packAll(TARBALLS) : tarballsIn(values.tarballs));
  const cells = [runtimeCells, serverCells, bundlerCells, runnerCells, typescriptCells, installerCells].flatMap(
    (cellsOf) => cellsOf(consumer),
  );
  const chosen = cells.filter(
    (cell) =>
      (positionals.length === 0 || positionals.includes(cell.group)) &&
      (!values.smoke || cell.isSmoke) &&
      `${cell.group}: ${cell.name}`.includes(values.only ?? ''),
  );
  assertChosen(chosen, cells);
  const isWhole = chosen.length === cells.length;
  if ((values.write || values.check) && !isWhole)
    throw new Error('The page is about all cells: leave out what chooses some.');
  const finished = await runMatrix(chosen, { consumer, sandbox: new SandboxForCells(consumer) });
  console.log(`\n${summaryOf(finished)}`);
  if (finished.some(({ state }) => state === 'red')) return 1;
  if (values.write) writeFileSync(PAGE, await pageOf(finished));
  return values.check ? checkPage(finished) : 0;
}

/** Compares the page with what was seen. Without a runtime or a tool, not all of it can be seen. */
async function checkPage(finished: readonly Finished[]): Promise<number> {
  if (finished.some(({ state }) => state === 'skipped')) {
    console.log('docs/compatibility.md is not compared, because cells were skipped.');
    return 0;
  }
  const [written, seen] = [readFileSync(PAGE, 'utf8'), await pageOf(finished)].map(withoutBrowserVersions);
  if (written === seen) return 0;
  console.error(
    'docs/compatibility.md does not say what was seen. Run `pnpm matrix --write`, and look at its difference.',
  );
  return 1;
}

function assertChosen(chosen: readonly Cell[], cells: readonly Cell[]): void {
  if (chosen.length > 0) return;
  const groups = [...new Set(cells.map(({ group }) => group))];
  throw new Error(`No cell has this name. The groups are ${groups.join(', ')}.`);
}
