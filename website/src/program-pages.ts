import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GROUPS } from './navigation.ts';
import { siteLink } from './outside-links.ts';
import { allPages, SITE, type DocumentPage } from './pages.ts';

const TITLE = '# Secuconnect: the TypeScript SDK of the Secuconnect payment API 2.0\n';

/**
 * Writes what programs read: beside each page its Markdown, `llms.txt` with one line per page, and `llms-full.txt` with the text of all guides.
 */
export function writeProgramPages(): void {
  const pages = allPages();
  for (const page of pages) write(twinOf(page), markdownOf(page));
  write('llms.txt', directoryOf(pages));
  const guides = Object.values(GROUPS)
    .flat()
    .filter((path) => !path.endsWith('README'));
  const texts = guides.map((path) => markdownOf(pages.find((page) => page.path === `${path}.md`)!));
  write('llms-full.txt', `${TITLE}\n${texts.join('\n\n---\n\n')}`);
}

/** The Markdown of a page is where its HTML is, under the same name. */
const twinOf = ({ path }: DocumentPage): string => path.replace(/(^|\/)README\.md$/, '$1index.md');

/** Links lead to the Markdown of other pages, and out of `docs/` into the repository. */
const markdownOf = (page: DocumentPage): string =>
  page.text.replaceAll(/\]\((?<href>[^)\s]+)\)/g, (_, href: string) => `](${siteLink(page.path, href)})`);

function directoryOf(pages: readonly DocumentPage[]): string {
  const line = (page: DocumentPage): string =>
    `- [${page.title}](${twinOf(page)})${page.summary ? `: ${page.summary}` : ''}`;
  const groups = Object.entries(GROUPS).map(
    ([name, paths]) =>
      `## ${name}\n\n${paths.map((path) => line(pages.find((page) => page.path === `${path}.md`)!)).join('\n')}`,
  );
  const grouped = new Set(Object.values(GROUPS).flat());
  const others = pages.filter(({ path }) => !grouped.has(path.replace(/\.md$/, '')));
  return `${TITLE}
> Client, sandbox and command line for payments, loyalty cards, prepaid goods, terminals, contracts and identification. Every page of the site
> has its Markdown under the same address with \`.md\`.

${groups.join('\n\n')}

## Optional

${others.map(line).join('\n')}
`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(SITE, path)), { recursive: true });
  writeFileSync(join(SITE, path), text);
}
