/** `pnpm docs:accessibility`: what the tests of the site check on one page of each kind, on every page. */
import '../tools/command-tools/errors.ts';
import { spawnSync } from 'node:child_process';
import { chromiumPath } from '../tools/browser-tests/src/browser.ts';
import { vitestCommand } from '../tools/command-tools/vitest-command.ts';

if (chromiumPath === undefined) throw new Error('The pages need Chromium, which is not installed.');
const { command, args, ...place } = vitestCommand(
  ['run', '--project', 'website', 'website/test/site.test.ts', '--testNamePattern', 'is accessible'],
  { ...process.env, SITE_PAGES: 'all' },
);
const { status, error } = spawnSync(command, args, { ...place, stdio: 'inherit' });
if (error) throw error;
process.exitCode = status ?? 1;
