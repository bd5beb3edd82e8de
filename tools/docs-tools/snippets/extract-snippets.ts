import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One block of TypeScript in a document. */
export interface Snippet {
  /** The path of the document, relative to the root of the repository. */
  readonly document: string;
  /** The line of the opening fence, counted from 1. */
  readonly line: number;
  readonly code: string;
  /**
   * - `program`: a complete program, which is compiled and run.
   * - `no-run`: a complete program, which is only compiled, for the reason in its fence.
   * - `sample`: a part of a program with a client named `secuconnect`, which is only compiled.
   */
  readonly kind: 'program' | 'no-run' | 'sample';
}

/** The documents. Those of the reference are generated, and have a signature and a sample call for each method. */
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/**/*.md',
  'packages/*/README.md',
  'examples/*.md',
];
/** Made of doc comments, whose examples are no programs. Not committed. */
const isOfExports = (document: string): boolean => document.startsWith('docs/exports/');
const isReference = (document: string): boolean => document.startsWith('docs/reference/');

const FENCE = /^(?<indent> *)```(?<info>.*)$/;

/**
 * The TypeScript blocks of all documents. A block that must not run gives the reason: ```ts no-run: it waits for a terminal
 *
 * @throws Error with the place of an invalid fence.
 */
export function extractSnippets(root: string): Snippet[] {
  const found = DOCUMENTS.flatMap((pattern) => globSync(pattern, { cwd: root })).map((one) =>
    one.replaceAll('\\', '/'),
  );
  const documents = found.filter((document) => !isOfExports(document)).sort();
  return documents.flatMap((document) => snippetsOf(document, readFileSync(join(root, document), 'utf8')));
}

export function snippetsOf(document: string, text: string): Snippet[] {
  const found: Snippet[] = [];
  let open: { line: number; info: string; indent: number; code: string[] } | undefined;
  for (const [at, row] of text.split(/\r?\n/).entries()) {
    const { indent = '', info = '' } = FENCE.exec(row)?.groups ?? {};
    if (open && /^ *```$/.test(row)) {
      const kind = kindOf(document, open);
      if (kind) found.push({ document, line: open.line, code: open.code.join('\n'), kind });
      open = undefined;
    } else if (open) open.code.push(row.slice(Math.min(open.indent, row.search(/\S|$/))));
    else if (FENCE.test(row)) open = { line: at + 1, info: info.trim(), indent: indent.length, code: [] };
  }
  if (open) throw new Error(`${document}:${open.line}: this block is not closed.`);
  return found;
}

function kindOf(document: string, { line, info }: { line: number; info: string }): Snippet['kind'] | undefined {
  const [, language, rest] = /^(\S*)\s*(.*)$/.exec(info)!;
  if (!['ts', 'typescript', 'mts', 'tsx'].includes(language!)) return undefined;
  if (isReference(document)) return rest === 'signature' ? undefined : 'sample';
  if (rest === '') return 'program';
  if (/^no-run: \S/.test(rest!)) return 'no-run';
  throw new Error(
    `${document}:${line}: use \`ts\`, or \`ts no-run: <reason>\` for a block that compiles but must not run; found \`${info}\`.`,
  );
}
