import { createPushWorker, type PushDelivery } from '../../packages/client/src/pushes/index.ts';
import { stubApi } from '../../packages/client/test/pushes/push-receiver.ts';

export interface FailingWorker {
  /** The ids of the events whose handler has succeeded, in that order. */
  readonly handled: readonly string[];
  /** How often a handler has failed so far. */
  failures(): number;
  /** What a worker of a queue calls. */
  handle(delivery: PushDelivery): Promise<void>;
}

/** A worker whose handler fails the first times that it is called. */
export function failingWorker(times: number): FailingWorker {
  const handled: string[] = [];
  let failures = 0;
  const handle = createPushWorker({
    secuconnect: stubApi().secuconnect,
    handlers: {
      'payment.transactions': (_payment, { id }) => {
        if (failures === times) return void handled.push(id);
        failures++;
        throw new Error('The books are closed.');
      },
    },
    onError: () => undefined,
  });
  return { handled, failures: () => failures, handle };
}
