import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Construct } from './construct.ts';
import { specWith } from './document.ts';

/** The files of a construct, by their path in the folder of the spec. */
export const filesOf = ({ parts, files = {} }: Pick<Construct, 'parts' | 'files'>): Record<string, string> => ({
  'openapi.yaml': specWith(parts),
  ...files,
});

/** Writes the files into a folder `spec`, calls the function with it, and removes the folder. */
export function inSpecFolder<Result>(files: Readonly<Record<string, string>>, use: (folder: string) => Result): Result {
  const parent = mkdtempSync(join(tmpdir(), 'secuconnect-construct-'));
  try {
    const folder = join(parent, 'spec');
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return use(folder);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

const MARK = /# here$/;

/** The place that the mark points to: its own line, or the one above if it stands alone. */
export function markedPlace(files: Readonly<Record<string, string>>): { file: string; line: number } {
  for (const [file, text] of Object.entries(files)) {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => MARK.test(line));
    if (at >= 0) return { file: `spec/${file}`, line: lines[at]!.trim() === '# here' ? at : at + 1 };
  }
  throw new Error('No line of the construct has the mark.');
}
