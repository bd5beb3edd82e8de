/** What the exit code of the command says. `docs/guides/command-line.md` has the same table. */
export const EXIT = {
  ok: 0,
  /** The API rejected the call, or something else failed. */
  failed: 1,
  /** The command was not understood, or the spec does not allow the request: nothing was sent. */
  usage: 2,
  /** Credentials are missing or were rejected. */
  authentication: 3,
  /** The API could not be reached, and nothing has changed there. */
  connection: 4,
  /** A write may have succeeded: look before you try again. */
  unknownOutcome: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
