import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import type { Io } from '../src/console/io.ts';
import { main } from '../src/main.ts';

export interface TerminalOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What comes through a pipe. */
  readonly stdin?: string;
  /** Whether a person sits there. */
  readonly isTTY?: boolean;
  /** What the person types, each after the question that contains its key. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Called with what the command prints to stdout, while it runs. */
  readonly onText?: (text: string) => void;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Recorder extends Writable {
  text = '';
  readonly columns = 100;
  readonly isTTY: boolean;
  onText: (text: string) => void = () => undefined;

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    this.onText(String(chunk));
    done();
  }
}

/** A folder for settings, which no test shares with the person who runs it. */
export const newHome = (): string => mkdtempSync(join(tmpdir(), 'secuconnect-cli-'));

/** Runs a command line in this process, with streams that are recorded. */
export async function run(args: readonly string[], options: TerminalOptions = {}): Promise<Ended> {
  const { env = {}, stdin = '', isTTY = false, answers = {}, signal = new AbortController().signal } = options;
  const [stdout, stderr] = [new Recorder(isTTY), new Recorder(isTTY)];
  if (options.onText) stdout.onText = options.onText;
  const keyboard = Object.assign(new PassThrough(), { isTTY: true });
  stderr.onText = (text) => {
    const [, answer] = Object.entries(answers).find(([question]) => text.includes(question)) ?? [];
    if (answer !== undefined) setImmediate(() => keyboard.write(`${answer}\n`));
  };
  const io: Io = {
    stdin: isTTY ? keyboard : Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    env: { XDG_CONFIG_HOME: env['XDG_CONFIG_HOME'] ?? newHome(), ...env },
    signal,
  };
  const code = await main(args, io);
  for (const stream of [stdout, stderr]) if (stream.writableLength > 0) await once(stream, 'drain');
  return { code, stdout: stdout.text, stderr: stderr.text };
}
