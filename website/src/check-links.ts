import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { SITE } from './pages.ts';

const ID = /\s(?:id|name)="(?<id>[^"]+)"/g;
const HREF = /<a\s[^>]*?href="(?<href>[^"]+)"/g;

/** Links of the built site that lead to no page, or to no place on their page: one text per link. */
export function deadLinks(): string[] {
  const files = globSync('**/*.html', { cwd: SITE }).map((file) => file.replaceAll('\\', '/'));
  const pages = new Map(files.map((file) => [file, readFileSync(join(SITE, file), 'utf8')]));
  const ids = new Map(
    [...pages].map(([file, html]) => [file, new Set([...html.matchAll(ID)].map(({ groups }) => text(groups!['id']!)))]),
  );
  return [...pages].flatMap(([file, html]) =>
    [...new Set([...html.matchAll(HREF)].map(({ groups }) => text(groups!['href']!)))]
      .filter((href) => !/^[a-z][a-z+.-]*:/i.test(href))
      .filter((href) => !leads(file, href, ids))
      .map((href) => `${file}: ${href}`),
  );
}

function leads(from: string, href: string, ids: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const [path = '', anchor] = decodeURI(href).split('#');
  const joined = path === '' ? from : path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path);
  const candidates = [joined, `${joined}.html`, posix.join(joined, 'index.html')];
  const target = candidates.find((one) => ids.has(one));
  return target !== undefined && (!anchor || ids.get(target)!.has(anchor));
}

const text = (html: string): string => html.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
