/** `pnpm snippets [text]`: compiles the code in README and documents, and runs it against the mock; only documents with the text in their path, if there is one. */
import { fileURLToPath } from 'node:url';
import { startMock } from '../tools/docs-tools/run-program.ts';
import { mistakesIn } from '../tools/docs-tools/snippets/compile-snippets.ts';
import { snippetsIn } from '../tools/docs-tools/snippets/extract-snippets.ts';
import { failureOf } from '../tools/docs-tools/snippets/run-snippet.ts';
import { writeSnippets } from '../tools/docs-tools/snippets/write-snippets.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv[2] ?? '';

const snippets = snippetsIn(root).filter(({ document }) => document.includes(wanted));
const files = writeSnippets(`${root}.cache/snippets`, snippets);
const problems = mistakesIn(root, files);
console.log(`${snippets.length} snippets, ${problems.length} mistakes that the compiler finds.`);

const mock = await startMock();
try {
  for (const file of files.filter((one) => one.snippets[0]!.kind === 'program')) {
    const failure = await failureOf(mock, file);
    console.log(`${failure ? 'FAILED' : 'ok    '} ${file.document}:${file.snippets[0]!.line}`);
    if (failure) problems.push(failure);
  }
} finally {
  await mock.close();
}
for (const problem of problems) console.error(`\n${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
