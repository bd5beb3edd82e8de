import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { inspect, stripVTControlCharacters } from 'node:util';
import { vi } from 'vitest';
import type { ClientEvent, EventListeners, Logger } from '../../src/index.ts';

/** Every type of event and its diagnostics channel. */
const CHANNELS = {
  start: 'secuconnect:call:start',
  request: 'secuconnect:request',
  response: 'secuconnect:response',
  retry: 'secuconnect:retry',
  end: 'secuconnect:call:end',
  token: 'secuconnect:token',
  tokenStore: 'secuconnect:token-store',
  deprecated: 'secuconnect:deprecated',
} satisfies Record<ClientEvent['type'], string>;
const CONSOLE_METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/**
 * Records everything that the client puts out: to the console, the logger, listeners and diagnostics channels, as warnings of the process, and
 * in errors, in every way in which they can be printed. Also collects unhandled rejections.
 */
export class OutputRecorder {
  readonly #records: { source: string; value: unknown }[] = [];
  readonly unhandledRejections: unknown[] = [];
  readonly #cleanups: (() => void)[] = [];

  readonly listeners: EventListeners = Object.fromEntries(
    Object.keys(CHANNELS).map((type) => [type, (event: object) => this.record(`listener ${type}`, event)]),
  );
  readonly logger: Logger = Object.fromEntries(
    (['error', 'warn', 'info', 'debug'] as const).map((level) => [
      level,
      (line: string, event: object) => this.record(`logger ${level}`, line, event),
    ]),
  );

  start(): void {
    for (const channel of Object.values(CHANNELS)) {
      const listener = (event: unknown): void => this.record(`channel ${channel}`, event);
      subscribe(channel, listener);
      this.#cleanups.push(() => unsubscribe(channel, listener));
    }
    for (const method of CONSOLE_METHODS) {
      const spy = vi
        .spyOn(console, method)
        .mockImplementation((...values) => this.record(`console ${method}`, ...values));
      this.#cleanups.push(() => spy.mockRestore());
    }
    const onWarning = (warning: Error): void => this.record('warning', warning);
    const onRejection = (reason: unknown): void => void this.unhandledRejections.push(reason);
    process.on('warning', onWarning).on('unhandledRejection', onRejection);
    this.#cleanups.push(() => process.off('warning', onWarning).off('unhandledRejection', onRejection));
  }

  stop(): void {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
  }

  record(source: string, ...values: readonly unknown[]): void {
    for (const value of values) this.#records.push({ source, value });
  }

  /** All records as strings. Formatted only now: during the calls it would delay them beyond their timeouts. */
  output(): { source: string; text: string }[] {
    return this.#records.flatMap(({ source, value }) =>
      (value instanceof Error ? printsOf(value) : [print(value)]).map((text) => ({
        source,
        text: stripVTControlCharacters(text),
      })),
    );
  }
}

/** An error, in every way in which a program could print it. */
function printsOf(error: Error): string[] {
  const chain: unknown[] = [];
  for (let link: unknown = error; link !== undefined && chain.length < 10; link = (link as Error).cause)
    chain.push(link);
  const everything = { depth: Infinity, showHidden: true };
  return [
    String(error),
    error.message,
    JSON.stringify(error),
    JSON.stringify({ ...error }),
    inspect(error),
    ...chain.map((link) => String((link as Error).stack)),
    ...chain.map((link) => inspect(link, everything)),
    // Bypasses the inspection that the class defines: this is how debuggers and error trackers see it.
    ...chain.map((link) => inspect(link, { ...everything, customInspect: false })),
    String((error as { body?: string }).body),
  ];
}

const print = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : `${inspect(value, { depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity })}\n${JSON.stringify(value)}`;
