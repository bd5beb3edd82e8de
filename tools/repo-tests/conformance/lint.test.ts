import { describe, expect, test } from 'vitest';
import { filesAreReadable } from '../../spec-tools/lint/rules/files.ts';
import { extensionsAreKnown } from '../../spec-tools/lint/rules/extensions.ts';
import { referencesResolve } from '../../spec-tools/lint/rules/references.ts';
import { SUPPORTED } from '../../spec-tools/lint/rules/supported/index.ts';
import { lintSpec, type Finding } from '../../spec-tools/lint/lint-spec.ts';
import { inventory } from '../../spec-tools/reference/inventory.ts';
import { inRepository } from '../../spec-tools/spec-paths.ts';
import { ACCEPTED, REJECTED } from './constructs.ts';
import { filesOf, inSpecFolder, markedPlace } from './spec-folder.ts';

/** The findings about what the pipeline supports, without the conventions of our spec. */
const lint = (files: Readonly<Record<string, string>>): Finding[] =>
  inSpecFolder(files, (folder) =>
    lintSpec(folder, inventory, [filesAreReadable, ...SUPPORTED, referencesResolve, extensionsAreKnown]),
  );

test('the base document has no findings', () => {
  expect(lint(filesOf({ parts: {} }))).toEqual([]);
});

describe.each(Object.entries(REJECTED))('the lint rejects in %s', (_, rows) => {
  test.each(rows)('$name', (row) => {
    const files = filesOf(row);
    expect(lint(files)).toEqual([{ ...markedPlace(files), message: row.message, remedy: row.remedy }]);
  });
});

describe.each(Object.entries(ACCEPTED))('the lint accepts in %s', (_, rows) => {
  test.each(rows)('$name', (row) => {
    expect(lint(filesOf(row))).toEqual([]);
  });
});

test('constructs have different names', () => {
  const names = [REJECTED, ACCEPTED].flatMap((tables) =>
    Object.values<readonly { name: string }[]>(tables)
      .flat()
      .map(({ name }) => name),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('the golden spec has fields for one direction, and nothing else that is rejected', () => {
  const found = lintSpec(inRepository('packages/api/test/golden'), inventory, SUPPORTED);
  // The generator makes two types of a model with fields for one direction; the contract tests do not know them.
  expect(found.map(({ message }) => message)).toEqual([
    'The contract tests cannot judge readOnly',
    'The contract tests cannot judge writeOnly',
  ]);
});
