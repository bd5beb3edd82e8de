import { escapeControls } from '../internal/escape-controls.ts';
import { EVENT_NAMES } from './event-names.ts';
import type { CallEndEvent, ClientEvent, EventListeners, TokenEvent } from './events.ts';

/** The fields of an event in a log: loggers have a time of their own. */
export type LogFields = ClientEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'timestamp'>
    : never
  : never;

/** Writes log lines: `console`, pino, winston, or an object with some of these methods. */
export interface Logger {
  error?(line: string, fields: LogFields): void;
  warn?(line: string, fields: LogFields): void;
  info?(line: string, fields: LogFields): void;
  debug?(line: string, fields: LogFields): void;
}

type PinoMethod = ((fields: LogFields, line: string) => void) | undefined;

/** The least severe level to log. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'off';

/** In order; the index of `off` is below theirs. */
const LEVELS = 'error warn info debug';

/**
 * Returns listeners that log one line per event: `secuconnect <event> <name>=<value> …`. At level `info`, a call is one line.
 * - `error`: calls with an unknown outcome.
 * - `warn`: other failed calls, calls that needed more than one request, failed token requests and token stores, deprecated operations.
 * - `info`: other successful calls.
 * - `debug`: the start of each call, each request, its response and its retry, new tokens.
 *
 * A logger receives the line, and the fields of the event as a second argument. A console would print those over several lines, so it receives the
 * line alone; pino (which has `bindings`) takes fields first.
 */
export function logListener(logger: Logger, maxLevel: LogLevel = 'warn'): EventListeners {
  return {
    any: (event) => {
      const level = levelOf(event);
      if (LEVELS.indexOf(level) > LEVELS.indexOf(maxLevel)) return;
      const { type, timestamp: _timestamp, ...rest } = event;
      let line = `secuconnect ${EVENT_NAMES[type]}`;
      for (const [name, value] of Object.entries(rest))
        if (typeof value !== 'object') line += ` ${name}=${formatValue(String(value))}`;
      if ('bindings' in logger) (logger as Record<string, PinoMethod>)[level]?.({ type, ...rest } as LogFields, line);
      else logger[level]?.(line, ...(('table' in logger ? [] : [{ type, ...rest }]) as [LogFields]));
    },
  };
}

/** The fields that decide the level. */
type DecidingFields = Pick<ClientEvent, 'type'> &
  Partial<Pick<CallEndEvent, 'outcome' | 'attempts'> & Pick<TokenEvent, 'success'>>;

function levelOf({ type, outcome, attempts, success }: DecidingFields): Exclude<LogLevel, 'off'> {
  if (outcome === 'unknown') return 'error';
  if (outcome === 'success' && attempts === 1) return 'info';
  return outcome || success === false || type === 'tokenStore' || type === 'deprecated' ? 'warn' : 'debug';
}

/**
 * In quotes where it could be taken for more than one value. Values of servers may contain anything, also `%s`, which loggers replace by the next
 * argument.
 */
const formatValue = (value: string): string =>
  escapeControls(/^$|[\s"=%]/.test(value) ? JSON.stringify(value).replaceAll('%', '\\u0025') : value);
