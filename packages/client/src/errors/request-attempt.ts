/** One request of a call, as it is recorded. */
export interface RequestAttempt {
  /** When it began, in ms since 1970. */
  readonly startedAt: number;
  /** Time until the last byte or the failure, in ms. */
  readonly duration: number;
  /** Status of the response; missing when none arrived. */
  readonly status?: number;
  /** What it failed with: the API's exception, the network's code (`ECONNRESET`), or the name of the error. Missing after a success. */
  readonly error?: string;
}
