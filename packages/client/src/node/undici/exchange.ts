import { Readable } from 'node:stream';
import { decode } from '../fetch/decode.ts';
import { fetchFailed, terminated } from '../fetch/failures.ts';
import { IncomingBody, type BodySource } from '../fetch/incoming-body.ts';
import { LightHeaders } from '../fetch/light-headers.ts';
import { hasNoBody, NodeResponse } from '../fetch/node-response.ts';
import { bodyOfStream } from '../fetch/stream-body.ts';
import type { Outgoing } from '../fetch/transport.ts';
import { chunksOf } from './chunks-of.ts';

/** What undici calls a dispatcher, such as its `Agent`, as far as it is needed. */
export interface UndiciDispatcher {
  dispatch(options: never, handler: never): unknown;
}

export interface UndiciServer {
  readonly origin: string;
  readonly host: string;
}

/** What undici has for a request that it has begun to send. */
interface Controller extends Pick<BodySource, 'pause' | 'resume'> {
  abort(reason: Error): void;
}

/** What gets the chunks of a response: its body, or the stream that decodes it. */
interface Receiver {
  push(chunk: Buffer): void;
  complete(): void;
}

type ParsedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Sends a request over a dispatcher. The signal has one listener, until the body has ended. */
export function exchange(dispatcher: UndiciDispatcher, request: Outgoing<UndiciServer>): Promise<NodeResponse> {
  return new Promise((resolve, reject) => {
    request.signal?.throwIfAborted();
    new Exchange(request, resolve, reject).start(dispatcher);
  });
}

/** One request and its response. undici calls the methods that begin with `on`, in this order. */
class Exchange implements BodySource {
  readonly #request: Outgoing<UndiciServer>;
  readonly #resolve: (response: NodeResponse) => void;
  readonly #reject: (reason: unknown) => void;
  #controller: Controller | undefined;
  #incoming: IncomingBody | undefined;
  #receiver: Receiver | undefined;
  #isSettled = false;
  /** Ends the stream that is sent. */
  #cancelSending: (() => void) | undefined;

  constructor(
    request: Outgoing<UndiciServer>,
    resolve: (response: NodeResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(dispatcher: UndiciDispatcher): void {
    const { server, path, method, headers, signal } = this.#request;
    signal?.addEventListener('abort', this.#abort);
    const options = { origin: server.origin, path, method, headers, body: this.#body(), ...SETTINGS };
    try {
      dispatcher.dispatch(options as never, this as never);
    } catch (cause) {
      this.#fail(isOfOldUndici(cause) ? new TypeError(TOO_OLD, { cause }) : this.#failed(cause));
    }
  }

  /** undici starts a request again that a server rejects unprocessed (HTTP/2). Whether one is sent a second time is for the caller to decide. */
  onRequestStart(controller: Controller): void {
    const isAgain = this.#controller !== undefined;
    this.#controller = controller;
    if (isAgain) this.onResponseError(controller, new Error('The request has failed, and would have been sent again.'));
    // Also one that was aborted while it waited for a connection.
    if (this.#isSettled) this.destroy();
  }

  onResponseStart(controller: Controller, status: number, headers: ParsedHeaders, statusText = ''): void {
    // A response that announces another one.
    if (status < 200) return;
    this.#controller = controller;
    const { url, method } = this.#request;
    const isEmpty = hasNoBody(method, status);
    const encoding = isEmpty ? undefined : headers['content-encoding'];
    const incoming = encoding === undefined ? this.#receive() : this.#receiveEncoded(String(encoding));
    if (isEmpty) incoming.expectNone();
    this.#incoming = incoming;
    const body = isEmpty ? null : incoming;
    this.#resolve(new NodeResponse({ url, status, statusText, headers: new LightHeaders(rawHeaders(headers)), body }));
  }

  /** There is no receiver for the rest of a response that undici has declared a failure, such as that of a proxy with status 407. */
  onResponseData(_: Controller, chunk: Buffer): void {
    if (this.#receiver) this.#receiver.push(chunk);
    else this.destroy();
  }

  onResponseEnd(): void {
    this.#cancelSending?.();
    if (!this.#receiver) return this.onResponseError(undefined, new Error('The response has ended before it began.'));
    whenFree(() => this.#receiver!.complete());
  }

  onResponseError(_: unknown, failure: unknown): void {
    this.#fail(this.#failed(failure));
  }

  pause(): void {
    this.#controller!.pause();
  }

  resume(): void {
    this.#controller!.resume();
  }

  destroy(): void {
    this.#controller?.abort(new Error('The response is not read any further.'));
  }

  #body(): string | Uint8Array | AsyncIterable<Uint8Array> | undefined {
    const { content } = this.#request.body;
    if (content === undefined || typeof content === 'string' || content instanceof Uint8Array) return content;
    const { chunks, cancel } = chunksOf(content);
    this.#cancelSending = cancel;
    return chunks;
  }

  readonly #abort = (): void => {
    this.#fail(this.#request.signal!.reason);
    this.destroy();
  };

  readonly #release = (): void => {
    this.#isSettled = true;
    this.#request.signal?.removeEventListener('abort', this.#abort);
  };

  #failed(failure: unknown): TypeError {
    // Nothing has been sent before the start.
    return this.#incoming ? terminated(failure) : fetchFailed(failure, this.#controller !== undefined);
  }

  #fail(reason: unknown): void {
    this.#cancelSending?.();
    if (this.#incoming) return this.#incoming.fail(reason);
    this.#release();
    this.#reject(reason);
  }

  #receive(): IncomingBody {
    const incoming = new IncomingBody(this, this.#release);
    this.#receiver = incoming;
    return incoming;
  }

  #receiveEncoded(encoding: string): IncomingBody {
    const encoded = new Readable({
      read: () => this.resume(),
      destroy: (failure, callback) => {
        this.destroy();
        callback(failure);
      },
    });
    this.#receiver = {
      push: (chunk) => {
        if (!encoded.push(chunk)) this.pause();
      },
      complete: () => encoded.push(null),
    };
    return bodyOfStream(decode(encoded, encoding), this.#release);
  }
}

const SETTINGS = {
  // undici would end a call after five minutes without a response; calls that wait for a terminal may take longer.
  headersTimeout: 0,
  bodyTimeout: 0,
  // The interceptor `retry` would ask for the rest of a response by sending the request again, without a second start.
  retryOptions: {
    throwOnError: false,
    retry: (failure: Error, _: unknown, callback: (failure: Error) => void): void => callback(failure),
  },
};

const TOO_OLD = 'The dispatcher must be one of undici 7 or later.';
/** What an older undici says of a handler that has other methods. */
const isOfOldUndici = (cause: unknown): boolean => cause instanceof Error && /invalid on\w+ method/.test(cause.message);

/** Names and values in turn. */
function rawHeaders(headers: ParsedHeaders): string[] {
  const raw: string[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name]!;
    if (typeof value === 'string') raw.push(name, value);
    else for (const one of value) raw.push(name, one);
  }
  return raw;
}

/** Calls back when the connection of a response can be used again, which undici makes known in the next turn of the event loop: the next request then finds it. */
const whenFree = (callback: () => void): void => process.nextTick(setImmediate, callback);
