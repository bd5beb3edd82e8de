import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolFile } from '../command-tools/tool-file.ts';
import { folderOf, manifestOf, PUBLISHED, root, type PublishedPackage } from './published-packages.ts';

/** A packed package. */
export interface Tarball {
  readonly name: PublishedPackage;
  readonly version: string;
  readonly path: string;
  /** Size of the file, in bytes. */
  readonly bytes: number;
  /** As npm and lockfiles write it: `sha512-` and Base64. */
  readonly integrity: string;
}

/** Where tarballs are written by default. */
export const TARBALLS = join(root, '.cache', 'packages');

/**
 * Packs what is built.
 *
 * @param folder Receives the tarballs, and loses what it has contained.
 * @param repository This one, or a copy of it.
 * @throws Error when a package cannot be packed, such as one that is not built.
 */
export function packAll(folder: string = TARBALLS, repository: string = root): Tarball[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return PUBLISHED.map((name) => pack(name, folder, repository));
}

/** The tarballs that `packAll` has written to a folder. */
export const tarballsIn = (folder: string): Tarball[] => PUBLISHED.map((name) => tarballOf(name, folder, root));

function pack(name: PublishedPackage, folder: string, repository: string): Tarball {
  const cwd = folderOf(name, repository);
  const args = [toolFile('pnpm'), 'pack', '--pack-destination', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`packages/${name} cannot be packed.\n${stdout}${stderr}`);
  return tarballOf(name, folder, repository);
}

function tarballOf(name: PublishedPackage, folder: string, repository: string): Tarball {
  const { version } = manifestOf(name, repository);
  const path = join(folder, `secuconnect-${name}-${version}.tgz`);
  const content = readFileSync(path);
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
  return { name, version, path, bytes: content.length, integrity };
}
