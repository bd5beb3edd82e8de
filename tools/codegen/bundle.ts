import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { redoclyConfig, root } from './paths.ts';
import type { Document } from './document.ts';
import { runTool, ToolFailed } from './run-tool.ts';
import { UserError } from './user-error.ts';

/** Lints the spec and bundles its files into one document, in an order that does not depend on the order of the files. */
export const bundleSpec = (specRoot: string): Promise<Document> =>
  staged(specRoot, async (stage) => {
    await redocly(stage, 'lint', stage.spec, '--format=stylish');
    await redocly(stage, 'bundle', stage.spec, '--output', BUNDLE, '--component-renaming-conflicts-severity=error');
    return sorted(JSON.parse(readFileSync(join(stage.folder, BUNDLE), 'utf8'))) as Document;
  });

/**
 * Lints the spec.
 *
 * @throws UserError with the problems.
 */
export const lintWithRedocly = (specRoot: string): Promise<void> =>
  staged(specRoot, (stage) => redocly(stage, 'lint', stage.spec, '--format=stylish'));

const CONFIG = 'redocly.yaml';
const BUNDLE = 'bundle.json';

/** A temporary folder that redocly works in. */
interface Stage {
  readonly folder: string;
  /** The root of the spec: relative, the same as in the repository. */
  readonly spec: string;
}

/**
 * redocly cuts absolute paths at `#`, which may be in the name of a folder above the repository. It therefore reaches the spec through a link
 * in a temporary folder. Its messages name the files as the repository does.
 */
async function staged<Result>(specRoot: string, act: (stage: Stage) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-bundle-'));
  try {
    const inRepository = relative(root, dirname(specRoot));
    const link = inRepository.startsWith('..') || isAbsolute(inRepository) ? 'spec' : inRepository;
    mkdirSync(dirname(join(folder, link)), { recursive: true });
    symlinkSync(dirname(specRoot), join(folder, link), 'junction');
    copyFileSync(redoclyConfig, join(folder, CONFIG));
    return await act({ folder, spec: join(link, basename(specRoot)) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function redocly({ folder }: Stage, ...args: string[]): Promise<void> {
  try {
    await runTool('@redocly/cli', [...args, '--config', CONFIG], folder);
  } catch (failure) {
    if (failure instanceof ToolFailed)
      throw new UserError(`The spec has errors. Fix them and run again.\n\n${failure.message}`);
    throw failure;
  }
}

/** Keys whose values keep the order of the author, such as payloads of examples. */
const AUTHORED = new Set(['value', 'example', 'examples', 'default', 'x-enum-descriptions']);

/** The same value with sorted keys, except where the author chose the order for the reader. */
export function sorted(value: unknown, authored = false): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, authored));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  if (!authored) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, item]) => {
      // The fields of a schema keep the order of the author; each field is sorted inside.
      if (!authored && key === 'properties') return [key, mapValues(item, (field) => sorted(field))];
      return [key, sorted(item, authored || AUTHORED.has(key))];
    }),
  );
}

const mapValues = (object: unknown, change: (value: unknown) => unknown): unknown =>
  Object.fromEntries(Object.entries(object as object).map(([key, value]) => [key, change(value)]));
