import type { Inventory } from '../reference/inventory.ts';
import { readSpec, type Finding, type Rule } from '../spec-files/spec-view.ts';
import { answersAreComplete } from './rules/answers.ts';
import { duplicatesAreShared } from './rules/duplicates.ts';
import { examplesAreNamed } from './rules/example-names.ts';
import { extensionsAreKnown } from './rules/extensions.ts';
import { filesAreReadable, filesAreSmall, filesAreUsed } from './rules/files.ts';
import { operationsAreNamed } from './rules/operation-names.ts';
import { operationsStandInPlace } from './rules/operation-places.ts';
import { listsPage } from './rules/paging.ts';
import { referencesResolve } from './rules/references.ts';
import { repeatingIsDecided } from './rules/repeat-safe.ts';

export type { Finding } from '../spec-files/spec-view.ts';

const RULES: readonly Rule[] = [
  filesAreReadable,
  referencesResolve,
  operationsAreNamed,
  operationsStandInPlace,
  repeatingIsDecided,
  listsPage,
  answersAreComplete,
  extensionsAreKnown,
  duplicatesAreShared,
  examplesAreNamed,
  filesAreSmall,
  filesAreUsed,
];

/** What the spec in the folder does against the conventions of its README, in the order of its files. */
export function findings(folder: string, inventory: Inventory): Finding[] {
  const spec = readSpec(folder, inventory);
  return RULES.flatMap((rule) => rule(spec)).sort((a, b) => compare(a.file, b.file) || a.line - b.line);
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** A finding as a person reads it: where it is, what is wrong, and what to do. */
export const sentence = ({ file, line, message, remedy }: Finding): string => `${file}:${line}: ${message}. ${remedy}.`;
