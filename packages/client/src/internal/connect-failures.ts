import { diagnosticsChannelModule } from './diagnostics-channel.ts';

const failures = new WeakSet<object>();
let isWatching = false;

/**
 * Remembers the failures of connections that Node's `fetch`, or that of undici, could not open. Only the phase tells them apart from those of an open
 * connection: for many, such as those of TLS, the codes are the same.
 * Call it before a request is sent; only the first call has an effect.
 */
export function watchConnections(): void {
  if (isWatching) return;
  isWatching = true;
  diagnosticsChannelModule()?.subscribe('undici:client:connectError', (message) => {
    const { error } = message as { error?: unknown };
    if (typeof error === 'object' && error !== null) failures.add(error);
  });
}

/** Whether this failure is known to have ended a connection before it was open. */
export const isConnectFailure = (failure: Error): boolean => failures.has(failure);
