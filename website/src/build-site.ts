import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vitepress';
import { deadLinks } from './check-links.ts';
import { writeExportPages } from './export-pages.ts';
import { allPages, SITE } from './pages.ts';
import { writeProgramPages } from './program-pages.ts';

const WEBSITE = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the whole site.
 *
 * @throws Error for a link that leads nowhere.
 */
export async function buildSite(): Promise<void> {
  await writeExportPages();
  await build(WEBSITE);
  writeProgramPages();
  const dead = deadLinks();
  if (dead.length > 0) throw new Error(`${dead.length} links lead nowhere:\n${dead.join('\n')}`);
  console.log(`${allPages().length} pages are in ${SITE}, and every link leads somewhere.`);
}

/** Serves the site, and shows changes of pages as they are saved. */
export async function serveSite(): Promise<void> {
  await writeExportPages();
  const server = await createServer(WEBSITE);
  await server.listen();
  server.printUrls();
}
