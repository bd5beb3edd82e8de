import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redoclyConfig } from './paths.ts';
import type { Document } from './document.ts';
import { runTool, ToolFailed } from './run-tool.ts';
import { UserError } from './user-error.ts';

/** Lints the spec and bundles its files into one document, in an order that does not depend on the order of the files. */
export async function bundleSpec(specRoot: string): Promise<Document> {
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-bundle-'));
  const file = join(folder, 'openapi.json');
  try {
    await redocly('lint', specRoot, '--format=stylish');
    await redocly('bundle', specRoot, '--output', file);
    return sorted(JSON.parse(readFileSync(file, 'utf8'))) as Document;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function redocly(...args: string[]): Promise<void> {
  try {
    await runTool('redocly', [...args, '--config', redoclyConfig]);
  } catch (failure) {
    if (failure instanceof ToolFailed)
      throw new UserError(`The spec has errors. Fix them and run again.\n\n${failure.output}`);
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
