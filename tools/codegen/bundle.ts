import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redoclyConfig } from './paths.ts';
import { run, ToolFailed } from './run.ts';
import { Stop } from './stop.ts';
import type { Document } from './document.ts';

/** Lints the spec and joins its files into one document, in an order that does not depend on the order of the files. */
export async function bundleSpec(specRoot: string): Promise<Document> {
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-bundle-'));
  const file = join(folder, 'openapi.json');
  try {
    await redocly('lint', specRoot, '--format=stylish');
    await redocly('bundle', specRoot, '--output', file);
    return inOrder(JSON.parse(readFileSync(file, 'utf8'))) as Document;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function redocly(...args: string[]): Promise<void> {
  try {
    await run('redocly', [...args, '--config', redoclyConfig]);
  } catch (failure) {
    if (failure instanceof ToolFailed)
      throw new Stop(`The spec has errors; mend them and run again.\n\n${failure.output}`);
    throw failure;
  }
}

/** Keys below which the author chose the order for the reader: payloads of examples, and the like. */
const AUTHORED = new Set(['value', 'example', 'examples', 'default', 'x-enum-descriptions']);

/** The same value with sorted keys, except where the order was chosen for the reader. */
export function inOrder(value: unknown, authored = false): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, authored));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  if (!authored) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, item]) => {
      // The fields of a schema stay in the order of the author, each of them is sorted inside.
      if (!authored && key === 'properties') return [key, mapValues(item, (field) => inOrder(field))];
      return [key, inOrder(item, authored || AUTHORED.has(key))];
    }),
  );
}

const mapValues = (object: unknown, change: (value: unknown) => unknown): unknown =>
  Object.fromEntries(Object.entries(object as object).map(([key, value]) => [key, change(value)]));
