import { AbortError, AuthenticationError, ConnectionError, SecuconnectError, TimeoutError } from '@secuconnect/client';
import { CliError } from '../cli-error.ts';
import { colour } from '../console/colours.ts';
import type { Io } from '../console/io.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** An error as `--json` prints it, on one line of stderr. */
interface ErrorReport {
  readonly error: string;
  readonly exitCode: ExitCode;
  readonly message: string;
  /** What to do now. */
  readonly next?: string;
  /** `not-sent`, `no-effect` or `unknown`, and more, of a call that failed. */
  readonly [field: string]: unknown;
}

/** Prints an error to stderr: as sentences, or as one JSON object. */
export function reportError(io: Io, error: unknown, asJson: boolean): ExitCode {
  const report = reportOf(error, io);
  if (asJson) io.stderr.write(`${JSON.stringify(report)}\n`);
  else {
    io.stderr.write(`${colour(io, io.stderr, 'red', report.message)}\n`);
    if (typeof report['outcome'] === 'string') io.stderr.write(`${OUTCOMES[report['outcome']] ?? ''}\n`);
    if (typeof report['error_user'] === 'string') io.stderr.write(`For the payer: ${report['error_user']}\n`);
    if (report.next !== undefined) io.stderr.write(`${report.next}\n`);
    if (io.env['DEBUG'] && error instanceof Error) io.stderr.write(`${error.stack}\n`);
  }
  return report.exitCode;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  'not-sent': 'Outcome: nothing was sent.',
  'no-effect': 'Outcome: nothing has changed.',
  unknown: 'Outcome: unknown. The call may have succeeded, and money may have moved.',
};

function reportOf(error: unknown, { signal }: Io): ErrorReport {
  if (error instanceof CliError) {
    const { name, exitCode, message, next } = error;
    return { error: name, exitCode, message, ...(next !== undefined && { next }) };
  }
  if (error instanceof SecuconnectError) {
    const { name: _name, message, error: apiError, ...fields } = error.toJSON() as Record<string, unknown>;
    const exitCode = exitCodeOf(error);
    const next = NEXT[exitCode];
    return {
      error: error.name,
      exitCode,
      message: message as string,
      ...(next !== undefined && { next }),
      ...(apiError !== undefined && { api_error: apiError }),
      ...fields,
    };
  }
  if (signal.aborted) return { error: 'Interrupted', exitCode: EXIT.interrupted, message: 'Interrupted.' };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  // What the client throws for options and arguments before it sends anything.
  return { error: name, exitCode: error instanceof TypeError ? EXIT.usage : EXIT.failed, message };
}

const NEXT: Partial<Record<ExitCode, string>> = {
  [EXIT.authentication]: 'secuconnect login asks for credentials; secuconnect doctor looks for the cause.',
  [EXIT.connection]: 'secuconnect doctor looks for the cause.',
};

function exitCodeOf(error: SecuconnectError): ExitCode {
  if (error.outcome === 'unknown') return EXIT.unknownOutcome;
  if (error instanceof AbortError) return EXIT.interrupted;
  if (error instanceof AuthenticationError) return EXIT.authentication;
  if (error instanceof ConnectionError || error instanceof TimeoutError) return EXIT.connection;
  return error.outcome === 'not-sent' && error.operation === 'oauth.token' ? EXIT.authentication : EXIT.failed;
}
