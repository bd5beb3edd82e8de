import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAX_LINES = 120;

/** The larger programs: a folder each, with its tests. */
const modules = globSync('examples/*/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/node_modules/**'] }).sort();
const parse = (text: string): ts.SourceFile => ts.createSourceFile('program.ts', text, ts.ScriptTarget.Latest, true);
const read = (file: string): ts.SourceFile => parse(readFileSync(join(root, file), 'utf8'));

/** The number of lines with code, without imports, comments and blank lines. */
function countLines(source: ts.SourceFile): number {
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    if (children.length > 0) return children.forEach(visit);
    if (node.getWidth(source) === 0) return;
    const [first, last] = [node.getStart(source), node.getEnd()].map(
      (position) => source.getLineAndCharacterOfPosition(position).line,
    );
    for (let line = first!; line <= last!; line++) lines.add(line);
  };
  visit(source);
  return lines.size;
}

const importsOf = (source: ts.SourceFile): string[] =>
  ts.preProcessFile(source.text).importedFiles.map((file) => file.fileName);

/** The entries of the client that its `package.json` exports. */
const { exports } = JSON.parse(readFileSync(join(root, 'packages/client/package.json'), 'utf8')) as { exports: object };
const entries = new Set(
  Object.keys(exports)
    .filter((name) => name !== './package.json')
    .map((name) => `@secuconnect/client${name.slice(1)}`),
);

describe('the integrations in examples/', () => {
  test('are a shop, a till and a marketplace, each with its tests', () => {
    expect(modules).toEqual(['marketplace', 'shop', 'till'].map((name) => join('examples', name, `${name}.ts`)));
    const tests = globSync('examples/*/*.test.ts', { cwd: root }).sort();
    expect(tests).toEqual(modules.map((file) => file.replace(/\.ts$/, '.test.ts')));
  });

  test.each(modules)(`%s has at most ${MAX_LINES} lines without imports and comments`, (file) => {
    expect(countLines(read(file))).toBeLessThanOrEqual(MAX_LINES);
  });

  test.each(modules)('%s imports only Node’s modules and entries of the client', (file) => {
    const imports = importsOf(read(file));
    expect(imports).toContain('@secuconnect/client');
    expect(imports.filter((name) => !isBuiltin(name) && !entries.has(name))).toEqual([]);
    expect(imports).not.toContain('@secuconnect/client/testing');
  });

  test.each(modules)('%s has no cast and no suppressed error', (file) => {
    const casts: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isAsExpression(node) && node.getText() !== `${node.expression.getText()} as const`)
        casts.push(node.getText());
      ts.forEachChild(node, visit);
    };
    const source = read(file);
    visit(source);
    expect(casts).toEqual([]);
    expect(source.text).not.toMatch(/@ts-|oxlint-disable/);
  });

  test('the count leaves out imports, comments and blank lines, and counts each line of a template', () => {
    const text = [
      'import {',
      '  a,',
      "} from 'a';",
      '',
      '/** A comment. */',
      'const b = a; // the same',
      '/* one */ const c = `',
      '',
      '`;',
      'function d(): void {',
      '  // nothing',
      '}',
    ].join('\n');
    expect(countLines(parse(text))).toBe(6);
  });
});
