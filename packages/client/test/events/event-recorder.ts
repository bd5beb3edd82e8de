import type { ClientEvent, EventListeners } from '../../src/events/events.ts';

export const EVENT_TYPES = [
  'start',
  'request',
  'response',
  'retry',
  'end',
  'deprecated',
  'token',
  'tokenStore',
] as const satisfies ClientEvent['type'][];

/** Listeners, one per event type, that record the events. */
export function eventRecorder() {
  const events: ClientEvent[] = [];
  const listeners = Object.fromEntries(
    EVENT_TYPES.map((type) => [type, (event: ClientEvent) => events.push(event)]),
  ) as EventListeners;
  return {
    events,
    listeners,
    /** The types of the recorded events, in order. */
    types: () => events.map(({ type }) => type),
    /** The recorded events of one type. */
    ofType: (type: ClientEvent['type']) => events.filter((event) => event.type === type),
  };
}
