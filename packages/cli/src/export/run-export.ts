import { rm } from 'node:fs/promises';
import { UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import { lock } from '../lock.ts';
import { cell, rowOf } from '../output/cells.ts';
import { csvLine } from '../output/csv.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint, type ExportPlan } from './checkpoint.ts';
import { OutputFile } from './output-file.ts';
import { progressBar } from './progress.ts';
import { walk, type Exported, type FetchPage } from './walk.ts';

/** The search index lags behind: what is younger than this may appear later, in the midst of what was exported. */
const INDEX_LAG_MS = 60_000;

export interface ExportResult {
  readonly count: number;
  readonly bytes: number;
  /** How many were in the file already when this process began. */
  readonly resumedAt: number;
}

/**
 * Exports a list to a file. After each page, first its lines and then the checkpoint are on the disk: a process that is killed at any moment
 * leaves a checkpoint that fits a beginning of the file, and the next one cuts off the rest and goes on.
 */
export async function runExport(
  plan: ExportPlan,
  path: string,
  columns: readonly string[],
  fetchPage: FetchPage,
  io: Io,
  { restart = false } = {},
): Promise<ExportResult> {
  const checkpointPath = `${path}.checkpoint`;
  const unlock = await lock(`${path}.lock`, 'writes the same export');
  const progress = await progressBar(io);
  let file: OutputFile | undefined;
  try {
    if (restart) for (const old of [path, checkpointPath]) await rm(old, { force: true });
    const earlier = await readCheckpoint(checkpointPath);
    const start = earlier ?? (await begin(plan, path, columns, checkpointPath));
    if (JSON.stringify(plan) !== JSON.stringify(start.plan))
      throw new UsageError(
        `${path} was begun with other options.`,
        'Use the same ones, or start again with --restart.',
      );
    const { until } = start;
    file = await OutputFile.resume(path, start.bytes);
    let { count } = start;
    for await (const { items, left, position } of walk(fetchPage, { ...plan, until }, start)) {
      progress.update(count, count + left);
      await file.append(linesOf(items, plan.format, columns));
      count += items.length;
      await writeCheckpoint(checkpointPath, { plan, until, ...position, count, bytes: file.bytes });
      progress.update(count, count + left - items.length);
    }
    await rm(checkpointPath, { force: true });
    return { count, bytes: file.bytes, resumedAt: start.count };
  } finally {
    progress.stop();
    await file?.close();
    await unlock();
  }
}

/** Makes the file with its header, and then the checkpoint: a file without one was never begun. */
async function begin(
  plan: ExportPlan,
  path: string,
  columns: readonly string[],
  checkpointPath: string,
): Promise<Checkpoint> {
  const file = await OutputFile.create(path);
  try {
    await file.append(plan.format === 'csv' ? csvLine(columns) : '');
    const until = plan.until ?? new Date(Date.now() - INDEX_LAG_MS).toISOString();
    const start = { plan, until, last: null, atLast: 0, count: 0, bytes: file.bytes };
    await writeCheckpoint(checkpointPath, start);
    return start;
  } finally {
    await file.close();
  }
}

function linesOf(items: readonly Exported[], format: ExportPlan['format'], columns: readonly string[]): string {
  if (format === 'jsonl') return items.map((item) => `${JSON.stringify(item)}\n`).join('');
  return items
    .map((item) => {
      const row = rowOf(item);
      return csvLine(columns.map((column) => cell(row, column)));
    })
    .join('');
}
