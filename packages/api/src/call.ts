/** What a call resolves with, and the answer it came in. */
export interface Answered<Result> {
  readonly data: Result;
  /** Status and headers of the answer; its body has been read, unless it was asked for with `asResponse()`. */
  readonly response: Response;
}

/** A call under way. Await it for the decoded answer, or look at the answer itself with one of its methods. */
export interface Call<Result> extends Promise<Result> {
  /** The decoded answer together with the response that it came in, for its status and headers. */
  withResponse(): Promise<Answered<Result>>;
  /**
   * The response of a success with its body unread, to stream it or to decode it in another way. Ask for it in the same expression as
   * the call: once the answer has arrived, it is decoded.
   *
   * @throws TypeError when it comes too late.
   */
  asResponse(): Promise<Response>;
}

/**
 * A call that has been started.
 * - The body stays unread only if `asResponse()` was called before the answer arrived; `raw`, asked then, says so.
 * - Whoever looks at the call in one way is not told of failures in another: each way is a promise of its own, made when it is used.
 */
export class PendingCall<Result> implements Call<Result> {
  readonly [Symbol.toStringTag] = 'Call';
  readonly #answered: Promise<Answered<Result>>;
  #raw = false;
  #decided = false;

  constructor(carryOut: (raw: () => boolean) => Promise<Answered<Result>>) {
    this.#answered = carryOut(() => {
      this.#decided = true;
      return this.#raw;
    });
  }

  withResponse(): Promise<Answered<Result>> {
    return this.#answered;
  }

  async asResponse(): Promise<Response> {
    if (this.#decided && !this.#raw)
      throw new TypeError('The answer has been decoded already: ask for it at once, as in `call().asResponse()`.');
    this.#raw = true;
    return (await this.#answered).response;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a call is a promise of its result.
  then<Done = Result, Failed = never>(
    done?: ((result: Result) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    // oxlint-disable-next-line promise/no-callback-in-promise -- handing the callbacks on is what `then` is.
    return this.#answered.then(({ data }) => (done ? done(data) : (data as unknown as Done)), failed);
  }

  catch<Failed = never>(failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null): Promise<Result | Failed> {
    return this.then(undefined, failed);
  }

  finally(done?: (() => void) | null): Promise<Result> {
    return this.#answered.finally(done).then(({ data }) => data);
  }
}
