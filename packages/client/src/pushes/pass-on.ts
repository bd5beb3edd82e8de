import type { PushDelivery } from './push-delivery.ts';

/** A request that is being responded to. */
export interface IncomingPush {
  readonly request: Request;
  readonly runtimeArguments: readonly unknown[];
  /** Keeps the runtime alive until the task ends. */
  keepAlive(task: Promise<unknown>): void;
}

/**
 * Passes on an accepted push to be handled, and resolves with the status of the response.
 *
 * @throws What makes it impossible to handle the push: the response has status 500 then.
 */
export type PassOn = (delivery: PushDelivery, push: IncomingPush) => Promise<number>;
