import { escapeControls } from '../internal/escape-controls.ts';
import { EVENT_NAMES } from './event-names.ts';
import type { ClientEvent, EventListeners } from './events.ts';

/** Writes log lines: `console`, or any of the usual loggers. Methods may be missing. */
export interface Logger {
  error?(line: string, event: ClientEvent): void;
  warn?(line: string, event: ClientEvent): void;
  info?(line: string, event: ClientEvent): void;
  debug?(line: string, event: ClientEvent): void;
}

/** The least severe level to log. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'off';

const LEVELS = ['off', 'error', 'warn', 'info', 'debug'] as const;

/**
 * Returns listeners that log one line per event: `secuconnect <event> <name>=<value> …`, with the event as a second argument.
 * - `error`: calls with an unknown outcome.
 * - `warn`: other failed calls, retries, failed token requests and token stores, deprecated operations.
 * - `info`: successful calls, new tokens.
 * - `debug`: the start of each call, each request and its response.
 */
export function logListener(logger: Logger, maxLevel: LogLevel = 'warn'): EventListeners {
  return {
    any: (event) => {
      const level = levelOf(event);
      if (LEVELS.indexOf(level) <= LEVELS.indexOf(maxLevel)) logger[level]?.(formatEvent(event), event);
    },
  };
}

function levelOf(event: ClientEvent): Exclude<LogLevel, 'off'> {
  switch (event.type) {
    case 'end':
      return event.outcome === 'success' ? 'info' : event.outcome === 'unknown' ? 'error' : 'warn';
    case 'token':
      return event.success ? 'info' : 'warn';
    case 'retry':
    case 'tokenStore':
    case 'deprecated':
      return 'warn';
    default:
      return 'debug';
  }
}

function formatEvent({ type, timestamp: _timestamp, ...fields }: ClientEvent): string {
  const pairs = Object.entries(fields as Record<string, unknown>)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${formatValue(String(value))}`);
  return ['secuconnect', EVENT_NAMES[type], ...pairs].join(' ');
}

/** In quotes where it could be taken for more than one value. Values of servers may contain anything. */
const formatValue = (value: string): string => escapeControls(/^$|[\s"=]/.test(value) ? JSON.stringify(value) : value);
