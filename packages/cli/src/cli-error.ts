import { EXIT, type ExitCode } from './exit-codes.ts';

/** An error of the command itself, whose message is meant for the person or the script that runs it. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly exitCode: ExitCode;
  /** What to do now, as a sentence. */
  readonly next: string | undefined;

  constructor(message: string, exitCode: ExitCode = EXIT.failed, next?: string) {
    super(message);
    this.exitCode = exitCode;
    this.next = next;
  }
}

/** The command was not understood, or the spec does not allow the request. Nothing was sent. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  constructor(message: string, next?: string) {
    super(message, EXIT.usage, next);
  }
}
