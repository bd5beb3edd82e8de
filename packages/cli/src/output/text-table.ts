import stringWidth from 'string-width';
import { cell, type Row } from './cells.ts';

const GAP = '  ';
/** A column is not made narrower than this: columns that do not fit are omitted instead. */
const NARROWEST = 8;
const WIDEST = 40;

/** A table for a terminal: its lines, and the columns that had no room. */
export interface TextTable {
  readonly header: string;
  readonly lines: readonly string[];
  readonly omitted: readonly string[];
}

/** Lays rows out in columns that fit into a width. */
export function textTable(rows: readonly Row[], columns: readonly string[], width: number): TextTable {
  const texts = rows.map((row) => columns.map((column) => printable(cell(row, column))));
  const wanted = columns.map((column, index) =>
    Math.min(WIDEST, Math.max(stringWidth(column), ...texts.map((line) => stringWidth(line[index]!)))),
  );
  const widths: number[] = [];
  let left = width;
  for (const [index, size] of wanted.entries()) {
    const room = left - (index > 0 ? GAP.length : 0);
    if (room < Math.min(size, NARROWEST) && index > 0) break;
    widths.push(Math.min(size, Math.max(room, 1)));
    left = room - widths.at(-1)!;
  }
  const line = (values: readonly string[]): string =>
    widths
      .map((size, index) => padded(values[index]!, size))
      .join(GAP)
      .trimEnd();
  return { header: line(columns), lines: texts.map(line), omitted: columns.slice(widths.length) };
}

/** Without what would move the cursor: values come from customers. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');

/** A text in exactly this width: cut off with `…`, or filled with spaces. */
export function padded(text: string, width: number): string {
  const size = stringWidth(text);
  if (size <= width) return text + ' '.repeat(width - size);
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(cut + segment) > width - 1) break;
    cut += segment;
  }
  return `${cut}…${' '.repeat(Math.max(0, width - 1 - stringWidth(cut)))}`;
}
