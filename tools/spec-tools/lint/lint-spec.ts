import type { Inventory } from '../reference/inventory.ts';
import { readSpec, type Finding, type Rule } from '../spec-files/spec-view.ts';
import { responsesAreComplete } from './rules/responses.ts';
import { duplicatesAreShared } from './rules/duplicates.ts';
import { valuesAreNamed } from './rules/value-names.ts';
import { examplesAreNamed } from './rules/example-names.ts';
import { extensionsAreKnown } from './rules/extensions.ts';
import { filesAreReadable, filesAreSmall, filesAreUsed } from './rules/files.ts';
import { inputsAreNamed } from './rules/input-names.ts';
import { idPrefixesAreMarked } from './rules/id-prefixes.ts';
import { internalsAreModels, modelsAreNamed } from './rules/model-names.ts';
import { operationsAreNamed } from './rules/operation-names.ts';
import { operationsAreInPlace } from './rules/operation-places.ts';
import { listsAreMarked } from './rules/paging.ts';
import { personalDataIsMarked } from './rules/personal-data.ts';
import { referencesResolve } from './rules/references.ts';
import { safetyIsDecided } from './rules/safe.ts';
import { writesCanBeSettled } from './rules/settle.ts';
import { SUPPORTED } from './rules/supported/index.ts';

export type { Finding } from '../spec-files/spec-view.ts';

/** How this spec is written. */
export const CONVENTIONS: readonly Rule[] = [
  filesAreReadable,
  referencesResolve,
  operationsAreNamed,
  operationsAreInPlace,
  safetyIsDecided,
  writesCanBeSettled,
  modelsAreNamed,
  idPrefixesAreMarked,
  internalsAreModels,
  inputsAreNamed,
  listsAreMarked,
  responsesAreComplete,
  extensionsAreKnown,
  personalDataIsMarked,
  valuesAreNamed,
  duplicatesAreShared,
  examplesAreNamed,
  filesAreSmall,
  filesAreUsed,
];

const RULES: readonly Rule[] = [...CONVENTIONS, ...SUPPORTED];

/** The findings of the rules in the spec folder, each once, sorted by file. spec/README.md has the conventions. */
export function lintSpec(folder: string, inventory: Inventory, rules: readonly Rule[] = RULES): Finding[] {
  const spec = readSpec(folder, inventory);
  const found = rules.flatMap((rule) => rule(spec)).map((one) => [describeFinding(one), one] as const);
  // Operations share responses and parameters, whose findings are the same.
  return [...new Map(found).values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line);
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** A finding as one line: its place, the problem and the remedy. */
export const describeFinding = ({ file, line, message, remedy }: Finding): string =>
  `${file}:${line}: ${message}. ${remedy}.`;
