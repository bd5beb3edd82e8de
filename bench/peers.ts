import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installLocked } from '../tools/command-tools/install-locked.ts';

/**
 * The other clients, which are not dependencies of this workspace: `bench/peers` has their exact versions with a lockfile, and the commands
 * install them into a folder of their own.
 */
const SOURCE = fileURLToPath(new URL('peers/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../.cache/bench-peers/', import.meta.url));

/** Installs what is not installed yet, as the lockfile has it. */
export const installPeers = (): void => installLocked(SOURCE, FOLDER, ['locate.mjs']);

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
