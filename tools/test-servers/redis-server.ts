import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { endServer, startServer } from './server-process.ts';

/** A program that speaks the protocol of Redis. */
export interface RedisProgram {
  readonly project: string;
  readonly server: string;
  readonly cli: string;
  readonly isInstalled: boolean;
}

export const redisPrograms: readonly RedisProgram[] = [
  { project: 'Redis', server: 'redis-server', cli: 'redis-cli' },
  { project: 'Valkey', server: 'valkey-server', cli: 'valkey-cli' },
].map((program) => ({ ...program, isInstalled: spawnSync(program.server, ['--version']).status === 0 }));

/** For what is not about the program: Redis, or Valkey where that is installed in its place. */
export const redisServer = redisPrograms.find(({ isInstalled }) => isInstalled);

export interface RedisServerOptions {
  /** By default `redisServer`. */
  readonly program?: RedisProgram | undefined;
  /** Writes each command to disk before it responds, so that a restart loses nothing. By default, nothing is on disk. */
  readonly durable?: boolean;
  /** A cluster of this one server, which rejects scripts whose keys are in several slots. */
  readonly cluster?: boolean;
}

/** A separate server on a port of its own, and on a socket. */
export async function startRedisServer({
  program = redisServer,
  durable = false,
  cluster = false,
}: RedisServerOptions = {}) {
  if (!program?.isInstalled) throw new Error(`There is no ${program?.server ?? 'redis-server'} on the PATH.`);
  const cli = async (...command: string[]): Promise<string> =>
    (await promisify(execFile)(program.cli, ['-p', String(port), ...command])).stdout;
  const directory = await mkdtemp(join(tmpdir(), 'redis-'));
  const socket = join(directory, 'redis.sock');
  const port = await freePort();
  const settings = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--unixsocket',
    socket,
    '--dir',
    directory,
    '--save',
    '',
    '--appendonly',
    durable ? 'yes' : 'no',
    '--appendfsync',
    'always',
    ...(cluster
      ? ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort()), '--cluster-announce-ip', '127.0.0.1']
      : []),
  ];
  const start = () => startServer(program.server, settings, 'eady to accept connections');
  let server = await start();
  if (cluster) {
    await cli('cluster', 'addslotsrange', '0', '16383');
    // Until the server has noticed that all slots are served, it rejects every command.
    while (!(await cli('cluster', 'info')).includes('cluster_state:ok')) await sleep(50);
  }
  return {
    port,
    socket,
    pid: () => server.pid!,
    /** Kills it without a warning, and starts it again with what is on disk. */
    restart: async () => {
      await endServer(server, 'SIGKILL');
      server = await start();
    },
    stop: async () => {
      await endServer(server, 'SIGKILL');
      await rm(directory, { recursive: true });
    },
  };
}
