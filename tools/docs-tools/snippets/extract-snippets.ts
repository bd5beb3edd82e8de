import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One block of TypeScript in a document. */
export interface Snippet {
  /** The document, relative to the root of the repository. */
  readonly document: string;
  /** Line of the fence that opens it, counted from 1. */
  readonly line: number;
  readonly code: string;
  /**
   * `program`: complete, to be run. `still`: complete, only to be compiled, for the reason that its fence gives. `sample`: a part of a
   * program that has a client named `secuconnect`.
   */
  readonly kind: 'program' | 'still' | 'sample';
}

/** Where documents are. Those of the reference are generated, and have for each method its signature and a sample of a call. */
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/**/*.md',
  'packages/*/README.md',
  'examples/*.md',
];
const isReference = (document: string): boolean => document.startsWith('docs/reference/');

const FENCE = /^(?<indent> *)```(?<info>.*)$/;

/**
 * The TypeScript blocks of all documents.
 * - A block that must not be run says so, and why: ```ts no-run: it waits for a terminal
 *
 * @throws Error with the place, for a fence that cannot be understood.
 */
export function snippetsIn(root: string): Snippet[] {
  const documents = DOCUMENTS.flatMap((pattern) => globSync(pattern, { cwd: root })).map((one) =>
    one.replaceAll('\\', '/'),
  );
  return documents.sort().flatMap((document) => snippetsOf(document, readFileSync(join(root, document), 'utf8')));
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
  if (/^no-run: \S/.test(rest!)) return 'still';
  throw new Error(
    `${document}:${line}: a block is \`ts\`, or \`ts no-run: <reason>\` if it can be compiled but not run; this one is \`${info}\`.`,
  );
}
