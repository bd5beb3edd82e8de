import { colour } from '../console/colours.ts';
import { widthOf, write, type Io } from '../console/io.ts';
import { columnsOf, cell, rowOf } from './cells.ts';
import { csvLine } from './csv.ts';
import type { Format } from './format.ts';
import { textTable } from './text-table.ts';

/** How many rows decide the columns, and are laid out together. */
const CHUNK = 100;

/**
 * Writes items while they arrive, so that memory does not grow with them.
 *
 * @param fields The columns; by default, those of the first items.
 * @returns The number of items.
 */
export async function writeItems(
  io: Io,
  items: AsyncIterable<unknown>,
  format: Exclude<Format, 'json'>,
  fields: readonly string[] | undefined,
): Promise<number> {
  let count = 0;
  let columns = fields;
  let chunk: unknown[] = [];
  const further = new Set<string>();
  const flush = async (): Promise<void> => {
    if (format === 'jsonl') await write(io.stdout, chunk.map((item) => `${JSON.stringify(item)}\n`).join(''));
    else {
      const rows = chunk.map(rowOf);
      const isFirst = columns === undefined || count === chunk.length;
      columns ??= format === 'table' ? forTable(columnsOf(rows)) : columnsOf(rows);
      if (!fields) for (const name of columnsOf(rows)) if (!columns.includes(name)) further.add(name);
      const shown = columns;
      if (format === 'csv') {
        const lines = rows.map((row) => csvLine(shown.map((column) => cell(row, column))));
        await write(io.stdout, (isFirst ? csvLine(shown) : '') + lines.join(''));
      } else {
        const { header, lines, omitted } = textTable(rows, shown, widthOf(io.stdout));
        if (isFirst) await write(io.stdout, `${colour(io, io.stdout, 'bold', header)}\n`);
        await write(io.stdout, lines.map((line) => `${line}\n`).join(''));
        for (const name of omitted) further.add(name);
      }
    }
    chunk = [];
  };
  for await (const item of items) {
    count++;
    if (chunk.push(item) >= CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  if (further.size > 0)
    await write(io.stderr, `Not shown: ${named([...further])}. Choose columns with --fields, or all with --json.\n`);
  return count;
}

/** The fields of the object itself come first; what kind of object it is, is known. */
const forTable = (columns: readonly string[]): string[] => {
  const own = columns.filter((name) => !name.includes('.') && name !== 'object');
  return [...own, ...columns.filter((name) => !own.includes(name))];
};

/** Names in a sentence, of which there may be a hundred. */
const named = (names: readonly string[]): string =>
  names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;

/** Writes items as one JSON document of the form that the API has, while they arrive. */
export async function writeJsonList(io: Io, items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  await write(io.stdout, '{"data":[');
  for await (const item of items) await write(io.stdout, `${count++ > 0 ? ',' : ''}\n${JSON.stringify(item)}`);
  await write(io.stdout, `\n],"count":${count}}\n`);
  return count;
}
