import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from '../../command-tools/repository-files.ts';
import { RETIRED_WORDS } from './retired-words.ts';

/** One use of a retired word. */
export interface WordFinding {
  readonly file: string;
  readonly line: number;
  readonly word: string;
  readonly use: string;
}

/** Prose and code that people write. Not: facts about other documents, and files in which the old words are the subject. */
const CHECKED = /\.(?:ts|mjs|md|mustache|ya?ml|json)$/;
const UNCHECKED =
  /^(?:\.changeset\/|pnpm-lock\.yaml$|spec\/examples\/|packages\/api\/openapi\.json$|tools\/docs-tools\/words\/|tools\/repo-tests\/(?:words|public-names)[\w.-]*\.ts$|tools\/spec-tools\/reference\/inventory\.json$)|CHANGELOG\.md$/;

/** What stands between these marks may name old words: the style sheet does. */
const EXEMPT = /<!-- old words -->[\s\S]*?<!-- \/old words -->/g;

/** The retired words in a text. */
export function retiredWordsIn(file: string, text: string): WordFinding[] {
  const lines = text.replaceAll(EXEMPT, (part) => part.replaceAll(/[^\n]/g, ' ')).split('\n');
  return lines.flatMap((line, index) =>
    RETIRED_WORDS.flatMap(({ pattern, use }) =>
      Array.from(line.matchAll(pattern), ([word]) => ({ file, line: index + 1, word, use })),
    ),
  );
}

/** The retired words in all files of the repository. */
export function lintWords(root: string): WordFinding[] {
  return repositoryFiles(root)
    .filter((file) => CHECKED.test(file) && !UNCHECKED.test(file))
    .flatMap((file) => retiredWordsIn(file, textOf(join(root, file))));
}

/** A file that was deleted and not yet committed has no words. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export const describeWord = ({ file, line, word, use }: WordFinding): string =>
  `${file}:${line}: "${word}" is a retired word; use: ${use}.`;
