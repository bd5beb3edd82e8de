/** One request of a call, for the record. */
export interface Attempt {
  /** When it began, in ms since 1970. */
  readonly at: number;
  /** How long it took until the last byte or the failure, in ms. */
  readonly duration: number;
  /** Status of the answer; missing when none arrived. */
  readonly status?: number;
  /** What it failed with: the API's exception, the reason of the network (`ECONNRESET`), or the name of the error. Missing after a success. */
  readonly failure?: string;
}
