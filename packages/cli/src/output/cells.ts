/** A row: its values by path, such as `basket_info.sum`. */
export type Row = Readonly<Record<string, string>>;

/** An object as a row. Objects in it become columns; arrays stay one cell, as JSON. */
export function rowOf(item: unknown): Row {
  const row: Record<string, string> = {};
  const add = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) add(inner, path === '' ? name : `${path}.${name}`);
    } else if (value !== undefined) row[path === '' ? 'value' : path] = cellOf(value);
  };
  add(item, '');
  return row;
}

function cellOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The columns of rows, in the order in which they appear. */
export const columnsOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** The value of a column. A field that is an object stands for all that is in it. */
export function cell(row: Row, column: string): string {
  if (Object.hasOwn(row, column)) return row[column]!;
  return Object.entries(row)
    .filter(([name]) => name.startsWith(`${column}.`))
    .map(([, value]) => value)
    .join(' ');
}
