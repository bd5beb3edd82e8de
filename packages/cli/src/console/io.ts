import { once } from 'node:events';
import { EXIT } from '../exit-codes.ts';

/** A stream that the command writes to. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything through which a command reaches its surroundings, so that tests can be the terminal. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Whether a person can be asked. */
export const isInteractive = ({ stdin, stderr }: Io): boolean => stdin.isTTY === true && stderr.isTTY === true;

/** The width of a terminal, in columns; what is no terminal, or does not know its width, has 100. */
export const widthOf = ({ columns }: Output): number => columns || 100;

/** Writes and waits where the reader is slower, so that a long list needs no memory. */
export async function write(stream: Output, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/**
 * The streams and variables of this process. Each is opened when it is used: together, they take milliseconds that help need not wait for. Ctrl-C
 * ends a command that does not read the signal, and so does a second one.
 */
export class ProcessIo implements Io {
  readonly env = process.env;
  #controller: AbortController | undefined;
  #isGuarded = false;

  get stdin(): NodeJS.ReadStream {
    return process.stdin;
  }

  get stdout(): Output {
    // `secuconnect … | head` closes the pipe: no reader is left.
    if (!this.#isGuarded)
      process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') process.exit(0);
        throw error;
      });
    this.#isGuarded = true;
    return process.stdout;
  }

  get stderr(): Output {
    return process.stderr;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      process.on('SIGINT', this.#interrupt);
      process.on('SIGTERM', this.#interrupt);
    }
    return this.#controller.signal;
  }

  /** Ends the listening for signals. */
  close(): void {
    process.off('SIGINT', this.#interrupt);
    process.off('SIGTERM', this.#interrupt);
  }

  readonly #interrupt = (): void => {
    if (this.#controller!.signal.aborted) process.exit(EXIT.interrupted);
    this.#controller!.abort();
  };
}
