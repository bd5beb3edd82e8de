import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the pages are. */
export const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
/** Where the site is built. */
export const SITE = fileURLToPath(new URL('../../.cache/site/', import.meta.url));

/** A page of the site. */
export interface DocumentPage {
  /** Below `docs/`, with slashes, such as `guides/errors.md`. */
  readonly path: string;
  readonly title: string;
  /** The first paragraph, on one line. */
  readonly summary: string;
  readonly text: string;
}

export const pageAt = (path: string): DocumentPage => {
  const text = readFileSync(join(DOCS, path), 'utf8').replace(/^<!--.*?-->\s*/s, '');
  const title = /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '');
  if (title === undefined) throw new Error(`docs/${path} has no heading.`);
  const [, summary = ''] = /^# .+\n+(?<summary>(?!```|[#|<-])[^\n]+(?:\n[^\n#|]+)*)/m.exec(text) ?? [];
  return {
    path,
    title,
    text,
    summary: summary
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\[(.+?)\]\(.+?\)/g, '$1')
      .trim(),
  };
};

/** All pages, sorted by path. */
export const allPages = (): DocumentPage[] =>
  globSync('**/*.md', { cwd: DOCS })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map(pageAt);

/** The path of a page on the site: a README is the first page of its folder. */
export const sitePath = (path: string): string =>
  path.replace(/(^|\/)README\.md$/, '$1index.md').replace(/\.md$/, '.html');
