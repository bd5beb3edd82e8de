/** A request that the API has answered. */
export interface LoggedRequest {
  /** ISO 8601, on the clock of the sandbox. */
  readonly at: string;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** The status of the response; `undefined` when the connection was broken. */
  readonly status: number | undefined;
}

/** More than this pushes out the oldest. */
const LIMIT = 1000;

/** The latest requests of the API and of the token endpoint. They are not kept in a database. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > LIMIT) this.#requests.shift();
  }

  /** The latest last. */
  list(): readonly LoggedRequest[] {
    return this.#requests;
  }

  clear(): void {
    this.#requests.length = 0;
  }
}
