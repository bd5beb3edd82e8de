import { expect, test } from 'vitest';
import { allPages } from '../src/pages.ts';

/** The first row of a table, if a cell of it is empty: screen readers name a cell by its column. */
const EMPTY_HEADER = /^\|(?:[^\n]*\|)? *\|(?:[^\n]*\|)?\n\| *:?-+/gm;

test('every column of a table has a name', () => {
  const found = allPages().flatMap(({ path, text }) =>
    (text.match(EMPTY_HEADER) ?? []).map((row) => `${path}: ${row}`),
  );
  expect(found).toEqual([]);
});

test('a column without a name is found', () => {
  for (const header of ['|  | b |', '| a |  |', '| a |  | c |']) expect(`${header}\n| --- |`).toMatch(EMPTY_HEADER);
  expect('| a | b |\n| --- | --- |\n|  | d |').not.toMatch(EMPTY_HEADER);
});
