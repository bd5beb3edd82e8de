import { createHash } from 'node:crypto';
import { join } from 'node:path';
import ts from 'typescript';
import { folderOf, manifestOf, PUBLISHED, type ExportTarget, type PublishedPackage } from './published-packages.ts';

/** The public names of an entry, with their declarations. */
export interface ApiReport {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Longer declarations are generated from the spec, whose changes `pnpm spec:diff` shows; their checksum shows that they change. */
const LONGEST = 4_000;

/** The reports of all entries, from the built declarations. The same sources give the same reports on each computer. */
export function apiReports(): ApiReport[] {
  const entries = PUBLISHED.flatMap((name) =>
    Object.entries(manifestOf(name).exports).flatMap(([entry, target]) =>
      typeof target === 'string' ? [] : [{ name, entry, file: typesOf(name, target) }],
    ),
  );
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], noLib: true },
  );
  return entries.map(({ name, entry, file }) => ({
    path: `packages/${name}/api-report/${entry === '.' ? 'index' : entry.slice(2)}.api.md`,
    text: reportOf(`@secuconnect/${name}${entry.slice(1)}`, program, file),
  }));
}

const typesOf = (name: PublishedPackage, target: ExportTarget): string => join(folderOf(name), target.require.types);

function reportOf(title: string, program: ts.Program, file: string): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${title} is not built. Run \`pnpm build\`.`);
  const names = checker
    .getExportsOfModule(module)
    .map((symbol) => sectionOf(symbol.name, resolved(symbol, checker)))
    .sort();
  return `# ${title}\n\nWritten by \`pnpm api:report\` from the built declarations: do not edit it.\n\n\`\`\`ts\n${names.join('\n')}\n\`\`\`\n`;
}

const resolved = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

function sectionOf(name: string, { declarations = [] }: ts.Symbol): string {
  const text = declarations.map((one) => textOf(one)).join('\n');
  if (text.length <= LONGEST) return `// ${name}\n${text}\n`;
  return `// ${name}: ${text.split('\n').length} lines, sha256 ${createHash('sha256').update(text).digest('hex').slice(0, 16)}\n`;
}

/** A constant is declared in a statement of its own. */
function textOf(declaration: ts.Declaration): string {
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  // Whether the word stands there depends on how the build has split the declarations.
  return printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile()).replace(/^export /, '');
}
