import type { Outcome } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';

/** A file is larger than the caller's `maxBytes`. An upload was not sent; a download was cancelled. */
export class FileTooLargeError extends SecuconnectError {
  static override readonly kind = 'FileTooLargeError';
  /** The limit, in bytes. */
  readonly maxBytes: number;

  constructor(operation: string, maxBytes: number, outcome: Outcome) {
    super(`${operation}: the file is larger than its limit of ${maxBytes} bytes (\`maxBytes\`).`, {
      outcome,
      operation,
    });
    this.maxBytes = maxBytes;
  }
}

export const isFileTooLargeError = (value: unknown): value is FileTooLargeError => value instanceof FileTooLargeError;

/** @throws TypeError for a limit that would not limit anything. */
export function assertMaxBytes(maxBytes: number): void {
  if (!(typeof maxBytes === 'number' && maxBytes >= 0))
    throw new TypeError(`\`maxBytes\` must be a non-negative number of bytes; got ${String(maxBytes)}.`);
}
