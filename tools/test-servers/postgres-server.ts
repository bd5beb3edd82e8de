import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { endServer, startServer } from './server-process.ts';

/** The folder with `initdb` and `postgres`, which Debian does not put on the path. The newest version comes first. */
const bin = [
  ...(process.env['PATH'] ?? '').split(':'),
  ...globSync('/usr/lib/postgresql/*/bin').sort((one, other) => other.localeCompare(one, 'en', { numeric: true })),
].find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));

/** The server does not run as root: there, it runs as the user that the package of Debian has created. */
const owner: { uid?: number; gid?: number } | undefined = process.getuid?.() === 0 ? idsOf('postgres') : {};

/** The server program. */
export const postgresServer = bin !== undefined && owner ? join(bin, 'postgres') : undefined;

/** A separate server on a port of its own, with the user and the database `postgres`, and without a password. */
export async function startPostgresServer() {
  const directory = await mkdtemp(join(tmpdir(), 'postgres-'));
  if (owner?.uid !== undefined) await chown(directory, owner.uid, owner.gid!);
  const data = join(directory, 'data');
  const port = await freePort();
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const init = spawnSync(join(bin!, 'initdb'), initdb, { ...owner, cwd: directory });
  if (init.status !== 0) throw new Error(`initdb has failed:\n${String(init.stderr)}`);
  const settings = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', directory, '-c', 'max_connections=200'];
  const start = () =>
    startServer(postgresServer!, settings, 'ready to accept connections', { ...owner, cwd: directory });
  let server = await start();
  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    /** Ends it at once, as a crash does, and starts it again. `SIGQUIT` ends its child processes too. */
    restart: async () => {
      await endServer(server, 'SIGQUIT');
      server = await start();
    },
    stop: async () => {
      await endServer(server, 'SIGQUIT');
      await rm(directory, { recursive: true });
    },
  };
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((option) => spawnSync('id', [option, user]));
  return uid!.status === 0 ? { uid: Number(String(uid!.stdout)), gid: Number(String(gid!.stdout)) } : undefined;
}
