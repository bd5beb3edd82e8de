import type { ProductExceptionPayload } from '@secuconnect/api';
import { NETWORK_FAILURES, type NetworkFailure } from './network-failures.ts';
import { ListResponder } from './list-responses.ts';
import type { AnyOperation, FakeRequest } from './operations.ts';
import { testError, type StubQueue } from './stub-queue.ts';
import { errorResponse, type ExceptionName } from './error-responses.ts';

/** A value, or a function that makes it from the request. */
export type From<Types extends AnyOperation, Value> = Value | ((request: FakeRequest<Types>) => Value | Promise<Value>);

/** Status and headers of an answer; 200 and JSON when left out. */
export interface ReplyInit {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * What has been prepared for one operation: answers that are given in the order in which they are added here.
 * - An answer is given once if another one follows, and the last one for ever; `times` says otherwise.
 * - `delay` and `times` are about the answer before them.
 * - With `when`, it is only there for requests for which the function says so.
 */
export class OperationStub<Types extends AnyOperation = AnyOperation> {
  readonly #prepared: StubQueue;
  readonly #answersWith: string | undefined;

  /** @param answersWith Media type of what the operation answers with, when it is not JSON. */
  constructor(prepared: StubQueue, answersWith?: string) {
    this.#prepared = prepared;
    this.#answersWith = answersWith;
  }

  /** Only for requests for which the function returns `true`. */
  when(condition: (request: FakeRequest<Types>) => boolean): this {
    this.#prepared.condition = condition as (request: FakeRequest) => boolean;
    return this;
  }

  /** Answers with a success. */
  reply(body: From<Types, Types['result']>, init?: ReplyInit): this {
    return this.respond(async (request) => this.#success(await valueOf(body, request), init));
  }

  /** Answers with a success, once. */
  replyOnce(body: From<Types, Types['result']>, init?: ReplyInit): this {
    return this.reply(body, init).times(1);
  }

  /** Answers with one success after the other; the last one stays. */
  replyWithSequence(bodies: readonly From<Types, Types['result']>[]): this {
    for (const body of bodies) this.reply(body);
    return this;
  }

  /** Answers the queries of a list from these items, page by page: `count` and `offset`, or a scroll. It neither searches nor sorts. */
  replyWithItems(items: From<Types, readonly Types['item'][]>): this {
    const lists = new ListResponder((request) => valueOf(items, request as FakeRequest<Types>));
    return this.respond(async (request) => this.#success(await lists.page(request)));
  }

  /**
   * Refuses, by status or by the name of the exception, as the API does; the payload replaces parts of what it would say. Where the
   * client may send the call again (429, 502, 503, 504), the answer has `Retry-After: 0`, unless the headers say otherwise.
   */
  replyError(
    what: number | ExceptionName,
    payload: Partial<ProductExceptionPayload> = {},
    { headers = {} }: Pick<ReplyInit, 'headers'> = {},
  ): this {
    errorResponse(what, payload, headers);
    return this.respond(() => errorResponse(what, payload, headers));
  }

  /** Gives no proper answer. */
  networkError(fault: NetworkFailure): this {
    if (!Object.hasOwn(NETWORK_FAILURES, fault))
      throw new TypeError(
        `There is no fault ${JSON.stringify(fault)}: use ${Object.keys(NETWORK_FAILURES).join(', ')}.`,
      );
    this.#prepared.add(NETWORK_FAILURES[fault]);
    return this;
  }

  /** Answers with whatever the function makes: for answers that no other method gives. */
  respond(make: (request: FakeRequest<Types>) => Response | Promise<Response>): this {
    const { operation } = this.#prepared;
    this.#prepared.add(async (request) => {
      try {
        return await make(request as FakeRequest<Types>);
      } catch (failure) {
        throw testError(operation, 'answer', failure);
      }
    });
    return this;
  }

  /** How often the answer before is given; then the next one follows, or another preparation. */
  times(count: number): this {
    if (!Number.isInteger(count) || count < 1) throw new TypeError(`An answer cannot be given ${count} times.`);
    this.#prepared.change('times', count);
    return this;
  }

  /** How long the answer before takes, in ms. With the timers of a test runner, that is no time at all. */
  delay(ms: number): this {
    this.#prepared.change('delay', ms);
    return this;
  }

  #success(body: unknown, { status = 200, headers }: ReplyInit = {}): Response {
    if (body === undefined) return new Response(null, { status, headers: { ...headers } });
    if (body instanceof Blob)
      return new Response(body, { status, headers: { 'content-type': this.#answersWith ?? body.type, ...headers } });
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
  }
}

async function valueOf<Types extends AnyOperation, Value>(
  from: From<Types, Value>,
  request: FakeRequest<Types>,
): Promise<Value> {
  return typeof from === 'function' ? (from as (request: FakeRequest<Types>) => Value | Promise<Value>)(request) : from;
}
