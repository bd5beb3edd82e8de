import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Consumer } from './consumer.ts';

/** The command of the packed sandbox, as a process of its own. Each cell has one to itself, because programs reset it and break its calls. */
export class SandboxForCells {
  readonly #consumer: Consumer;

  constructor(consumer: Consumer) {
    this.#consumer = consumer;
  }

  /**
   * Runs something with a sandbox.
   *
   * @param use Gets the origin of the sandbox, and that of a server that does not exist.
   */
  async with<T>(use: (origins: Origins) => Promise<T>): Promise<T> {
    const child = spawn(
      process.execPath,
      [join(this.#consumer.packageFolder('@secuconnect/sandbox'), 'dist/cli.js'), '--port', '0'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    try {
      return await use({ sandbox: await originOf(child), nowhere: await unusedOrigin() });
    } finally {
      child.kill();
    }
  }
}

export interface Origins {
  /** Such as `http://127.0.0.1:4010`. */
  readonly sandbox: string;
  /** Where connections are rejected. */
  readonly nowhere: string;
}

/** Where the sandbox of a process listens, as soon as it has printed that. */
export function originOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
      if (origin) resolve(origin);
    });
    child.once('exit', () => reject(new Error(`The sandbox has ended.\n${output}`)));
  });
}

export async function unusedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
