import { rejectOnAbort } from '../internal/abort.ts';
import { withTimeout } from '../internal/timeout.ts';
import { assertClient, createProcessor } from './create-processor.ts';
import type { PushReader } from './fetch-pushed-object.ts';
import type { IncomingPush, PassOn } from './pass-on.ts';
import { valueFor } from './per-request.ts';
import { positive } from './positive.ts';
import { PushError } from './push-error.ts';
import type { PushHandlerOptions } from './push-handler-options.ts';
import type { Delivery } from './push-processor.ts';

/** How long a response may wait for a slow store, in ms. */
const ACKNOWLEDGE_WITHIN_MS = 1_000;
const HANDLER_TIMEOUT_MS = 20_000;

/**
 * Handles each push in this process, before or after the response.
 *
 * @throws TypeError when options are missing or invalid.
 */
export function handleHere<Client extends PushReader>(options: PushHandlerOptions<Client>): PassOn {
  const { secuconnect, acknowledge = 'immediately' } = options;
  if (typeof secuconnect !== 'function') assertClient(secuconnect);
  if (acknowledge !== 'immediately' && acknowledge !== 'after-handling')
    throw new TypeError("`acknowledge` must be 'immediately' or 'after-handling'.");
  const handlerTimeout = positive('handlerTimeout', options.handlerTimeout ?? HANDLER_TIMEOUT_MS);
  const processor = createProcessor<Client>({ ...options, handlerTimeout });

  async function acknowledgeFirst(delivery: Delivery<Client>, { keepAlive }: IncomingPush): Promise<number> {
    const { claimed, handled } = processor.start(delivery);
    keepAlive(handled);
    // The handling reports a claim that fails. A late one is handled when it comes, but it may never come.
    const claim = await withTimeout(
      ACKNOWLEDGE_WITHIN_MS,
      claimed.catch(() => 'failed' as const),
    );
    if (claim === undefined) {
      const message = `The push store did not respond within ${ACKNOWLEDGE_WITHIN_MS} ms. The response has status 503.`;
      keepAlive(processor.report(new PushError('timeout', message), delivery.event));
    }
    return claim === 'claimed' || claim === 'completed' ? 200 : 503;
  }

  async function handleFirst(delivery: Delivery<Client>, { keepAlive }: IncomingPush): Promise<number> {
    const timeout = processor.startTimeout(delivery.event);
    const { handled } = processor.start(delivery, timeout);
    keepAlive(handled);
    const result = await rejectOnAbort(handled, timeout.signal).catch(() => undefined);
    timeout.clear();
    return result === 'completed' ? 200 : result === 'in-progress' ? 503 : 500;
  }

  return async ({ event, reference }, push) => {
    const { request, runtimeArguments } = push;
    // Before the claim: a push without a client must come again.
    const client = await valueFor('secuconnect', secuconnect, request, runtimeArguments);
    assertClient(client);
    const delivery: Delivery<Client> = { event, reference, secuconnect: client, request };
    return (acknowledge === 'immediately' ? acknowledgeFirst : handleFirst)(delivery, push);
  };
}
