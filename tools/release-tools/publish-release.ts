import { spawnSync } from 'node:child_process';
import { git, gitAgrees } from '../command-tools/git.ts';
import { npmCommand } from '../command-tools/npm-command.ts';
import { run } from '../command-tools/run.ts';
import type { Prepared } from './prepare-release.ts';
import { publishArguments, type PublishOptions } from './publish-command.ts';
import { root } from './published-packages.ts';

/**
 * Uploads the tarballs whose versions the registry does not have, in this order, and tags the commit. After an upload that failed, the command
 * can be run again: it goes on where it stopped.
 *
 * @throws Error before any upload, if the registry has other bytes for a version.
 */
export function publishRelease(
  tarballs: readonly Prepared[],
  options: PublishOptions,
  log: (line: string) => void,
): void {
  const found = tarballs.map((tarball) => ({ tarball, published: publishedIntegrity(tarball, options) }));
  for (const { tarball, published } of found)
    if (published !== undefined && published !== tarball.integrity)
      throw new Error(
        `The registry has ${idOf(tarball)} with other bytes than this commit gives. Release the commit that it was built from, or the next version.`,
      );
  for (const { tarball, published } of found) {
    if (published === undefined) upload(tarball, options);
    log(`${idOf(tarball)}  ${published === undefined ? 'uploaded' : 'was there'}`);
    tag(idOf(tarball));
  }
}

const idOf = ({ fullName, version }: Prepared): string => `${fullName}@${version}`;

/** The checksum in the registry; `undefined` if it does not have the version. Any other failure stops the release. */
function publishedIntegrity(tarball: Prepared, { registry }: PublishOptions): string | undefined {
  const { command, first } = npmCommand();
  const args = ['view', idOf(tarball), 'dist.integrity', '--json', '--prefer-online'];
  if (registry !== undefined) args.push('--registry', registry);
  const { stdout, stderr, status } = spawnSync(command, [...first, ...args], { cwd: root, encoding: 'utf8' });
  // npm prints nothing when it knows the package, and not this version.
  if (status === 0) return stdout.trim() === '' ? undefined : (JSON.parse(stdout) as string);
  if (`${stdout}${stderr}`.includes('E404')) return undefined;
  throw new Error(`The registry could not be asked for ${idOf(tarball)}.\n\n${stdout}${stderr}`.trim());
}

function upload(tarball: Prepared, options: PublishOptions): void {
  const { command, first } = npmCommand();
  run(command, [...first, ...publishArguments(tarball, options)], { cwd: root });
}

function tag(name: string): void {
  if (!gitAgrees(root, 'rev-parse', '--verify', '--quiet', `refs/tags/${name}`)) git(root, 'tag', name);
}
