/** `pnpm docs:accessibility`: what the tests of the site check on one page of each kind, on every page. */
import '../tools/command-tools/errors.ts';
import { chromiumPath } from '../tools/browser-tests/src/browser.ts';
import { runVitest } from '../tools/command-tools/run-vitest.ts';

if (chromiumPath === undefined) throw new Error('The pages need Chromium, which is not installed.');
runVitest(['run', '--project', 'website', 'website/test/site.test.ts', '--testNamePattern', 'is accessible'], {
  ...process.env,
  SITE_PAGES: 'all',
});
