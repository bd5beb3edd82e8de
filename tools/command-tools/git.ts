import { spawnSync } from 'node:child_process';
import { run } from './run.ts';

/** What git prints, without the last line break. Throws an Error with its output if it fails. */
export const git = (cwd: string, ...args: readonly string[]): string => run('git', args, { cwd }).trimEnd();

/** Whether git succeeds: for its questions that are answered by the exit code. */
export const gitAgrees = (cwd: string, ...args: readonly string[]): boolean =>
  spawnSync('git', args, { cwd, stdio: 'ignore' }).status === 0;

/** Files that are not committed, changed or new, with `/` in their paths. */
export const uncommittedFiles = (cwd: string): string[] =>
  git(cwd, 'status', '--porcelain=v1', '-z', '--untracked-files=all')
    .split('\0')
    .filter((entry) => /^.. /.test(entry))
    .map((entry) => entry.slice(3));
