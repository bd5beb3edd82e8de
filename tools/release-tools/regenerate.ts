import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { git, gitAgrees, uncommittedFiles } from '../command-tools/git.ts';
import { fingerprint, recorded } from '../codegen/fingerprint.ts';
import { generate } from '../codegen/generate.ts';
import { diff } from '../spec-tools/diff/diff.ts';
import { BUNDLE, readBundle } from '../spec-tools/spec-paths.ts';
import { pushPullRequest, writePullRequest, type PullRequest } from './pull-request.ts';
import { root } from './published-packages.ts';
import { regenerationText } from './regeneration-text.ts';

/**
 * Regenerates after a change of the spec, which may be committed or not, and commits the result on a branch of its own, with a changeset and
 * the texts of a pull request.
 *
 * @param push Whether to open the pull request.
 * @throws Error that says what is in the way. The checkout is as before then.
 */
export async function regenerate({ push }: { push: boolean }): Promise<void> {
  const elsewhere = uncommittedFiles(root).filter((file) => !file.startsWith('spec/'));
  if (elsewhere.length > 0)
    throw new Error(
      `${elsewhere.join(', ')} would become part of the commit. Commit or stash what is not in spec/ first.`,
    );
  const now = fingerprint();
  if (recorded()?.input === now.input && recorded()?.output === now.output)
    return console.log('The generated code is up to date. There is nothing to do.');

  // The same input gives the same branch, so that a second run finds what the first one made.
  const id = now.input.slice(0, 8);
  const branch = `regenerate/spec-${id}`;
  if (exists(branch)) return console.log(`The branch ${branch} is there already. There is nothing to do.`);

  const before = JSON.parse(git(root, 'show', `HEAD:${BUNDLE}`)) as unknown;
  await generate();
  const files = uncommittedFiles(root).filter((file) => !file.startsWith('spec/'));
  const { title, body, commitBody, changeset } = regenerationText(diff(before, readBundle()), files, branch);
  if (changeset !== undefined) writeFileSync(join(root, '.changeset', `spec-${id}.md`), changeset);

  git(root, 'switch', '--quiet', '--create', branch);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', title, ...(commitBody ? ['--message', commitBody] : []));
  deliver({ branch, title, body }, push);
}

const exists = (branch: string): boolean =>
  gitAgrees(root, 'show-ref', '--verify', '--quiet', `refs/heads/${branch}`) ||
  gitAgrees(root, 'ls-remote', '--exit-code', 'origin', `refs/heads/${branch}`);

function deliver(request: PullRequest, push: boolean): void {
  if (push) {
    pushPullRequest(request);
    return console.log(`The pull request of ${request.branch} is open: ${request.title}`);
  }
  const { titleFile, bodyFile } = writePullRequest(request);
  console.log(`${request.branch} has the commit “${request.title}”.\nThe pull request: ${titleFile}, ${bodyFile}`);
}
