import type { PaymentTransaction, SecupayTransaction } from '@secuconnect/api';
import {
  isOldFormatId,
  isPushTarget,
  type PushObjects,
  type PushReader,
  type PushTarget,
} from './fetch-pushed-object.ts';
import type { PushDelivery } from './push-delivery.ts';
import type { PushEvent, PushedObject } from './push-event.ts';

/** What belongs to a delivery besides the event. */
export interface PushContext<Client extends PushReader = PushReader> {
  /** What the push URL was signed with, such as an order number; always `undefined` without `keys`. */
  readonly reference: string | undefined;
  /** The client that read the object: the `secuconnect` of the push handler, or what its function returned for this request. */
  readonly secuconnect: Client;
  /** The request of the delivery, whose URL may name a tenant. Its body has been read. */
  readonly request: Request;
  /** Aborted when `handlerTimeout` has passed. Pass it to your calls, so that they end too. */
  readonly signal: AbortSignal;
}

/** What belongs to a delivery that a worker took from a queue. There is no request any more. */
export interface PushWorkerContext<
  Client extends PushReader = PushReader,
  Delivery extends PushDelivery = PushDelivery,
> extends Omit<PushContext<Client>, 'request'> {
  /** What the queue has stored, with the fields that the program added. */
  readonly delivery: Delivery;
}

/** The object that each handler gets. Old-format payments have a handler of their own, so that no handler has to tell two formats apart. */
export interface HandledObjects extends Omit<PushObjects, 'payment.transactions'> {
  /** A payment whose id is `PCI_…`. */
  'payment.transactions': PaymentTransaction;
  /** The same target, for a payment whose id is a hash, as with TWINT. */
  'payment.transactions.oldFormat': SecupayTransaction;
}

/**
 * One function per target; its first argument is the object as it is now. Pushes of `payment.transactions` go to two of them:
 * `payment.transactions.oldFormat` gets the payments whose id is a hash. The workers of a queue have another context, {@link PushWorkerContext}.
 */
export type PushHandlers<Client extends PushReader = PushReader, Context = PushContext<Client>> = {
  readonly [Name in keyof HandledObjects]?:
    | ((
        object: HandledObjects[Name],
        event: PushEvent<Name extends PushTarget ? Name : 'payment.transactions'>,
        context: Context,
      ) => unknown)
    | undefined;
};

const KNOWN_TYPES = new Set(['changed', 'added', 'display']);

/**
 * The handler for an object of an event, if there is one. An object of another kind than the event's target must not reach a handler for that target.
 */
export function handlerFor<Client extends PushReader>(
  handlers: PushHandlers<Client>,
  { target, type }: PushEvent,
  { object, id }: PushedObject,
): ((object: unknown, event: PushEvent, context: PushContext<Client>) => unknown) | undefined {
  if (object !== target || !KNOWN_TYPES.has(type) || !isPushTarget(target)) return undefined;
  const name = target === 'payment.transactions' && isOldFormatId(id) ? (`${target}.oldFormat` as const) : target;
  // The name decides the type of all three arguments; the compiler cannot follow that through a table.
  return handlers[name] as ReturnType<typeof handlerFor<Client>>;
}
