import { UsageError } from '../cli-error.ts';
import type { Output } from '../console/io.ts';

export type Format = 'json' | 'jsonl' | 'table' | 'csv';

/** The flags that choose a format. */
export type FormatFlags = { readonly [format in Format]?: boolean };

/** A table on a terminal, JSON in a pipe, unless a flag says otherwise. */
export function formatOf(flags: FormatFlags, stdout: Output): Format {
  const chosen = (['json', 'jsonl', 'table', 'csv'] as const).filter((format) => flags[format]);
  if (chosen.length > 1) throw new UsageError(`Pass one of ${chosen.map((one) => `--${one}`).join(' and ')}.`);
  return chosen[0] ?? (stdout.isTTY ? 'table' : 'json');
}
