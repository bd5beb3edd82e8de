import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { inspect, stripVTControlCharacters } from 'node:util';
import { vi } from 'vitest';
import type { EventListeners, Logger } from '../../src/index.ts';

const TYPES = ['call', 'attempt', 'answer', 'repeat', 'done', 'token', 'tokenStore', 'deprecated'] as const;
const CONSOLE = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/**
 * Writes down all that the client says while it works: to the console, to the logger, to listeners, on diagnostics channels, as warnings of
 * the process, and in errors however one looks at them. Also counts rejections that nobody handled.
 */
export class Witness {
  readonly #heard: { from: string; said: unknown }[] = [];
  readonly unhandled: unknown[] = [];
  readonly #stops: (() => void)[] = [];

  readonly listeners: EventListeners = Object.fromEntries(
    TYPES.map((type) => [type, (event: object) => this.hear(`listener ${type}`, event)]),
  );
  readonly logger: Logger = Object.fromEntries(
    (['error', 'warn', 'info', 'debug'] as const).map((level) => [
      level,
      (line: string, event: object) => this.hear(`logger ${level}`, line, event),
    ]),
  );

  start(): void {
    for (const type of TYPES) {
      const channel = `secuconnect:${type}`;
      const listen = (event: unknown): void => this.hear(`channel ${channel}`, event);
      subscribe(channel, listen);
      this.#stops.push(() => unsubscribe(channel, listen));
    }
    for (const method of CONSOLE) {
      const spy = vi.spyOn(console, method).mockImplementation((...said) => this.hear(`console ${method}`, ...said));
      this.#stops.push(() => spy.mockRestore());
    }
    const warn = (warning: Error): void => this.hear('warning', warning);
    const unhandled = (reason: unknown): void => void this.unhandled.push(reason);
    process.on('warning', warn).on('unhandledRejection', unhandled);
    this.#stops.push(() => process.off('warning', warn).off('unhandledRejection', unhandled));
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  hear(from: string, ...said: readonly unknown[]): void {
    for (const one of said) this.#heard.push({ from, said: one });
  }

  /** All of it as text. Put together only now: while calls are under way, it would keep them from being in time. */
  testimony(): { from: string; text: string }[] {
    return this.#heard.flatMap(({ from, said }) =>
      (said instanceof Error ? looksOf(said) : [everythingOf(said)]).map((text) => ({
        from,
        text: stripVTControlCharacters(text),
      })),
    );
  }
}

/** An error, in each way that somebody could print it. */
function looksOf(error: Error): string[] {
  const chain: unknown[] = [];
  for (let one: unknown = error; one !== undefined && chain.length < 10; one = (one as Error).cause) chain.push(one);
  const all = { depth: Infinity, showHidden: true };
  return [
    String(error),
    error.message,
    JSON.stringify(error),
    JSON.stringify({ ...error }),
    inspect(error),
    ...chain.map((one) => String((one as Error).stack)),
    ...chain.map((one) => inspect(one, all)),
    // Bypasses what the class says about its inspection: this is how debuggers and error trackers see it.
    ...chain.map((one) => inspect(one, { ...all, customInspect: false })),
    String((error as { text?: string }).text),
  ];
}

const everythingOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : `${inspect(value, { depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity })}\n${JSON.stringify(value)}`;
