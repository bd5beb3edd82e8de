/** The result of a call together with its HTTP response. */
export interface WithResponse<Result> {
  readonly data: Result;
  /** Status and headers. The body has been read, except with `asResponse()`. */
  readonly response: Response;
}

/** A call in progress. Await it for the decoded result, or use one of its methods to get the HTTP response. */
export interface ApiCall<Result> extends Promise<Result> {
  /** Resolves with the decoded result and the response, for its status and headers. */
  withResponse(): Promise<WithResponse<Result>>;
  /**
   * Resolves with the response of a successful call, its body unread: to stream it, or to decode it differently. Call it in the same
   * expression as the method, because the body is decoded as soon as the response arrives.
   *
   * @throws TypeError if the body has already been decoded.
   */
  asResponse(): Promise<Response>;
}

/**
 * A call that has been started.
 * - The body stays unread only if `asResponse()` was called before the response arrived. `execute` reads `raw()` at that moment.
 * - `then` and `asResponse` create their promises on use, so that an unused one cannot cause an unhandled rejection.
 */
export class PendingCall<Result> implements ApiCall<Result> {
  readonly #result: Promise<WithResponse<Result>>;
  #raw = false;
  #decided = false;

  constructor(execute: (raw: () => boolean) => Promise<WithResponse<Result>>) {
    this.#result = execute(() => {
      this.#decided = true;
      return this.#raw;
    });
  }

  get [Symbol.toStringTag](): string {
    return 'ApiCall';
  }

  withResponse(): Promise<WithResponse<Result>> {
    return this.#result;
  }

  async asResponse(): Promise<Response> {
    if (this.#decided && !this.#raw)
      throw new TypeError('The body is already decoded. Use `asResponse()` in the same expression as the call.');
    this.#raw = true;
    return (await this.#result).response;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a call is a promise of its result.
  then<Done = Result, Failed = never>(
    done?: ((result: Result) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    // oxlint-disable-next-line promise/no-callback-in-promise -- `then` exists to pass the callbacks on.
    return this.#result.then(({ data }) => (done ? done(data) : (data as unknown as Done)), failed);
  }

  catch<Failed = never>(failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null): Promise<Result | Failed> {
    return this.then(undefined, failed);
  }

  finally(done?: (() => void) | null): Promise<Result> {
    return this.#result.finally(done).then(({ data }) => data);
  }
}
