import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError } from '../cli-error.ts';
import { replaceFile } from '../replace-file.ts';

/** What is exported. A checkpoint is only for the same export. */
export interface ExportPlan {
  readonly what: string;
  readonly baseUrl: string;
  readonly since: string;
  /** As it was asked for; null for the time at which the export began. */
  readonly until: string | null;
  readonly format: 'csv' | 'jsonl';
  readonly q: string | null;
  readonly fields: readonly string[] | null;
}

/** How far an export is. */
export interface Checkpoint {
  readonly plan: ExportPlan;
  /** Newer objects are not part of the export, so that its set does not change while it runs. */
  readonly until: string;
  /** The time of creation of the last object in the file; null before the first one. */
  readonly last: string | null;
  /** How many objects with this time are in the file. */
  readonly atLast: number;
  /** How many objects are in the file. */
  readonly count: number;
  /** The length of the file with them, in bytes. */
  readonly bytes: number;
}

/** Reads a checkpoint. @returns `undefined` when there is none. */
export async function readCheckpoint(path: string): Promise<Checkpoint | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Checkpoint;
  } catch {
    throw new CliError(`${path} is not a checkpoint.`, undefined, 'Start again with --restart.');
  }
}

/** Replaces a checkpoint. When this resolves, it is on the disk. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await replaceFile(path, `${JSON.stringify(checkpoint)}\n`);
  await syncFolder(dirname(path));
}

/** A new name is on the disk only when its folder is. Windows has no such thing. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}
