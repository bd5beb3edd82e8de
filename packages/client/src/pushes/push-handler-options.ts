import type { PushReader } from './fetch-pushed-object.ts';
import type { PerRequest } from './per-request.ts';
import type { PushDelivery } from './push-delivery.ts';
import type { PushError } from './push-error.ts';
import type { PushEvent } from './push-event.ts';
import type { PushContext, PushHandlers } from './push-handlers.ts';
import type { IpRange } from './push-ip-ranges.ts';
import type { PushKeys } from './push-keys.ts';
import type { PushStore } from './push-store.ts';

/** What every receiver of pushes needs: how to check a request, and whom to tell. */
export interface PushReceiverOptions {
  /**
   * The keys that the push URL was signed with (`signPushUrl`), or a function that returns them, sync or async: `() => pushKeysFromEnv()` where modules are
   * imported without environment variables. The function is called for each POST, with the request. A request for which it returns `undefined`, as for an
   * unknown tenant, is rejected like one with an invalid signature. If it throws, or does not settle within 3,000 ms, the response has status 500, and
   * `onError` receives the error.
   *
   * Without this option, anyone who knows the URL can make you read objects.
   */
  readonly keys?: PerRequest<PushKeys, undefined> | undefined;
  /**
   * Receives everything that failed or took too long: the read, your code, the store. Pass it to your log. The event is `undefined` if a request failed
   * before it was read, as when `getClientIp` throws. If `onError` fails itself, `console.error` receives the error.
   */
  readonly onError: (error: unknown, event: PushEvent | undefined) => unknown;
  /**
   * Returns the URL as it was signed, for receivers behind a proxy that removes a part of the path. Scheme and host do not matter.
   *
   * @default (request) => request.url
   */
  readonly getSignedUrl?: ((request: Request) => string | Promise<string>) | undefined;
  /** Accepts pushes only from these IP ranges, such as `[pushIpRanges.production]`; needs `getClientIp`. */
  readonly allowedIpRanges?: readonly IpRange[] | undefined;
  /**
   * Returns the IP address of the sender. Only you know which proxy in front of you to trust. The further arguments are those that the runtime
   * passes to the handler; `toNodeHandler` passes the request of the server.
   */
  getClientIp?(request: Request, ...runtimeArguments: unknown[]): string | undefined | Promise<string | undefined>;
  /**
   * Keeps a serverless function alive until the event is handled (`after` of Next.js, `waitUntil` of Vercel). Workers do not need it: their context
   * is among the arguments of the handler.
   */
  readonly waitUntil?: ((handling: Promise<unknown>) => void) | undefined;
  /**
   * How large a body may be, in bytes. Pushes have some 300.
   *
   * @default 65_536
   */
  readonly maxBodyBytes?: number | undefined;
  /**
   * Receives the reason of every rejected request, and the request; its body may have been read. The response does not wait for it; what it throws reaches
   * `onError`. The URL contains the signature, which does not belong in a log.
   */
  readonly onRejected?: ((error: PushError, request: Request) => unknown) | undefined;
}

/** Options of `createPushHandler`: this process handles the events. */
export interface PushHandlerOptions<Client extends PushReader = PushReader> extends PushReceiverOptions {
  /**
   * Reads the objects: a client, or a function that returns one, sync or async. The function is called for each push that is accepted, before it is
   * claimed, with the request, so that one handler serves several tenants. Return the same client for the same tenant, because each requests tokens of its
   * own. If the function throws, or does not settle within 3,000 ms, the response has status 500, and `onError` receives the error.
   */
  readonly secuconnect: PerRequest<Client>;
  /** What to do with the objects: a function per target. */
  readonly handlers: PushHandlers<Client>;
  /** Receives events without a handler: a target that is not in `handlers`, an unknown type, or no object. */
  readonly onUnhandled?: ((event: PushEvent, context: PushContext<Client>) => unknown) | undefined;
  /**
   * Remembers which events were handled.
   *
   * @default memoryPushStore(), for this process alone
   */
  readonly store?: PushStore | undefined;
  /**
   * How long handled events are remembered, in ms. The API redelivers for up to 48 hours.
   *
   * @default 259_200_000 (72 hours)
   */
  readonly dedupeTtl?: number | undefined;
  /**
   * When the delivery is acknowledged.
   * - `immediately`: responds within a second, as soon as the event is claimed, and handles it afterwards. Failures go to `onError` and are not
   *   redelivered.
   * - `after-handling`: handles the event first. A failure, or handling that takes longer than `handlerTimeout`, responds with status 500, and the
   *   API redelivers the event for a day or two.
   *
   * @default 'immediately'
   */
  readonly acknowledge?: 'immediately' | 'after-handling' | undefined;
  /**
   * How long a handler may take, in ms. After that its `signal` is aborted, `onError` receives a `PushError`, and the next event about the object has its
   * turn. With `acknowledge: 'after-handling'` the time begins when the push is accepted, and the response has status 500 when it is over; the API gives up
   * on a delivery after 30,000.
   *
   * @default 20_000
   */
  readonly handlerTimeout?: number | undefined;
  /** Only without `handlers`. */
  readonly toQueue?: undefined;
}

/** Options of `createPushHandler` with a queue: its workers handle the events, with `createPushWorker`. */
export interface PushQueueOptions extends PushReceiverOptions {
  /**
   * Stores the delivery in a queue, such as `toBullMQ(queue)` or `toPgBoss(boss, 'pushes')`, and resolves when the queue has it: only then has the response
   * status 200. If it rejects, the response has status 500; if it does not settle within 10,000 ms, 503. Either way the API redelivers, and the same
   * event comes again, so that a queue should know its jobs by `event.id`.
   *
   * The request is for what a program adds, such as the tenant in its URL; its body has been read. The further arguments are those of the runtime.
   */
  readonly toQueue: (delivery: PushDelivery, request: Request, ...runtimeArguments: any[]) => Promise<unknown>;
  /** Belongs to the workers. */
  readonly handlers?: undefined;
  /** Belongs to the workers. */
  readonly secuconnect?: undefined;
}
