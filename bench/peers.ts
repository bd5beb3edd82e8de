import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { npmCommand } from '../tools/command-tools/npm-command.ts';

/**
 * The other clients, which are not dependencies of this workspace: `bench/peers` has their exact versions with a lockfile, and the commands
 * install them into a folder of their own.
 */
const SOURCE = fileURLToPath(new URL('peers/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../.cache/bench-peers/', import.meta.url));
const FILES = ['package.json', 'package-lock.json', 'locate.mjs'];

/**
 * Installs what is not installed yet, as the lockfile has it.
 *
 * @throws Error with the output of npm if that fails.
 */
export function installPeers(): void {
  const hash = createHash('sha256');
  for (const file of FILES) hash.update(readFileSync(join(SOURCE, file)));
  const stamp = hash.digest('hex');
  const stampFile = join(FOLDER, 'installed');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(FOLDER, { recursive: true });
  for (const file of FILES) copyFileSync(join(SOURCE, file), join(FOLDER, file));
  const { command, first } = npmCommand();
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: FOLDER, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The peers could not be installed: ${stdout}${stderr}`);
  writeFileSync(stampFile, stamp);
}

/** The module of an installed peer, which has no types here: the declarations of another package are not part of this workspace. */
export type PeerModule = Record<string, any>;

export const importPeer = async (name: string): Promise<PeerModule> =>
  (await import(await peerUrl(name))) as PeerModule;

/** The file that `import` of a peer loads. */
export async function peerUrl(name: string): Promise<string> {
  const { locate } = (await import(pathToFileURL(join(FOLDER, 'locate.mjs')).href)) as {
    locate(name: string): string;
  };
  return locate(name);
}

/** Name and version of each peer, as the list has them. */
export function peerVersions(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(SOURCE, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return dependencies;
}
