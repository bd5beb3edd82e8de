import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One line of TypeScript, and whether the compiler must accept it. */
export interface Statement {
  readonly code: string;
  readonly compiles: boolean;
  /** For the message about an unexpected verdict. */
  readonly description: string;
}

export interface Verdict extends Statement {
  /** The first diagnostic of the compiler; undefined if there is none. */
  readonly diagnostic: string | undefined;
}

const FOLDER = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** The strictest settings of a user. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
  types: [],
};

/**
 * Compiles statements against the built types of the packages, in one run of the compiler, one statement per line.
 *
 * @throws Error if anything except the statements does not compile, because the verdicts would be meaningless.
 */
export function compile(prelude: string, statements: readonly Statement[]): Verdict[] {
  mkdirSync(FOLDER, { recursive: true });
  const file = `${FOLDER}statements-${process.pid}.ts`;
  const head = prelude.trimEnd().split('\n').length;
  // JSON does not escape these two characters, and TypeScript treats them as line breaks.
  const lines = statements.map(({ code }) => code.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'));
  writeFileSync(file, `${prelude.trimEnd()}\n${lines.join('\n')}\n`);
  try {
    const program = ts.createProgram([file], OPTIONS);
    const objections = new Map<number, string>();
    for (const found of [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]) throwDiagnostic(found);
    const source = program.getSourceFile(file)!;
    for (const found of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
      const line = source.getLineAndCharacterOfPosition(found.start!).line - head;
      if (line < 0) throwDiagnostic(found);
      if (!objections.has(line)) objections.set(line, ts.flattenDiagnosticMessageText(found.messageText, ' '));
    }
    return statements.map((statement, line) => ({ ...statement, diagnostic: objections.get(line) }));
  } finally {
    rmSync(file);
  }
}

function throwDiagnostic({ messageText }: ts.Diagnostic): never {
  throw new Error(
    `The prelude of the statements does not compile: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

/** A sentence for each verdict that is not as expected. */
export const unexpectedVerdicts = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .filter(({ compiles, diagnostic }) => compiles !== (diagnostic === undefined))
    .map(({ description, code, diagnostic }) =>
      diagnostic === undefined
        ? `${description} should not compile: ${code.slice(0, 300)}`
        : `${description} should compile: ${diagnostic.slice(0, 300)} in ${code.slice(0, 300)}`,
    );
