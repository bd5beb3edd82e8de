import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/node/cli.ts', import.meta.url));

export interface StartedCli {
  readonly child: ChildProcess;
  /** Where it listens; `undefined` when it has ended before. */
  readonly url: string | undefined;
  /** What it has printed so far, errors too. */
  output(): string;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts the command line, and waits until it listens or has ended. */
export async function startCli(...args: readonly string[]): Promise<StartedCli> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const url = await new Promise<string | undefined>((resolve) => {
    const read = (data: Buffer): void => {
      output += data.toString();
      const [, found] = /listens on (\S+)\.\n(?:.*\n)*.*reach(?:es)? it/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => resolve(undefined));
  });
  return { child, url, output: () => output, ended };
}
