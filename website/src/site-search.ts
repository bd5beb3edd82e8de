import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { SITE } from './pages.ts';
import { indexOptions, searchOptions, type Section } from './search-options.ts';

/** Searches the index of the built site as the site does. */
export async function openSearch(): Promise<(question: string) => string[]> {
  const [file] = globSync('assets/chunks/@localSearchIndexroot.*.js', { cwd: SITE });
  if (file === undefined) throw new Error('The site is not built: run `pnpm docs:build`.');
  const source = readFileSync(join(SITE, file), 'utf8');
  const { default: json } = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { default: string };
  const index = MiniSearch.loadJSON<Section>(json, {
    ...indexOptions,
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
  });
  return (question) => index.search(question, searchOptions).map(({ id }) => String(id));
}

/** The first pages that a question finds, without their sections. */
export const pagesOf = (ids: readonly string[], count: number): string[] => [
  ...new Set(ids.slice(0, count).map((id) => id.replace(/#.*$/, ''))),
];
