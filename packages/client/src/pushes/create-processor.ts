import type { PushReader } from './fetch-pushed-object.ts';
import { positive } from './positive.ts';
import type { PushHandlerOptions } from './push-handler-options.ts';
import { PushProcessor, type PushProcessorSettings } from './push-processor.ts';
import { memoryPushStore } from './push-store.ts';

const DEDUPE_TTL_MS = 72 * 3_600_000;

type ProcessorOptions<Client extends PushReader> = Omit<PushProcessorSettings<Client>, 'store' | 'dedupeTtl'> &
  Pick<PushHandlerOptions<Client>, 'store' | 'dedupeTtl'>;

/**
 * Makes the processor of a receiver or a worker, with the defaults of both.
 *
 * @throws TypeError when options are missing or invalid.
 */
export function createProcessor<Client extends PushReader>(options: ProcessorOptions<Client>): PushProcessor<Client> {
  // Programs without types would learn of it from the first push, which must not be able to end a process.
  if (typeof options.handlers !== 'object' || options.handlers === null)
    throw new TypeError('`handlers` must be an object with a function per target.');
  return new PushProcessor({
    ...options,
    store: options.store ?? memoryPushStore(),
    dedupeTtl: positive('dedupeTtl', options.dedupeTtl ?? DEDUPE_TTL_MS),
  });
}

/** Programs without types would learn of a missing client only from a push that is not handled. */
export function assertClient(client: unknown): void {
  if (typeof client !== 'object' || client === null)
    throw new TypeError('`secuconnect` must be a client, or a function that returns one.');
}
