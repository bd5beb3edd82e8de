import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../command-tools/git.ts';
import { run } from '../command-tools/run.ts';
import { root } from './published-packages.ts';

export interface PullRequest {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
}

/** The branch that pull requests go to. */
const BASE = 'main';

/** Writes title and body to `.cache/pull-request/`, for a reader and for `gh`. */
export function writePullRequest({ title, body }: PullRequest): { titleFile: string; bodyFile: string } {
  const folder = join(root, '.cache', 'pull-request');
  const [titleFile, bodyFile] = [join(folder, 'title.txt'), join(folder, 'body.md')];
  mkdirSync(folder, { recursive: true });
  writeFileSync(titleFile, `${title}\n`);
  writeFileSync(bodyFile, body);
  return { titleFile, bodyFile };
}

/** Pushes the branch, and opens its pull request with the program `gh` of GitHub, or updates the open one. */
export function pushPullRequest(request: PullRequest): void {
  const { branch, title } = request;
  const { bodyFile } = writePullRequest(request);
  git(root, 'push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);
  const open = gh('pr', 'list', '--head', branch, '--state', 'open', '--json', 'number');
  if ((JSON.parse(open) as unknown[]).length > 0) gh('pr', 'edit', branch, '--title', title, '--body-file', bodyFile);
  else gh('pr', 'create', '--base', BASE, '--head', branch, '--title', title, '--body-file', bodyFile);
}

const gh = (...args: readonly string[]): string => run('gh', args, { cwd: root });
