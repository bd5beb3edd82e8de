import { Readable } from 'node:stream';
import type { IncomingBody } from './incoming-body.ts';
import { LightHeaders } from './light-headers.ts';

/** What a response consists of. */
export interface ResponseParts {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: LightHeaders;
  /** `null` where the status or the method allows no body. */
  readonly body: IncomingBody | ReadableStream<Uint8Array> | null;
}

/** Statuses of responses without a body. */
const NO_BODY = new Set([204, 205, 304]);

/** Whether a response has no body. */
export const hasNoBody = (method: string, status: number): boolean => method === 'HEAD' || NO_BODY.has(status);

const READ_BEFORE = 'The body of this response has been read.';

type Bytes = ReturnType<Uint8Array['slice']>;

/**
 * A response with the interface of `Response`, over what a transport has received: text and JSON come from its bytes directly, and there is a stream only for
 * a program that asks for `body`. `instanceof Response` holds without loading the class before.
 */
export class NodeResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly #headers: LightHeaders;
  readonly #incoming: IncomingBody | undefined;
  #stream: ReadableStream<Uint8Array> | null | undefined;
  #isUsed = false;
  #isTeed = false;
  redirected = false;

  constructor({ url, status, statusText, headers, body }: ResponseParts) {
    this.url = url;
    this.status = status;
    this.statusText = statusText;
    this.#headers = headers;
    if (body === null || 'getReader' in body) this.#stream = body;
    else this.#incoming = body;
  }

  get headers(): Headers {
    return this.#headers as unknown as Headers;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get type(): ResponseType {
    return 'basic';
  }

  get bodyUsed(): boolean {
    return this.#isUsed || (this.#stream ? Readable.isDisturbed(this.#stream as unknown as Readable) : false);
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.#stream === undefined) this.#stream = this.#makeStream(this.#incoming!);
    // Its bytes have been taken without it, which is faster.
    if (this.#isUsed && this.#stream && !this.#stream.locked) this.#stream.getReader();
    return this.#stream;
  }

  async text(): Promise<string> {
    const bytes = await this.#collect();
    // A byte order mark is not part of the text.
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return bytes.toString('utf8', hasMark ? 3 : 0);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  async bytes(): Promise<Bytes> {
    return new Uint8Array(await this.#collect());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer as ArrayBuffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([(await this.#collect()) as Bytes], { type: this.#headers.get('content-type') ?? '' });
  }

  async formData(): Promise<FormData> {
    const bytes = await this.bytes();
    return new Response(bytes, { headers: { 'content-type': this.#headers.get('content-type') ?? '' } }).formData();
  }

  clone(): NodeResponse {
    if (this.bodyUsed || this.#stream?.locked) throw new TypeError(READ_BEFORE);
    let copy: ReadableStream<Uint8Array> | null = null;
    const { body } = this;
    if (body) {
      [this.#stream, copy] = body.tee();
      this.#isTeed = true;
    }
    const { url, status, statusText } = this;
    const clone = new NodeResponse({ url, status, statusText, headers: this.#headers, body: copy });
    clone.redirected = this.redirected;
    return clone;
  }

  get [Symbol.toStringTag](): string {
    return 'Response';
  }

  /** All bytes, without a stream unless there is one that is more than a view of them. */
  async #collect(): Promise<Buffer> {
    if (this.bodyUsed || this.#stream?.locked) throw new TypeError(READ_BEFORE);
    const stream = this.#stream;
    if (stream === null) return Buffer.alloc(0);
    this.#isUsed = true;
    if (this.#isTeed || !this.#incoming) return readAll(stream!);
    return this.#incoming.collect();
  }

  #makeStream(incoming: IncomingBody): ReadableStream<Uint8Array> {
    return new ReadableStream(
      {
        type: 'bytes',
        pull: async (controller) => {
          // What a clone shares with it is read over this stream.
          if (this.#isUsed && !this.#isTeed) throw new TypeError(READ_BEFORE);
          const chunk = await incoming.next();
          // A copy, because the stream takes the memory of the chunk, which may contain other chunks.
          if (chunk) return controller.enqueue(new Uint8Array(chunk));
          controller.close();
          controller.byobRequest?.respond(0);
        },
        cancel: (reason) => incoming.fail(reason),
      },
      { highWaterMark: 0 },
    );
  }
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A prototype that finds its own prototype when it is asked for it: Node loads its `fetch` with the first use of such a class. */
const lazyPrototype = (name: 'Response' | 'Headers'): object =>
  new Proxy({}, { getPrototypeOf: () => globalThis[name].prototype });
Object.setPrototypeOf(NodeResponse.prototype, lazyPrototype('Response'));
Object.setPrototypeOf(LightHeaders.prototype, lazyPrototype('Headers'));
