import type { Push } from '@secuconnect/api';

/** What a push is about. */
export interface PushEventInit<Target extends string = string> {
  /** Kind of the object that changed, such as `payment.transactions`. */
  readonly target: Target;
  /** Its id. */
  readonly id: string;
  /** What happened to it; `changed` when left out. */
  readonly type?: Push['type'] | undefined;
  /** Id of the event; counted up when left out. Give the same one again to test that a push that comes twice is dealt with once. */
  readonly eventId?: string | undefined;
  /** When it happened, as ISO 8601 with offset. */
  readonly created?: string | undefined;
}

let made = 0;

/** The body of a push, as the platform posts it: `pushEvent({ target: 'payment.transactions', id: 'PCI_…' })`. */
export function pushEvent<const Target extends string>({
  target,
  id,
  type = 'changed',
  eventId = `evt_${String(++made).padStart(24, '0')}`,
  created = '2026-03-02T10:15:30+01:00',
}: PushEventInit<Target>): Push & { readonly target: Target } {
  return { object: 'event.pushes', id: eventId, created, target, type, data: [{ object: target, id }] };
}
