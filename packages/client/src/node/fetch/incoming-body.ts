import type { Readable } from 'node:stream';
import { terminated } from './failures.ts';

/** How much of a body is read before it is asked for, in bytes: a small one then does not occupy its connection. */
const READ_AHEAD_BYTES = 64 * 1024;

/** The body of a response while it arrives. It is read as a whole, or chunk by chunk. */
export class IncomingBody {
  readonly #source: Readable;
  readonly #onEnd: () => void;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #limit = READ_AHEAD_BYTES;
  #isComplete = false;
  #failure: { readonly reason: unknown } | undefined;
  #wake: (() => void) | undefined;

  /**
   * @param onEnd Called once, when the last byte has arrived or none will.
   * @param whenFree Called after the last byte. Calls back when the body may end.
   */
  constructor(source: Readable, onEnd: () => void, whenFree: (end: () => void) => void = (end) => end()) {
    this.#source = source;
    this.#onEnd = onEnd;
    source.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      if (this.#bytes >= this.#limit) source.pause();
      // A reader of the whole body is woken at the end only.
      if (this.#limit === READ_AHEAD_BYTES) this.#notify();
    });
    source.on('end', () => {
      whenFree(() => {
        if (this.#failure) return;
        this.#isComplete = true;
        this.#end();
      });
    });
    source.on('error', (failure: Error) => this.fail(terminated(failure)));
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
      if (this.#source.isPaused()) this.#source.resume();
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
        if (this.#bytes < this.#limit && this.#source.isPaused()) this.#source.resume();
        return chunk;
      }
      if (this.#isComplete) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
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
