import { spawnSync } from 'node:child_process';
import { BUNDLE, readBundle, root } from '../spec-paths.ts';
import { proposeChangeset, report } from './changeset.ts';
import { diff } from './diff.ts';

/**
 * Prints what changed in the API since a git ref, as users of the SDK see it, with a proposal for a changeset.
 *
 * @param ref
 * @default The commit at which this branch left origin/main; the last commit if there is no origin/main.
 * @returns Whether the ref has a document to compare with.
 */
export function printDiffSince(ref = git('merge-base', 'HEAD', 'origin/main')?.trim() ?? 'HEAD'): boolean {
  const before = git('show', `${ref}:${BUNDLE}`);
  if (before === undefined) {
    console.error(`There is no ${BUNDLE} at ${ref}. Use a commit or a branch that has one.`);
    return false;
  }
  const changes = diff(JSON.parse(before), readBundle());
  const proposal = proposeChangeset(changes);
  console.log(`Since ${ref}: ${report(changes)}`);
  if (proposal?.note) console.log(`\n${proposal.note}`);
  if (proposal) console.log(`\nA proposal for .changeset/<name>.md:\n\n${proposal.changeset}`);
  return true;
}

/** The output of git, or `undefined` if it fails. */
function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}
