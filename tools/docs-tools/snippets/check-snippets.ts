import { fileURLToPath } from 'node:url';
import { startMock } from '@secuconnect/mock';
import { compileErrors } from './compile-snippets.ts';
import { extractSnippets } from './extract-snippets.ts';
import { runFailure } from './run-snippet.ts';
import { writeSnippets } from './write-snippets.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Compiles the snippets in README and documents, runs the programs among them against the mock, and prints the results.
 *
 * @param filter Checks only documents with this string in their path.
 * @returns Whether all of them compiled and ran.
 */
export async function checkSnippets(filter = ''): Promise<boolean> {
  const snippets = extractSnippets(root).filter(({ document }) => document.includes(filter));
  const files = writeSnippets(`${root}.cache/snippets`, snippets);
  const problems = compileErrors(root, files);
  console.log(`${snippets.length} snippets, ${problems.length} compiler errors.`);

  const mock = await startMock();
  try {
    for (const file of files.filter((one) => one.snippets[0]!.kind === 'program')) {
      const failure = await runFailure(mock, file);
      console.log(`${failure ? 'FAILED' : 'ok    '} ${file.document}:${file.snippets[0]!.line}`);
      if (failure) problems.push(failure);
    }
  } finally {
    await mock.close();
  }
  for (const problem of problems) console.error(`\n${problem}`);
  return problems.length === 0;
}
