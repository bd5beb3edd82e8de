import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

/** A table of figures, with the names of its rows in the first column. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure that should stay at or below a number. */
export interface Aim {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  /** @default 'times' */
  readonly unit?: 'times' | 'bytes' | 'pieces';
}

/** What a command has measured: printed, and written by `pnpm bench:docs` to the page. */
export interface Report {
  readonly tables: readonly Table[];
  readonly aims: readonly Aim[];
}

/** Median of a ratio, as all tables show it. */
export const times = (ratio: number): string => ratio.toFixed(2);
export const whole = (value: number): string => Math.round(value).toLocaleString('en');

export const isReached = ({ value, atMost }: Aim): boolean => value <= atMost;

/** The figure of an aim and its bound, with their unit. */
export function figure({ value, atMost, unit = 'times' }: Aim): readonly [value: string, atMost: string] {
  if (unit === 'times') return [`${times(value)} ×`, `${times(atMost)} ×`];
  const suffix = unit === 'bytes' ? ' bytes' : '';
  return [whole(value) + suffix, whole(atMost) + suffix];
}

/** Prints a report, and writes it as JSON if the command has `--json file`. */
export function publish(report: Report): void {
  for (const { title, columns, rows } of report.tables) {
    const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)));
    const line = (cells: readonly string[]): string =>
      cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!))).join('  ');
    console.log(`\n${title}\n${[columns, ...rows].map((row) => `  ${line(row)}`).join('\n')}`);
  }
  if (report.aims.length > 0) console.log('\nAims');
  for (const aim of report.aims) {
    const [value, atMost] = figure(aim);
    console.log(
      `  ${isReached(aim) ? 'ok  ' : 'OVER'} ${value.padStart(10)}, at most ${atMost.padStart(8)}  ${aim.what}`,
    );
  }
  const { values } = parseArgs({ options: { json: { type: 'string' } }, strict: false });
  if (typeof values.json !== 'string') return;
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, JSON.stringify(report));
}
