/**
 * `pnpm spec:diff [git-ref]`: what changed in the API since the ref, as users of the SDK see it, with a changeset to start from.
 * Without a ref it is the commit at which this branch left origin/main, or the last commit when there is no origin/main.
 */
import { spawnSync } from 'node:child_process';
import { proposeChangeset, report } from '../tools/spec-tools/diff/changeset.ts';
import { diff } from '../tools/spec-tools/diff/diff.ts';
import { BUNDLE, readBundle, readText, root } from '../tools/spec-tools/spec-paths.ts';

const ref = process.argv[2] ?? git('merge-base', 'HEAD', 'origin/main')?.trim() ?? 'HEAD';
const before = git('show', `${ref}:${BUNDLE}`);
if (before === undefined) {
  console.error(`There is no ${BUNDLE} at ${ref}. Name a commit or branch that has one.`);
  process.exitCode = 1;
} else {
  const changes = diff(JSON.parse(before), readBundle());
  const { version } = JSON.parse(readText('packages/client/package.json')) as { version: string };
  const proposal = proposeChangeset(changes, version);
  console.log(`Since ${ref}: ${report(changes)}`);
  if (proposal?.note) console.log(`\n${proposal.note}`);
  if (proposal) console.log(`\nA changeset to start from, in .changeset/<name>.md:\n\n${proposal.changeset}`);
}

/** What git prints, or `undefined` when it fails. */
function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}
