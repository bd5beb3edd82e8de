import { pathToFileURL } from 'node:url';
import type { PrismServer } from '@secuconnect/mock';
import { failureAgainst } from '../run-program.ts';
import type { SnippetFile } from './write-snippets.ts';

/**
 * Runs a snippet.
 *
 * @returns Why it failed, with places in the document instead of the file; `undefined` for a success.
 */
export async function runFailure(
  mock: PrismServer,
  { file, document, snippets }: SnippetFile,
): Promise<string | undefined> {
  const failure = await failureAgainst(mock, file);
  if (failure === undefined) return undefined;
  return `${document}:${snippets[0]!.line}: ${failure.replaceAll(pathToFileURL(file).href, document).replaceAll(file, document)}`;
}
