/** One call under one failure. The program in a runtime executes it, the server counts its requests. */
export interface Case {
  /** Key of the case: the first segment of the paths of its requests. */
  readonly id: string;
  readonly failure: string;
  readonly call: CallName;
  /** Base URL of the client. */
  readonly baseUrl: string;
  /** Read first, so that the call finds a connection that has been used; `undefined` where there cannot be one. */
  readonly warmUpUrl?: string;
}

/** How the client ended a case. */
export interface Ending {
  readonly id: string;
  /** `ok`, or name of the error. */
  readonly result: string;
  readonly outcome?: string;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
}

export const WRITES = [
  'POST',
  'POST without a body',
  'PUT',
  'PUT without a body',
  'PATCH',
  'DELETE',
  'upload as JSON',
  'upload as a form',
  'upload as FormData',
] as const;

/** In runtimes with a file system only. */
export const UPLOAD_OF_A_PATH = 'upload of a path';

export type CallName = (typeof WRITES)[number] | typeof UPLOAD_OF_A_PATH | 'GET';

/** Size of the files that are uploaded: larger than the limit from which on files are sent as a form. */
export const FILE_BYTES = 100_000;
/** Name of the file in the form. */
export const FILE_NAME = 'invoice.pdf';
