import { beforeAll, describe, expect, test } from 'vitest';
import { diff, type Change } from '../../spec-tools/diff/diff.ts';
import { EXTENSIONS } from '../../spec-tools/lint/rules/extensions.ts';
import { readBundle } from '../../spec-tools/spec-paths.ts';
import { classesTable } from './classes-table.ts';
import { compilePrograms } from './compile-programs.ts';
import { groups } from './rows/index.ts';

const rows = groups.flatMap((group) => group.rows);
const breaksTypes = ({ breaks }: Change): boolean => breaks?.includes('types') ?? false;

/** `breaking (wire): call.name (request) is removed`. */
const sentence = ({ kind, breaks, where, what }: Change): string =>
  `${kind}${breaks ? ` (${breaks})` : ''}: ${where.replace('shop.things.call', 'call')} ${what}`;

test('the same document has no changes', () => {
  const document = readBundle();
  expect(diff(document, structuredClone(document))).toEqual([]);
});

describe('a change is judged by what it does to programs', () => {
  test.each(rows)('$title', ({ before, after, says }) => {
    expect(diff(before, after).map(sentence)).toEqual(says);
  });
});

describe('the compiler finds the changes that break types, and no others', () => {
  let errors: string[][];

  beforeAll(async () => {
    errors = await compilePrograms(
      rows.flatMap(({ before, after, program }) => [before, after].map((document) => ({ document, code: program }))),
    );
  });

  test.each(rows.map((row, index) => ({ ...row, index })))('$title', ({ before, after, index }) => {
    const [old, now] = [errors[2 * index], errors[2 * index + 1]!];
    expect(old).toEqual([]);
    expect({ breaks: now.length > 0, errors: now }).toMatchObject({ breaks: diff(before, after).some(breaksTypes) });
  });
});

describe('the table of changes', () => {
  test('has one title per change', () => {
    const titles = rows.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('has every extension of the spec', () => {
    const documents = JSON.stringify(rows.flatMap(({ before, after }) => [before, after]));
    expect(Object.keys(EXTENSIONS).filter((name) => !documents.includes(`"${name}"`))).toEqual([]);
  });

  test('is the one in the documentation', async () => {
    await expect(await classesTable(groups)).toMatchFileSnapshot('../../spec-tools/diff/classes.md');
  });
});
