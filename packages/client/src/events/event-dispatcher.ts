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
   * Builds and delivers one event, if it has a receiver.
   *
   * @param callListeners Those of the call, in addition to those of the client.
   */
  dispatch<Type extends EventType>(type: Type, fields: () => EventFields<Type>, callListeners?: EventListeners): void {
    if (this.isHeard(type, callListeners))
      this.deliver({ type, timestamp: Date.now(), ...fields() } as unknown as ClientEvent, callListeners);
  }

  /** Whether an event has a receiver: without one, it costs no more than this question. */
  isHeard(type: EventType, callListeners?: EventListeners): boolean {
    for (const one of this.#listeners) if (one[type] ?? one.any) return true;
    if (callListeners && (callListeners[type] ?? callListeners.any)) return true;
    return this.#channels.get(type)?.hasSubscribers === true;
  }

  /** Delivers an event, which is frozen before. */
  deliver(event: ClientEvent, callListeners?: EventListeners): void {
    Object.freeze(event);
    for (const one of this.#listeners) notifyBoth(one, event);
    if (callListeners) notifyBoth(callListeners, event);
    const channel = this.#channels.get(event.type);
    if (channel?.hasSubscribers) channel.publish(event);
  }
}

function notifyBoth(listeners: EventListeners, event: ClientEvent): void {
  // Taken out of their object: a listener has no receiver.
  const { [event.type]: one, any } = listeners;
  if (one) notify(one as Listener, event);
  if (any) notify(any, event);
}

function notify(listener: Listener, event: ClientEvent): void {
  try {
    const result = listener(event);
    if (result instanceof Promise) result.catch((failure: unknown) => report(event, failure));
  } catch (failure) {
    report(event, failure);
  }
}

const report = (event: ClientEvent, failure: unknown): void =>
  console.error(`secuconnect: a listener for "${event.type}" failed:`, failure);
