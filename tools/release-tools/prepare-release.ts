import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../command-tools/git.ts';
import { packAll, type Tarball } from './pack.ts';
import { folderOf, manifestOf, root } from './published-packages.ts';
import { smokeTest } from './smoke-test.ts';
import { WorkingCopy } from './working-copy.ts';

/** What a release uploads. */
export const RELEASE = join(root, '.cache', 'release');

export interface Prepared extends Tarball {
  readonly fullName: string;
  /** The part of the changelog about this version. */
  readonly changes: string;
  readonly hasRepository: boolean;
}

export interface PrepareOptions {
  /** Whether to make the versions of the pending changesets first. */
  readonly version: boolean;
  /** Whether to install and use the tarballs. */
  readonly smoke: boolean;
  readonly folder?: string;
  readonly log?: (step: string) => void;
}

/** Builds and packs the last commit in a copy. The same commit gives the same bytes. */
export function prepareRelease({ version, smoke, folder = RELEASE, log = () => {} }: PrepareOptions): Prepared[] {
  const copy = new WorkingCopy(root, git(root, 'rev-parse', 'HEAD'));
  try {
    log('installing a copy of this commit');
    copy.install();
    if (version) {
      log('making the versions');
      copy.version();
      // The lockfile must still fit the manifests.
      copy.install();
    }
    log('building');
    copy.build();
    log('packing');
    const tarballs = packAll(folder, copy.folder).map((tarball) => ({ ...tarball, ...describe(tarball, copy.folder) }));
    if (smoke) {
      log('installing the tarballs in an empty project, and using them');
      smokeTest(tarballs, folder, copy);
    }
    return tarballs;
  } finally {
    copy.remove();
  }
}

function describe({ name }: Tarball, repository: string): Omit<Prepared, keyof Tarball> {
  const manifest = manifestOf(name, repository);
  const file = join(folderOf(name, repository), 'CHANGELOG.md');
  const changes = existsSync(file) ? changesOf(readFileSync(file, 'utf8'), manifest.version) : '';
  return { fullName: manifest.name, changes, hasRepository: manifest.repository !== undefined };
}

/** The section of a version in a changelog, without its heading. */
export function changesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m);
  const section = sections.find((one) => one.split('\n', 1)[0]!.trim() === version) ?? '';
  return section.slice(section.indexOf('\n') + 1).trim();
}
