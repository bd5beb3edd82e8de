import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const client = fileURLToPath(new URL('../../packages/client', import.meta.url));
const src = join(client, 'src');
const RULE = /^May import (?<allowed>.+)$/m;

/** Paths of all hand-written modules, relative to `src`. */
const modules = globSync('**/*.ts', { cwd: src })
  .filter((file) => !file.startsWith('generated/'))
  .sort();

/** What a module imports, types included: paths relative to `src`, or names of packages. */
function importsOf(module: string): string[] {
  const file = join(src, module);
  return ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? relative(src, join(dirname(file), fileName)) : fileName,
    );
}

/** The part of the client that a path belongs to: a folder of `src`, or one of the modules beside them. */
const partOf = (path: string): string => (path.includes('/') ? `${path.split('/')[0]!}/` : path);

const folders = [...new Set(modules.map(partOf))].filter((part) => part.endsWith('/'));

describe('the folders of the client', () => {
  test.each(folders)('%s imports only what its README allows', (folder) => {
    const { allowed } = RULE.exec(readFileSync(join(src, folder, 'README.md'), 'utf8'))?.groups ?? {};
    if (allowed === undefined) throw new Error(`src/${folder}README.md has no line that starts with "May import".`);
    const names = [folder, ...[...allowed.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)];
    const isAllowed = (path: string): boolean =>
      names.some((name) => (name.endsWith('/') || name.endsWith(':') ? path.startsWith(name) : path === name));
    const forbidden = modules
      .filter((module) => module.startsWith(folder))
      .flatMap((module) => importsOf(module).map((path) => [module, path] as const))
      // The version comes from the package itself.
      .filter(([, path]) => path !== '../package.json' && !isAllowed(path))
      .map(([module, path]) => `${module} imports ${path}`);
    expect(forbidden).toEqual([]);
  });

  test('a README allows nothing that its folder does not import', () => {
    const unused = folders.flatMap((folder) => {
      const { allowed = '' } = RULE.exec(readFileSync(join(src, folder, 'README.md'), 'utf8'))?.groups ?? {};
      const imported = modules.filter((module) => module.startsWith(folder)).flatMap(importsOf);
      return [...allowed.matchAll(/`([^`]+)`/g)]
        .map(([, name]) => name!)
        .filter(
          (name) =>
            !imported.some((path) =>
              name.endsWith('/') || name.endsWith(':') ? path.startsWith(name) : path === name,
            ),
        )
        .map((name) => `${folder}README.md allows ${name}`);
    });
    expect(unused).toEqual([]);
  });

  test('no folder imports itself through others', () => {
    const graph = new Map<string, Set<string>>();
    for (const module of modules.filter((one) => one !== 'index.ts')) {
      const targets = graph.get(partOf(module)) ?? new Set();
      for (const path of importsOf(module)) if (modules.includes(path)) targets.add(partOf(path));
      graph.set(partOf(module), targets);
    }
    expect(circlesIn(graph)).toEqual([]);
  });

  test('auth stands below transport, and internal below everything', () => {
    const targets = (folder: string): string[] => [
      ...new Set(
        modules
          .filter((module) => module.startsWith(folder))
          .flatMap(importsOf)
          .filter((path) => modules.includes(path))
          .map(partOf),
      ),
    ];
    expect(targets('transport/')).toContain('auth/');
    expect(targets('auth/')).not.toContain('transport/');
    expect(targets('internal/')).toEqual(['internal/']);
  });
});

describe('the tests of the client', () => {
  const withCode = modules.filter((module) => !module.endsWith('index.ts') && hasRuntimeCode(module));

  test.each(withCode)('%s is tested in the file of the same path', (module) => {
    expect(existsSync(join(client, 'test', module.replace(/\.ts$/, '.test.ts')))).toBe(true);
  });

  test('each test file belongs to a module, or to a suite that cuts across them', () => {
    const orphans = globSync('**/*.test.ts', { cwd: join(client, 'test') })
      .filter((file) => !/^(?:faults|properties)\//.test(file))
      .filter((file) => !modules.includes(file.replace(/\.test\.ts$/, '.ts')));
    expect(orphans).toEqual([]);
  });
});

/** Whether a module has more than types and constants. */
function hasRuntimeCode(module: string): boolean {
  const file = ts.createSourceFile(module, readFileSync(join(src, module), 'utf8'), ts.ScriptTarget.Latest, true);
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isFunctionLike(node) && 'body' in node && node.body) found = true;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Every way from a node back to itself, once for each set of nodes. */
function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const circles = new Map<string, string>();
  const walk = (path: readonly string[]): void => {
    for (const next of graph.get(path.at(-1)!) ?? []) {
      if (next === path.at(-1)) continue;
      const start = path.indexOf(next);
      if (start < 0) walk([...path, next]);
      else circles.set(path.slice(start).sort().join(), [...path.slice(start), next].join(' → '));
    }
  };
  for (const node of graph.keys()) walk([node]);
  return [...circles.values()];
}
