import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One line of TypeScript, and what the compiler is expected to say to it. */
export interface Statement {
  readonly code: string;
  readonly compiles: boolean;
  /** What it shows, for the message when it turns out otherwise. */
  readonly what: string;
}

export interface Verdict extends Statement {
  /** What the compiler said; undefined when it had no diagnostic. */
  readonly diagnostic: string | undefined;
}

const FOLDER = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** As strict as a user who turns everything on. */
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
 * Compiles statements against the packages as users have them: their built types, in one run of the compiler, one statement per line.
 *
 * @throws Error when something beside the statements does not compile, because the verdicts would then mean nothing.
 */
export function compile(prelude: string, statements: readonly Statement[]): Verdict[] {
  mkdirSync(FOLDER, { recursive: true });
  const file = `${FOLDER}statements-${process.pid}.ts`;
  const head = prelude.trimEnd().split('\n').length;
  // Two characters that JSON leaves as they are, and TypeScript takes for line breaks.
  const lines = statements.map(({ code }) => code.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'));
  writeFileSync(file, `${prelude.trimEnd()}\n${lines.join('\n')}\n`);
  try {
    const program = ts.createProgram([file], OPTIONS);
    const objections = new Map<number, string>();
    for (const found of [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]) rejectEarly(found);
    const source = program.getSourceFile(file)!;
    for (const found of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
      const line = source.getLineAndCharacterOfPosition(found.start!).line - head;
      if (line < 0) rejectEarly(found);
      if (!objections.has(line)) objections.set(line, ts.flattenDiagnosticMessageText(found.messageText, ' '));
    }
    return statements.map((statement, line) => ({ ...statement, diagnostic: objections.get(line) }));
  } finally {
    rmSync(file);
  }
}

function rejectEarly({ messageText }: ts.Diagnostic): never {
  throw new Error(`The file of the statements does not compile: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

/** The verdicts that are not as expected, as sentences. */
export const unexpectedVerdicts = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .filter(({ compiles, diagnostic }) => compiles !== (diagnostic === undefined))
    .map(({ what, code, diagnostic }) =>
      diagnostic === undefined
        ? `${what} should not compile: ${code.slice(0, 300)}`
        : `${what} should compile: ${diagnostic.slice(0, 300)} in ${code.slice(0, 300)}`,
    );
