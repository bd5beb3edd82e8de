import type { Outcome } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';

/** A file has more bytes than the caller's `maxBytes`. Of an upload nothing was sent; a download was stopped. */
export class FileTooLargeError extends SecuconnectError {
  static override readonly kind = 'FileTooLargeError';
  /** The limit, in bytes. */
  readonly maxBytes: number;

  constructor(operation: string, maxBytes: number, outcome: Outcome) {
    super(`${operation}: the file has more than ${maxBytes} bytes, which is the limit that was set for it.`, {
      outcome,
      operation,
    });
    this.maxBytes = maxBytes;
  }
}

export const isFileTooLargeError = (value: unknown): value is FileTooLargeError => value instanceof FileTooLargeError;
