/**
 * `pnpm snippets [string]`: compiles the code in README and documents, and runs it against the mock. With a string, checks only documents
 * with it in their path.
 */
import '../tools/command-tools/errors.ts';

const { checkSnippets } = await import('../tools/docs-tools/snippets/check-snippets.ts');
if (!(await checkSnippets(process.argv[2]))) process.exitCode = 1;
