import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { git } from '../command-tools/git.ts';
import { run } from '../command-tools/run.ts';
import { toolFile } from '../command-tools/tool-file.ts';

/** A commit in a folder of its own, so that a release contains what is committed, and changes nothing in the checkout. */
export class WorkingCopy {
  readonly folder: string;
  readonly #parent = mkdtempSync(join(tmpdir(), 'secuconnect-release-'));

  constructor(repository: string, commit: string) {
    this.folder = join(this.#parent, 'copy');
    git(repository, 'clone', '--quiet', '--no-checkout', repository, this.folder);
    git(this.folder, 'checkout', '--quiet', '--detach', commit);
  }

  /** Installs what the lockfile names. Fails if a manifest no longer fits the lockfile. */
  install(): void {
    this.run(toolFile('pnpm'), 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent');
  }

  /** `changeset version`: the next versions and their changelogs, from the pending changesets. */
  version(): void {
    this.run(toolFile('@changesets/cli'), 'version');
  }

  /** Nothing from a cache: a release contains what this commit gives. */
  build(): void {
    this.run(toolFile('turbo'), 'run', 'build', '--force', '--output-logs=errors-only', '--log-prefix=none');
  }

  /** Runs a JavaScript file with the current Node and the tools of the copy. */
  run(file: string, ...args: readonly string[]): string {
    const path = [join(this.folder, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
    const env = { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
    return run(process.execPath, [file, ...args], { cwd: this.folder, env });
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}
