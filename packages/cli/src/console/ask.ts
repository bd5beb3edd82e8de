import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CliError, UsageError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';
import { isInteractive, type Io } from './io.ts';

/**
 * Asks for a line. Questions go to stderr: stdout is for results.
 *
 * @param options.secret Whether what is typed stays invisible.
 * @throws UsageError without a terminal.
 */
export async function ask(io: Io, question: string, { secret = false } = {}): Promise<string> {
  if (!isInteractive(io)) throw new UsageError(`${question} cannot be asked without a terminal.`);
  // The echo of the line editor is what makes input visible.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Before the question: from now on, the terminal itself does not echo either.
  const lines = createInterface({ input: io.stdin, output: secret ? silent : io.stderr, terminal: true });
  if (secret) io.stderr.write(`${question}: `);
  try {
    return await new Promise<string>((resolve, reject) => {
      const leave = (): void => reject(new CliError('Interrupted. Nothing was sent.', EXIT.interrupted));
      // Ctrl-C and Ctrl-D reach the line editor instead of the process.
      lines.once('SIGINT', leave).once('close', leave);
      io.signal.addEventListener('abort', leave, { once: true });
      lines.question(secret ? '' : `${question}: `, (answer) => resolve(answer.trim()));
    });
  } finally {
    lines.close();
    if (secret) io.stderr.write('\n');
  }
}

/** Asks whether to go on; anything but yes means no. */
export const confirm = async (io: Io, question: string): Promise<boolean> =>
  /^y(?:es)?$/i.test(await ask(io, `${question} [y/N]`));

/** All of stdin as text, such as a body or a secret from a pipe. */
export async function readStdin({ stdin }: Io): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
