import type { ProductExceptionPayload } from '@secuconnect/api';
import { errorResponse, type ExceptionName } from './error-responses.ts';
import { testError } from './fake-error.ts';
import { ListResponder } from './list-responder.ts';
import { NETWORK_FAILURES, type NetworkFailure } from './network-failures.ts';
import type { AnyOperation, FakeRequest } from './operations.ts';
import type { StubQueue } from './stub-queue.ts';

/** A value, or a function that makes it from the request. */
export type ValueOrFactory<Types extends AnyOperation, Value> =
  Value | ((request: FakeRequest<Types>) => Value | Promise<Value>);

/** Status and headers of a response. */
export interface ReplyInit {
  /** @default 200 */
  readonly status?: number | undefined;
  /** Replace those of the response, such as its `content-type`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * The stub of one operation: responses that are sent in the order in which they are added here.
 * - A response is sent once if another one follows, and the last one indefinitely, unless `times` says otherwise.
 * - `delay` and `times` apply to the response before them.
 * - With `when`, the stub responds only to requests for which the function returns `true`.
 */
export class OperationStub<Types extends AnyOperation = AnyOperation> {
  readonly #queue: StubQueue;
  readonly #mediaType: string | undefined;

  /** @param mediaType Of what the operation responds with, when that is not JSON. */
  constructor(queue: StubQueue, mediaType?: string) {
    this.#queue = queue;
    this.#mediaType = mediaType;
  }

  /** Limits the stub to requests for which the function returns `true`. */
  when(condition: (request: FakeRequest<Types>) => boolean): this {
    this.#queue.condition = condition as (request: FakeRequest) => boolean;
    return this;
  }

  /** Responds with a success: JSON, the bytes of a `Blob`, or no body for `undefined`. */
  reply(body: ValueOrFactory<Types, Types['result']>, init?: ReplyInit): this {
    return this.respond(async (request) => this.#success(await resolveValue(body, request), init));
  }

  /** Responds with a success, once. */
  replyOnce(body: ValueOrFactory<Types, Types['result']>, init?: ReplyInit): this {
    return this.reply(body, init).times(1);
  }

  /** Responds with one success after the other; the last one stays. */
  replyWithSequence(bodies: readonly ValueOrFactory<Types, Types['result']>[]): this {
    for (const body of bodies) this.reply(body);
    return this;
  }

  /** Responds to list queries from these items, page by page: `count` and `offset`, or a scroll. It neither searches nor sorts. */
  replyWithItems(items: ValueOrFactory<Types, readonly Types['item'][]>): this {
    const list = new ListResponder((request) => resolveValue(items, request as FakeRequest<Types>));
    return this.respond(async (request) => this.#success(await list.respond(request)));
  }

  /**
   * Responds with an error, as the API does. Where the client may retry the call (429, 503 and the other statuses that pass by themselves), the
   * response has `Retry-After: 0`, so that tests do not wait.
   *
   * @param error A status from 400 to 599, or the name of an exception of the API.
   * @param payload Replaces parts of the body.
   * @param init Its headers replace those of the response.
   * @throws TypeError when `error` is neither.
   */
  replyError(
    error: number | ExceptionName,
    payload: Partial<ProductExceptionPayload> = {},
    { headers = {} }: Pick<ReplyInit, 'headers'> = {},
  ): this {
    errorResponse(error, payload, headers);
    return this.respond(() => errorResponse(error, payload, headers));
  }

  /**
   * Fails as the network does.
   *
   * @throws TypeError for an unknown failure.
   */
  networkError(failure: NetworkFailure): this {
    if (!Object.hasOwn(NETWORK_FAILURES, failure))
      throw new TypeError(
        `${JSON.stringify(failure)} is not a network failure: use ${Object.keys(NETWORK_FAILURES).join(', ')}.`,
      );
    this.#queue.add(NETWORK_FAILURES[failure]);
    return this;
  }

  /** Responds with what the function returns: for responses that no other method makes. */
  respond(makeResponse: (request: FakeRequest<Types>) => Response | Promise<Response>): this {
    const { operation } = this.#queue;
    this.#queue.add(async (request) => {
      try {
        return await makeResponse(request as FakeRequest<Types>);
      } catch (error) {
        throw testError(operation, 'response', error);
      }
    });
    return this;
  }

  /**
   * How often the response before it is sent. Then the next one follows, or another stub.
   *
   * @throws TypeError when `count` is not a positive integer, or no response comes before it.
   */
  times(count: number): this {
    if (!Number.isInteger(count) || count < 1)
      throw new TypeError(`\`times\` must be a positive integer; got ${count}.`);
    this.#queue.configureLast('times', count);
    return this;
  }

  /**
   * Delays the response before it, in ms. The fake timers of a test runner skip the delay.
   *
   * @throws TypeError when no response comes before it.
   */
  delay(ms: number): this {
    this.#queue.configureLast('delay', ms);
    return this;
  }

  #success(body: unknown, { status = 200, headers }: ReplyInit = {}): Response {
    if (body === undefined) return new Response(null, { status, headers: { ...headers } });
    if (body instanceof Blob)
      return new Response(body, { status, headers: { 'content-type': this.#mediaType ?? body.type, ...headers } });
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
  }
}

async function resolveValue<Types extends AnyOperation, Value>(
  value: ValueOrFactory<Types, Value>,
  request: FakeRequest<Types>,
): Promise<Value> {
  return typeof value === 'function'
    ? (value as (request: FakeRequest<Types>) => Value | Promise<Value>)(request)
    : value;
}
