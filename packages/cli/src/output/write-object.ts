import { colour } from '../console/colours.ts';
import { write, type Io } from '../console/io.ts';
import { rowOf } from './cells.ts';
import { csvLine } from './csv.ts';
import type { Format } from './format.ts';
import { padded, printable } from './text-table.ts';

/** Writes one object: as JSON, as a line of CSV, or as a table of its fields. */
export async function writeObject(io: Io, value: unknown, format: Format): Promise<void> {
  if (format === 'json') return write(io.stdout, `${JSON.stringify(value ?? null, null, 2)}\n`);
  if (format === 'jsonl') return write(io.stdout, `${JSON.stringify(value ?? null)}\n`);
  const row = rowOf(value);
  const names = Object.keys(row);
  if (format === 'csv') return write(io.stdout, csvLine(names) + csvLine(Object.values(row)));
  const width = Math.max(0, ...names.map((name) => name.length));
  for (const name of names)
    await write(io.stdout, `${colour(io, io.stdout, 'bold', padded(name, width))}  ${printable(row[name]!)}\n`);
}
