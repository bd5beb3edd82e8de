import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts a server, and resolves when its output has `ready`. */
export async function startServer(
  command: string,
  args: readonly string[],
  ready: string,
  options: SpawnOptions = {},
): Promise<ChildProcess> {
  const server = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const output of [server.stdout!, server.stderr!]) {
      createInterface(output).on('line', (line) => {
        log.push(line);
        if (line.includes(ready)) resolve();
      });
    }
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`${command} has exited:\n${log.join('\n')}`)));
  });
  return server;
}

/** Ends a server and waits until it has ended. */
export async function endServer(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill(signal);
  await exited;
}
