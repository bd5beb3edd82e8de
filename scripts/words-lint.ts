/** `pnpm words:lint`: fails if a word is used that the project has replaced; the list is tools/docs-tools/words/retired-words.ts. */
import '../tools/command-tools/errors.ts';
import { fileURLToPath } from 'node:url';
import { describeWord, lintWords } from '../tools/docs-tools/words/lint-words.ts';

const findings = lintWords(fileURLToPath(new URL('..', import.meta.url)));
for (const finding of findings) console.error(describeWord(finding));
if (findings.length) process.exitCode = 1;
