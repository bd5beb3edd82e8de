import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git } from '../command-tools/git.ts';
import { apiReports } from './api-report.ts';
import { folderOf, PUBLISHED, root } from './published-packages.ts';

export function writeReports(): void {
  for (const name of PUBLISHED) rmSync(join(folderOf(name), 'api-report'), { recursive: true, force: true });
  for (const { path, text } of apiReports()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** @throws Error that names the entries whose public names are not those of the reports. */
export function assertReports(): void {
  const different = apiReports().filter(
    ({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  );
  if (different.length === 0) return;
  const paths = different.map(({ path }) => path).join(', ');
  throw new Error(
    `The public names have changed: ${paths}. Run \`pnpm api:report\`, review its difference, and describe the change with \`pnpm changeset\`.`,
  );
}

/**
 * @param since A commit of the repository in this folder.
 * @throws Error when a report has changed since then, and no changeset has been added or changed.
 */
export function assertChangeset(since: string, repository: string = root): void {
  const changed = (...paths: string[]): string[] =>
    git(repository, 'diff', '--name-only', '-z', `${since}...HEAD`, '--', ...paths)
      .split('\0')
      .filter(Boolean);
  const reports = changed('packages/*/api-report/*');
  if (reports.length === 0 || changed('.changeset/*.md').length > 0) return;
  throw new Error(
    `${reports.join(', ')} changed, and no changeset says what users will notice. Run \`pnpm changeset\`.`,
  );
}
