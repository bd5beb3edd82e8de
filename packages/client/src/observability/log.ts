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
 * One line per event, all of the same shape: `secuconnect <what> <how it went>`, with the event as a second argument.
 * - `error`: calls of which nobody knows whether they were carried out.
 * - `warn`: other failed calls, repeats, failed token requests and stores, operations that will go away.
 * - `info`: calls that went well, new tokens. `debug`: the beginning of calls, each request and its answer.
 */
export function logTo(logger: Logger, upTo: LogLevel = 'warn'): Listeners {
  const write = (level: 'error' | 'warn' | 'info' | 'debug', event: ClientEvent, what: string): void => {
    if (LEVELS.indexOf(level) <= LEVELS.indexOf(upTo)) logger[level]?.(`secuconnect ${what}`, event);
  };
  return {
    call: (event) => write('debug', event, `${event.operation} #${event.call} begins`),
    attempt: (event) => write('debug', event, `${event.operation} #${event.call} attempt ${event.attempt}`),
    answer: (event) =>
      write(
        'debug',
        event,
        `${event.operation} #${event.call} attempt ${event.attempt}: ${event.failure ?? event.status} in ${event.duration} ms`,
      ),
    repeat: (event) =>
      write(
        'warn',
        event,
        `${event.operation} #${event.call} attempt ${event.attempt}: ${event.failure}; again in ${Math.round(event.pause)} ms`,
      ),
    done: (event) =>
      write(
        event.outcome === 'ok' ? 'info' : event.outcome === 'unknown' ? 'error' : 'warn',
        event,
        `${event.operation} #${event.call} ${event.failure ? `${event.failure} (${event.outcome})` : 'ok'} after ${event.attempts} attempts and ${event.duration} ms`,
      ),
    token: (event) =>
      write(
        event.ok ? 'info' : 'warn',
        event,
        `token (${event.reason}) ${event.failure ?? 'ok'} in ${event.duration} ms`,
      ),
    tokenStore: (event) => write('warn', event, `token store: ${event.action} failed with ${event.failure}`),
    deprecated: (event) =>
      write('warn', event, `${event.operation} is deprecated${event.sunset ? ` and ends ${event.sunset}` : ''}`),
  };
}
