import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

/** A separate `redis-server`, which listens on a socket only and stores nothing on disk. */
export async function startRedisServer() {
  const directory = await mkdtemp(join(tmpdir(), 'redis-'));
  const socket = join(directory, 'redis.sock');
  const settings = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', directory];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface(server.stdout).on('line', (line) => {
      log.push(line);
      if (line.includes('eady to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`redis-server has exited:\n${log.join('\n')}`)));
  });
  return {
    socket,
    stop: async () => {
      server.kill('SIGKILL');
      await once(server, 'exit');
      await rm(directory, { recursive: true });
    },
  };
}
