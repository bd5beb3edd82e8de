import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { sep } from 'node:path';

/** What `.gitignore` excludes. It counts where there is no git: in an archive of the repository. */
const IGNORED = new Set(['node_modules', 'dist', '.turbo', '.cache', '.git', 'coverage']);

/** The files of the repository, committed or not yet, with `/` in their relative paths; without git, only those that are not hidden. */
export function repositoryFiles(root: string): string[] {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status === 0) return stdout.split('\0').filter(Boolean);
  return globSync('**/*', { cwd: root, withFileTypes: true, exclude: ({ name }) => IGNORED.has(name) })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(root.length)}${sep}${entry.name}`.split(sep).filter(Boolean).join('/'));
}
