import ts from 'typescript';

/** An option as its doc comment describes it. */
export interface OptionRow {
  /** The interface that declares it, which the asked one may extend. */
  readonly owner: string;
  readonly name: string;
  readonly isRequired: boolean;
  readonly default: string | undefined;
  /** The doc comment as Markdown, in one line. */
  readonly meaning: string;
}

/** The options that the doc comments of interfaces describe. */
export class OptionTables {
  readonly #checker: ts.TypeChecker;
  readonly #interfaces = new Map<string, ts.InterfaceDeclaration>();

  /** @param files Where the interfaces are declared. */
  constructor(files: readonly string[]) {
    const program = ts.createProgram(files, {
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      allowImportingTsExtensions: true,
    });
    this.#checker = program.getTypeChecker();
    for (const file of files)
      program.getSourceFile(file)!.forEachChild((node) => {
        if (ts.isInterfaceDeclaration(node)) this.#interfaces.set(node.name.text, node);
      });
  }

  /** The options of an interface, in the order of its declaration: those that it inherits come last. */
  rowsOf(name: string): OptionRow[] {
    return this.#propertiesOf(name).map((symbol) => this.#row(symbol));
  }

  /** The names of the exported interfaces. */
  names(): string[] {
    const isExported = (node: ts.InterfaceDeclaration): boolean =>
      node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    return [...this.#interfaces].filter(([, node]) => isExported(node)).map(([name]) => name);
  }

  #propertiesOf(name: string): ts.Symbol[] {
    const declaration = this.#interfaces.get(name);
    if (!declaration) throw new Error(`There is no interface ${name}.`);
    return this.#checker.getTypeAtLocation(declaration).getProperties();
  }

  #row(symbol: ts.Symbol): OptionRow {
    const tags = symbol.getJsDocTags(this.#checker);
    const tag = tags.find(({ name }) => name === 'default');
    const meaning = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
    if (meaning === '') throw new Error(`The option ${symbol.name} has no doc comment.`);
    const owner = symbol.declarations?.[0]?.parent;
    return {
      owner: owner && ts.isInterfaceDeclaration(owner) ? owner.name.text : '',
      name: symbol.name,
      isRequired: !(symbol.flags & ts.SymbolFlags.Optional),
      default: tag?.text && ts.displayPartsToString(tag.text),
      meaning: inOneLine(meaning),
    };
  }
}

/** A list becomes text with breaks, which a cell of a table can have. */
const inOneLine = (text: string): string =>
  text
    .replaceAll(/\{@link ([\w.]+)\}/g, '`$1`')
    .replaceAll(/\n- /g, '<br>• ')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
