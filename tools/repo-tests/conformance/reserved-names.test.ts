import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { className } from '../../codegen/names.ts';
import { TAKEN_BY_CLIENT } from '../../spec-tools/lint/rules/supported/names.ts';
import { GENERATED_NAMES, GLOBAL_TYPES, PUBLIC_NAMES } from '../../spec-tools/lint/rules/supported/reserved-names.ts';
import { inventory } from '../../spec-tools/reference/inventory.ts';
import { readSpec } from '../../spec-tools/spec-files/spec-view.ts';
import { inRepository, SPEC_FOLDER } from '../../spec-tools/spec-paths.ts';

const entries = ['packages/api/src/index.ts', 'packages/client/src/index.ts'].map(inRepository);
const program = ts.createProgram(entries, {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  types: [],
});
const checker = program.getTypeChecker();

/** The hand-written exports of the packages: a name, and the file that declares it. */
const exported = entries.flatMap((entry) => {
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
  return checker.getExportsOfModule(module).map((one) => {
    const symbol = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
    return { name: one.name, symbol, file: symbol.declarations?.[0]?.getSourceFile().fileName ?? '' };
  });
});

test('no model can take the name of a hand-written export', () => {
  const reserved = new Set([...PUBLIC_NAMES, ...GENERATED_NAMES, ...GLOBAL_TYPES]);
  const generated = readSpec(inRepository(SPEC_FOLDER), inventory);
  const resources = new Set([...generated.namespaces.values()].map(className));
  // The built declarations of the api package, which the client imports, are one file: its names come from the sources.
  const names = exported.filter(({ file }) => !file.includes(join('src', 'generated')) && !file.includes('dist'));
  const types = names.map(({ name }) => name).filter((name) => /^[A-Z]/.test(name) && !resources.has(name));
  expect(types.length).toBeGreaterThan(80);
  expect([...new Set(types)].filter((name) => !reserved.has(name))).toEqual([]);
});

test('no group of resources can take the name of a member of the client', () => {
  const client = exported.find(({ name }) => name === 'Secuconnect');
  const members = checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(client!.symbol))
    .filter((one) => one.declarations?.some((declared) => declared.getSourceFile().fileName.endsWith('client.ts')))
    .map(({ name }) => name)
    .filter((name) => /^[a-z]/.test(name));
  expect(members.length).toBeGreaterThan(0);
  expect(members.filter((name) => !TAKEN_BY_CLIENT.has(name))).toEqual([]);
});
