import type { PushReader } from './fetch-pushed-object.ts';
import type { PushDelivery } from './push-delivery.ts';
import type { PushEvent } from './push-event.ts';
import type { PushHandlers, PushWorkerContext } from './push-handlers.ts';
import type { PushStore } from './push-store.ts';

/** Options of `createPushWorker`. */
export interface PushWorkerOptions<Client extends PushReader, Delivery extends PushDelivery = PushDelivery> {
  /**
   * Reads the objects: a client, or a function that returns the one for a delivery, sync or async, such as that of the tenant that `toQueue` has stored with
   * it. Return the same client for the same tenant, because each requests tokens of its own. If the function fails, the delivery does.
   */
  readonly secuconnect: Client | ((delivery: Delivery) => Client | Promise<Client>);
  /** What to do with the objects: a function per target, the same as in `createPushHandler`. */
  readonly handlers: PushHandlers<Client, PushWorkerContext<Client, Delivery>>;
  /** Receives events without a handler: a target that is not in `handlers`, an unknown type, or no object. */
  readonly onUnhandled?: ((event: PushEvent, context: PushWorkerContext<Client, Delivery>) => unknown) | undefined;
  /**
   * Receives the failures that no rejection tells: a store that could not remember a handled event, a handler that failed after its time was over.
   *
   * @default console.error
   */
  readonly onError?: ((error: unknown, event: PushEvent | undefined) => unknown) | undefined;
  /**
   * Remembers which events were handled. Workers in several processes need a shared one: without it, an event whose worker has crashed, or was taken for dead,
   * is handled again.
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
   * How long the handling of a delivery may take, in ms, with the wait for its turn. After that the `signal` is aborted, and the worker rejects with a
   * `PushError`.
   *
   * @default 60_000
   */
  readonly handlerTimeout?: number | undefined;
}
