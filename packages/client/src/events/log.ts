import type { ClientEvent, Listeners } from './events.ts';

/** Where lines go: `console` is one, and so are the usual loggers. */
export interface Logger {
  error?(line: string, event: ClientEvent): void;
  warn?(line: string, event: ClientEvent): void;
  info?(line: string, event: ClientEvent): void;
  debug?(line: string, event: ClientEvent): void;
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'off';

const LEVELS = ['off', 'error', 'warn', 'info', 'debug'] as const;

/**
 * One line per event, all of the same shape: `secuconnect <event> <name>=<value> …`, with the event itself as a second argument.
 * - `error`: calls of which nobody knows whether they were carried out.
 * - `warn`: other failed calls, repeats, failed token requests and stores, operations that will go away.
 * - `info`: calls that went well, new tokens. `debug`: the beginning of calls, each request and its answer.
 */
export function logTo(logger: Logger, upTo: LogLevel = 'warn'): Listeners {
  return {
    any: (event) => {
      const level = levelOf(event);
      if (LEVELS.indexOf(level) <= LEVELS.indexOf(upTo)) logger[level]?.(lineOf(event), event);
    },
  };
}

function levelOf(event: ClientEvent): Exclude<LogLevel, 'off'> {
  switch (event.type) {
    case 'done':
      return event.outcome === 'ok' ? 'info' : event.outcome === 'unknown' ? 'error' : 'warn';
    case 'token':
      return event.ok ? 'info' : 'warn';
    case 'repeat':
    case 'tokenStore':
    case 'deprecated':
      return 'warn';
    default:
      return 'debug';
  }
}

function lineOf({ type, at: _at, ...facts }: ClientEvent): string {
  const pairs = Object.entries(facts as Record<string, unknown>)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${/[\s"=]/.test(String(value)) ? JSON.stringify(value) : String(value)}`);
  return ['secuconnect', type, ...pairs].join(' ');
}
