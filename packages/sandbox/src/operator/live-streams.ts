/** Browsers open few connections to a host, and hidden pages open none. */
const MAX_STREAMS = 20;
/** How long changes are gathered, in milliseconds of the computer's clock. */
const PAUSE = 200;
const CHANGED = new TextEncoder().encode('data: changed\n\n');
/** A browser that lost its stream comes back after a second. */
const HELLO = new TextEncoder().encode('retry: 1000\n\n');

/** Tells pages that something has changed, as server-sent events. They do not say what: a page fetches itself again. */
export class LiveStreams {
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  get size(): number {
    return this.#streams.size;
  }

  /** A new stream; `undefined` when there are too many, or the sandbox is closed. */
  open(): ReadableStream<Uint8Array> | undefined {
    if (this.#isClosed || this.#streams.size >= MAX_STREAMS) return undefined;
    let own: ReadableStreamDefaultController<Uint8Array>;
    return new ReadableStream({
      start: (controller) => {
        own = controller;
        this.#streams.add(own);
        own.enqueue(HELLO);
      },
      cancel: () => void this.#streams.delete(own),
    });
  }

  /** Without a page that listens, this costs nothing. */
  changed(): void {
    if (this.#streams.size === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // What a slow reader has not taken yet says the same.
      for (const stream of this.#streams) if ((stream.desiredSize ?? 0) > 0) stream.enqueue(CHANGED);
    }, PAUSE);
    // A sandbox inside a program must not keep it alive.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }
}
