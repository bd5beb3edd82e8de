import { DiagnosticsChannels } from './diagnostics-channels.ts';
import type { ClientEvent, EventListeners } from './events.ts';

type EventType = ClientEvent['type'];
type Listener = (event: ClientEvent) => unknown;
/** The fields of an event that its sender provides. */
export type EventFields<Type extends EventType> = Omit<Extract<ClientEvent, { type: Type }>, 'type' | 'timestamp'>;

/**
 * Delivers events to the listeners of the client, those of a call, and the diagnostics channels.
 * - An event is only built when it has a receiver.
 * - A listener that throws or rejects does not affect the call; its error is logged to the console.
 */
export class EventDispatcher {
  readonly #listeners: readonly EventListeners[];
  readonly #channels = new DiagnosticsChannels();

  constructor(listeners: readonly EventListeners[] = []) {
    this.#listeners = listeners;
  }

  /**
   * Delivers one event.
   *
   * @param fields Builds the event; called only if it has a receiver.
   * @param callListeners Those of the call, in addition to those of the client.
   */
  dispatch<Type extends EventType>(type: Type, fields: () => EventFields<Type>, callListeners?: EventListeners): void {
    const channel = this.#channels.get(type);
    const all = callListeners ? [...this.#listeners, callListeners] : this.#listeners;
    const listeners = all.flatMap((one) => [one[type], one.any]) as (Listener | undefined)[];
    if (!channel?.hasSubscribers && !listeners.some(Boolean)) return;
    const event = Object.freeze({ type, timestamp: Date.now(), ...fields() }) as unknown as ClientEvent;
    for (const listener of listeners) notify(listener, event);
    channel?.publish(event);
  }
}

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
