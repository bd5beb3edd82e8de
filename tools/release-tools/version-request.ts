import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, uncommittedFiles } from '../command-tools/git.ts';
import { run } from '../command-tools/run.ts';
import { toolFile } from '../command-tools/tool-file.ts';
import { changesOf } from './prepare-release.ts';
import { folderOf, manifestOf, PUBLISHED, root } from './published-packages.ts';
import { pushPullRequest, writePullRequest } from './pull-request.ts';
import { pendingChangesets } from './release-state.ts';

/** One branch: a later changeset updates the same pull request. */
const BRANCH = 'release/versions';

/**
 * Commits what `changeset version` gives, and nothing else, on a branch. Merging its pull request is the decision to release.
 *
 * @param push Whether to open or update the pull request.
 */
export function requestVersions({ push }: { push: boolean }): void {
  const files = uncommittedFiles(root);
  if (files.length > 0) throw new Error(`${files.join(', ')} would become part of the commit. Commit or stash first.`);
  if (pendingChangesets().length === 0) return console.log('There is no pending changeset. There is nothing to do.');
  git(root, 'switch', '--quiet', '--force-create', BRANCH);
  run(process.execPath, [toolFile('@changesets/cli'), 'version'], { cwd: root });
  const versions = PUBLISHED.map((name) => ({ name, version: manifestOf(name).version }));
  const title = `Versions: ${[...new Set(versions.map(({ version }) => version))].join(', ')}`;
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', title);

  const sections = versions.map(({ name, version }) => {
    const changelog = readFileSync(join(folderOf(name), 'CHANGELOG.md'), 'utf8');
    return `## @secuconnect/${name} ${version}\n\n${changesOf(changelog, version)}`;
  });
  const body = [
    'Merging this releases the packages: the workflow `release` builds, tests and uploads them.',
    'Do not edit these files. To change a text, edit its changeset on main, and this pull request follows.',
    ...sections,
  ].join('\n\n');
  const request = { branch: BRANCH, title, body };
  if (push) pushPullRequest(request);
  else writePullRequest(request);
  console.log(`${BRANCH} has the commit “${title}”.`);
}
