import { globSync } from 'node:fs';
import { git, gitAgrees, uncommittedFiles } from '../command-tools/git.ts';
import { checkFingerprint } from '../codegen/generate.ts';
import { manifestOf, PUBLISHED, root } from './published-packages.ts';
import { WorkingCopy } from './working-copy.ts';

/** The branch that is released, as the remote has it: what was merged after a review. */
const REVIEWED = 'origin/main';
const SHOWN_FILES = 5;

/** The changesets that no version contains yet. */
export const pendingChangesets = (repository: string = root): string[] =>
  globSync('.changeset/*.md', { cwd: repository }).filter((file) => !file.endsWith('README.md'));

/**
 * A release is what is committed, generated and reviewed.
 *
 * @returns What could not be checked.
 * @throws Error with the first reason not to release, and what to do.
 */
export function checkState(): string[] {
  const files = uncommittedFiles(root);
  if (files.length > 0)
    throw new Error(`${list(files)} not committed. Commit, stash or remove first: a release contains commits only.`);
  if (git(root, 'rev-parse', '--is-shallow-repository') === 'true')
    throw new Error('The history is incomplete, and changelogs name commits. Run `git fetch --unshallow` first.');
  checkFingerprint();
  return checkReviewed();
}

/** Everything on the branch of the remote has been merged by a reviewed pull request; its protection sees to that. */
function checkReviewed(): string[] {
  if (!gitAgrees(root, 'rev-parse', '--verify', '--quiet', REVIEWED))
    return [`There is no ${REVIEWED}, so that it is not checked whether this commit has been reviewed.`];
  if (!gitAgrees(root, 'merge-base', '--is-ancestor', 'HEAD', REVIEWED))
    throw new Error(
      `This commit is not in ${REVIEWED}, so it has not been reviewed. Merge it by a pull request, and run \`git fetch\`.`,
    );
  return [];
}

/**
 * A version is what `changeset version` gives, and nothing else: the command is run again on the commit before, and must give the same files.
 *
 * @throws Error that names what was written by hand.
 */
export function checkVersionCommit(): void {
  const manifests = PUBLISHED.map((name) => `packages/${name}/package.json`);
  const commit = git(root, 'log', '-1', '--format=%H', '-G"version":', '--', ...manifests);
  if (!gitAgrees(root, 'rev-parse', '--verify', '--quiet', `${commit}^`) || isUnversioned())
    throw new Error('The packages have never had a version. Merge the pull request of `pnpm versions` first.');
  const copy = new WorkingCopy(root, `${commit}^`);
  try {
    copy.install();
    copy.version();
    git(copy.folder, 'add', '--all');
    const different = git(copy.folder, 'diff', '--cached', '--name-only', '-z', commit).split('\0').filter(Boolean);
    if (different.length > 0)
      throw new Error(
        `The versions were not made by \`pnpm versions\` alone: commit ${commit.slice(0, 9)} has ${list(different, 'another', 'other')}. ` +
          'Correct the changesets, and let it make the versions again.',
      );
  } finally {
    copy.remove();
  }
}

const isUnversioned = (): boolean => PUBLISHED.some((name) => manifestOf(name).version === '0.0.0');

/** Whether every version of the manifests has its tag. */
export const isReleased = (): boolean =>
  PUBLISHED.every((name) => gitAgrees(root, 'rev-parse', '--verify', '--quiet', `refs/tags/${tagOf(name)}`));

export function tagOf(name: (typeof PUBLISHED)[number]): string {
  const { name: fullName, version } = manifestOf(name);
  return `${fullName}@${version}`;
}

function list(files: readonly string[], one = '', many = ''): string {
  const shown = files.slice(0, SHOWN_FILES).join(', ');
  const rest = files.length > SHOWN_FILES ? ` and ${files.length - SHOWN_FILES} more` : '';
  if (one) return `${files.length === 1 ? one : many} ${shown}${rest}`;
  return `${shown}${rest} ${files.length === 1 ? 'is' : 'are'}`;
}
