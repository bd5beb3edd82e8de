import type { ClientEvent } from './events.ts';

/** The names of events in `node:diagnostics_channel` (after `secuconnect:`) and in log lines. */
export const EVENT_NAMES: Readonly<Record<ClientEvent['type'], string>> = {
  start: 'call:start',
  request: 'request',
  response: 'response',
  retry: 'retry',
  end: 'call:end',
  token: 'token',
  tokenStore: 'token-store',
  deprecated: 'deprecated',
};
