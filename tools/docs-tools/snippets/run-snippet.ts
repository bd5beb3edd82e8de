import type { PrismServer } from '@secuconnect/mock';
import { failureAgainst } from '../run-program.ts';
import type { SnippetFile } from './write-snippets.ts';

/** Runs a snippet. Says what went wrong, if anything did, with places in the document instead of those in the file. */
export async function failureOf(
  mock: PrismServer,
  { file, document, snippets }: SnippetFile,
): Promise<string | undefined> {
  const failure = await failureAgainst(mock, file);
  if (failure === undefined) return undefined;
  return `${document}:${snippets[0]!.line}: ${failure.replaceAll(`file://${file}`, document).replaceAll(file, document)}`;
}
