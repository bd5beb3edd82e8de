import type { PushEvent } from './push-event.ts';

/** What a receiver puts into a queue: plain JSON. A program may add fields of its own, such as the tenant. */
export interface PushDelivery {
  readonly event: PushEvent;
  /** What the push URL was signed with, such as an order number; missing without `keys`. */
  readonly reference?: string | undefined;
}
