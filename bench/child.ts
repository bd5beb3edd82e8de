import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly flags?: readonly string[];
}

/**
 * Runs a program of this folder in a process of its own.
 *
 * @param input Passed as JSON in the first argument.
 * @returns The last line that it prints, which is JSON.
 * @throws Error if it fails; it has printed why.
 */
export async function runForJson<T>(program: URL, input: unknown, options: ChildOptions = {}): Promise<T> {
  const { env = {}, flags = [] } = options;
  const child = spawn(process.execPath, [...flags, fileURLToPath(program), JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${fileURLToPath(program)} failed.`);
  return JSON.parse(output.trim().split('\n').at(-1)!) as T;
}

/** What the parent has passed. */
export const inputOfChild = <T>(): T => JSON.parse(process.argv[2]!) as T;

/** Ends this process, whose connections would keep it running, once the parent has the result. */
export const returnToParent = (result: unknown): void =>
  void process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
