import { spawn, type ChildProcess } from 'node:child_process';

/** How long a server may take until it listens. */
const TIMEOUT_MS = 60_000;

export interface ServerOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A server of a user as a process of its own. */
export class ServerProcess {
  /** What it has printed. */
  output = '';
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;

  constructor(command: string, args: readonly string[], { cwd, env }: ServerOptions) {
    this.#child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout!, this.#child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.output += String(error);
        resolve();
      });
      this.#child.once('exit', () => resolve());
    });
  }

  /**
   * Waits for something that the server prints.
   *
   * @param find Gets all that it has printed, and returns what it looks for.
   * @throws Error with the output, when the server ends or takes too long.
   */
  async waitFor<T>(
    what: string,
    find: (output: string) => T | undefined | Promise<T | undefined>,
    timeout = TIMEOUT_MS,
  ): Promise<T> {
    let hasEnded = false;
    void this.#exited.then(() => (hasEnded = true));
    for (const end = performance.now() + timeout; ;) {
      const found = await find(this.output);
      if (found !== undefined) return found;
      if (hasEnded || performance.now() > end)
        throw new Error(`${what}: ${hasEnded ? 'the server has ended' : 'not in time'}.\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await this.#exited;
  }
}
