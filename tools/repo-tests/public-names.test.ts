import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { REPLACED_NAMES } from './public-names.ts';

const packages = fileURLToPath(new URL('../../packages', import.meta.url));

/** The built declarations that users get. */
const DECLARATIONS: Readonly<Record<keyof typeof REPLACED_NAMES, string>> = {
  '@secuconnect/api': 'api/dist/index.d.ts',
  '@secuconnect/client': 'client/dist/index.d.ts',
  '@secuconnect/client/flows': 'client/dist/flows.d.ts',
  '@secuconnect/client/pushes': 'client/dist/pushes.d.ts',
  '@secuconnect/client/node': 'client/dist/node/index.d.ts',
  '@secuconnect/client/testing': 'client/dist/testing.d.ts',
};

const program = ts.createProgram(
  Object.values(DECLARATIONS).map((file) => join(packages, file)),
  { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, skipLibCheck: true, types: [] },
);
const checker = program.getTypeChecker();

/** Exported names of an entry, with their members as `Type.member`, and the values of unions as `Type.'value'`. */
function namesOf(entry: keyof typeof REPLACED_NAMES): Set<string> {
  const source = program.getSourceFile(join(packages, DECLARATIONS[entry]));
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${entry} is not built.`);
  const names = new Set<string>();
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const { name } = exported;
    names.add(name);
    const type =
      symbol.flags & (ts.SymbolFlags.Type | ts.SymbolFlags.TypeAlias)
        ? checker.getDeclaredTypeOfSymbol(symbol)
        : checker.getTypeOfSymbol(symbol);
    for (const member of checker.getPropertiesOfType(type)) names.add(`${name}.${member.name}`);
    if (type.isUnion()) for (const one of type.types) if (one.isStringLiteral()) names.add(`${name}.'${one.value}'`);
  }
  return names;
}

describe.each(Object.entries(REPLACED_NAMES) as [keyof typeof REPLACED_NAMES, Record<string, string | undefined>][])(
  'the declarations of %s',
  (entry, replaced) => {
    const names = namesOf(entry);

    test('export none of the replaced names', () => {
      expect(Object.keys(replaced).filter((name) => names.has(name))).toEqual([]);
    });

    test('export the names that took their place', () => {
      expect(Object.values(replaced).filter((name) => name !== undefined && !names.has(name))).toEqual([]);
    });
  },
);
