import type { ClientEvent, Listeners } from './events.ts';

type Type = ClientEvent['type'];
export type Facts<Of extends Type> = Omit<Extract<ClientEvent, { type: Of }>, 'type' | 'at'>;

/** A channel of `node:diagnostics_channel`. */
interface Channel {
  readonly hasSubscribers: boolean;
  publish(event: ClientEvent): void;
}

/**
 * Tells events to everyone who wants to know: the listeners of the client, those of a call, and the channels `secuconnect:<type>` of
 * `node:diagnostics_channel` where the runtime has them.
 * - An event is only put together when somebody listens.
 * - A listener that fails harms no call: what it throws, or rejects with, goes to the console.
 */
export class Observer {
  readonly #listeners: readonly Listeners[];
  readonly #channel: ((name: string) => Channel) | undefined;
  readonly #seen = new Set<string>();
  readonly #channels: { [Of in Type]?: Channel | undefined } = {};

  constructor(listeners: readonly Listeners[] = []) {
    this.#listeners = listeners;
    this.#channel = diagnosticsChannel();
  }

  /** Whether this is the first time that it is asked about this text. */
  isNew(text: string): boolean {
    return this.#seen.size < this.#seen.add(text).size;
  }

  tell<Of extends Type>(type: Of, facts: () => Facts<Of>, ofCall?: Listeners): void {
    const channel = (this.#channels[type] ??= this.#channel?.(`secuconnect:${type}`));
    const all = ofCall ? [...this.#listeners, ofCall] : this.#listeners;
    const listeners = all.flatMap((one) => [one[type], one.any]) as (Listener | undefined)[];
    if (!channel?.hasSubscribers && !listeners.some(Boolean)) return;
    const event = Object.freeze({ type, at: Date.now(), ...facts() }) as unknown as ClientEvent;
    for (const listener of listeners) notify(listener, event);
    channel?.publish(event);
  }
}

type Listener = (event: ClientEvent) => unknown;

function notify(listener: Listener | undefined, event: ClientEvent): void {
  const report = (failure: unknown): void =>
    console.error(`secuconnect: a listener for "${event.type}" failed:`, failure);
  try {
    const result = listener?.(event);
    if (result instanceof Promise) result.catch(report);
  } catch (failure) {
    report(failure);
  }
}

/** Asked of the runtime, not imported: the same file has to load where there is no such module. */
function diagnosticsChannel(): ((name: string) => Channel) | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const module = process?.getBuiltinModule?.('node:diagnostics_channel') as
    { channel(name: string): Channel } | undefined;
  return module?.channel;
}
