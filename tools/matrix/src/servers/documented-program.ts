import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snippetsOf } from '../../../docs-tools/snippets/extract-snippets.ts';
import { root } from '../../../release-tools/published-packages.ts';

const GUIDE = 'docs/guides/pushes.md';

/** The code block of the guide on pushes whose first line is the name of a file. */
export function documentedProgram(file: string): string {
  const snippets = snippetsOf(GUIDE, readFileSync(join(root, GUIDE), 'utf8'));
  const found = snippets.find(({ code }) => code.startsWith(`// ${file}\n`));
  if (found === undefined) throw new Error(`${GUIDE} has no block that begins with // ${file}.`);
  return found.code;
}
