import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Random } from '@secuconnect/mock/values';
import type { WorkerSettings } from './worker-settings.ts';

const program = fileURLToPath(new URL('worker-process.ts', import.meta.url));

/** Worker processes that can be killed, and are replaced then. */
export class Fleet {
  readonly #settings: WorkerSettings;
  readonly #workers: ChildProcess[] = [];
  kills = 0;

  private constructor(settings: WorkerSettings) {
    this.#settings = settings;
  }

  static async start(size: number, settings: WorkerSettings): Promise<Fleet> {
    const fleet = new Fleet(settings);
    await Promise.all(Array.from({ length: size }, () => fleet.#startWorker()));
    return fleet;
  }

  /**
   * Kills one without a warning, as the kernel does when memory is short, and starts another one.
   *
   * @param onDeath Receives its process id, before the other one starts.
   */
  async killOne(random: Random, onDeath: (pid: number) => void): Promise<void> {
    const [worker] = this.#workers.splice(random.below(this.#workers.length), 1);
    await kill(worker!);
    onDeath(worker!.pid!);
    this.kills++;
    await this.#startWorker();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map(kill));
  }

  async #startWorker(): Promise<void> {
    const env = { ...process.env, QUEUE_LOAD_WORKER: JSON.stringify(this.#settings) };
    const worker = fork(program, [], { env, execArgv: ['--disable-warning=ExperimentalWarning'] });
    this.#workers.push(worker);
    const [message] = (await Promise.race([once(worker, 'message'), once(worker, 'exit')])) as unknown[];
    if (message !== 'ready') throw new Error(`A worker has ended with ${String(message)} before it worked.`);
  }
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exited = once(worker, 'exit');
  worker.kill('SIGKILL');
  await exited;
}
