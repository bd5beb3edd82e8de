import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snippet } from './extract-snippets.ts';

/** A file with snippets of a document. */
export interface SnippetFile {
  readonly file: string;
  readonly document: string;
  readonly snippets: readonly Snippet[];
}

/**
 * Writes snippets to files. Each line keeps its number in the document, so that error messages point to the document. Each program has its
 * own file; all samples of a document share one.
 */
export function writeSnippets(folder: string, snippets: readonly Snippet[]): SnippetFile[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const stem = (document: string): string => document.replace(/\.md$/, '').replaceAll('/', '-');
  const programs = snippets
    .filter(({ kind }) => kind !== 'sample')
    .map((one) => ({ name: `${stem(one.document)}-${one.line}.ts`, text: program(one), snippets: [one] }));
  const samples = [
    ...Map.groupBy(
      snippets.filter(({ kind }) => kind === 'sample'),
      (one) => one.document,
    ),
  ].map(([document, ofDocument]) => ({
    name: `${stem(document)}.ts`,
    text: functions(ofDocument),
    snippets: ofDocument,
  }));
  return [...programs, ...samples].map(({ name, text, snippets: inside }) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return { file, document: inside[0]!.document, snippets: inside };
  });
}

/** A module, because the global names of scripts would collide. */
const program = ({ line, code }: Snippet): string => `${'\n'.repeat(line)}${code}\nexport {};\n`;

function functions(snippets: readonly Snippet[]): string {
  const rows = [
    `import type { Secuconnect } from '@secuconnect/client'; declare const secuconnect: Secuconnect; declare const file: Blob;`,
  ];
  for (const { line, code } of snippets) {
    while (rows.length < line - 1) rows.push('');
    rows.push(`export async function line${line}() {`, ...code.split('\n'), '}');
  }
  return `${rows.join('\n')}\n`;
}
