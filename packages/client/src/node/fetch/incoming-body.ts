/** How much of a body is read before it is asked for, in bytes: a small one then does not occupy its connection. */
const READ_AHEAD_BYTES = 64 * 1024;

/** What a body comes from. */
export interface BodySource {
  pause(): void;
  resume(): void;
  /** Ends it: nothing more of it is read. */
  destroy(): void;
}

/** The body of a response while it arrives. It is read as a whole, or chunk by chunk. */
export class IncomingBody {
  readonly #source: BodySource;
  readonly #onEnd: () => void;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #limit = READ_AHEAD_BYTES;
  #isPaused = false;
  #isNone = false;
  #isComplete = false;
  #failure: { readonly reason: unknown } | undefined;
  #wake: (() => void) | undefined;

  /** @param onEnd Called once, when the last byte has arrived or none will. */
  constructor(source: BodySource, onEnd: () => void) {
    this.#source = source;
    this.#onEnd = onEnd;
  }

  /** The response must not have a body, and there is no reader for one: if one arrives, its connection ends instead of waiting for that reader. */
  expectNone(): void {
    this.#isNone = true;
  }

  /** A chunk has arrived. A stream cannot pass on an empty one. */
  push(chunk: Buffer): void {
    if (this.#failure || chunk.length === 0) return;
    if (this.#isNone) return this.fail(new Error('The response must not have a body.'));
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= this.#limit && !this.#isPaused) {
      this.#isPaused = true;
      this.#source.pause();
    }
    // A reader of the whole body is woken at the end only.
    if (this.#limit === READ_AHEAD_BYTES) this.#notify();
  }

  /** The last chunk has arrived. */
  complete(): void {
    if (this.#isComplete || this.#failure) return;
    this.#isComplete = true;
    this.#end();
  }

  /** Ends the body with the reason that its reader gets. */
  fail(reason: unknown): void {
    if (this.#isComplete || this.#failure) return;
    this.#failure = { reason };
    this.#chunks = [];
    this.#end();
    this.#source.destroy();
  }

  /** All bytes that are still there. */
  async collect(): Promise<Buffer> {
    this.#limit = Number.POSITIVE_INFINITY;
    if (!this.#isComplete && !this.#failure) {
      this.#resume();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#failure) throw this.#failure.reason as Error;
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  }

  /** The next chunk; `undefined` after the last one. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      if (this.#failure) throw this.#failure.reason as Error;
      const chunk = this.#chunks.shift();
      if (chunk) {
        this.#bytes -= chunk.length;
        if (this.#bytes < this.#limit) this.#resume();
        return chunk;
      }
      if (this.#isComplete) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#source.resume();
  }

  #end(): void {
    this.#onEnd();
    this.#notify();
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
