import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

const REPOSITORY = 'https://github.com/secuconnect/secuconnect-client/blob/main';

/**
 * Where a link of a page leads on the site: a file outside of `docs/`, such as an example, is read in the repository.
 *
 * @param page The page that has the link, below `docs/`.
 */
export function siteLink(page: string, href: string): string {
  if (/^[a-z][a-z+.-]*:|^[#/]/i.test(href)) return href;
  const target = posix.normalize(posix.join('docs', posix.dirname(page), href));
  if (!target.startsWith('docs/')) return `${REPOSITORY}/${target}`;
  return href.replace(/(^|\/)README\.md(?=#|$)/, '$1index.md');
}

/** Follows links to files outside of `docs/` into the repository. */
export function outsideLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('outside-links', ({ tokens, env }) => {
    const { relativePath = '' } = env as { relativePath?: string };
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      if (token.type === 'link_open') token.attrSet('href', siteLink(relativePath, token.attrGet('href') ?? ''));
  });
}
