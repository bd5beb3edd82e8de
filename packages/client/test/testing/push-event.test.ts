import { expect, test } from 'vitest';
import { pushEvent } from '../../src/testing/index.ts';

test('a push says what has happened to which object, and nothing else', () => {
  expect(pushEvent({ target: 'payment.transactions', id: 'PCI_1', eventId: 'evt_1' })).toEqual({
    object: 'event.pushes',
    id: 'evt_1',
    created: '2026-03-02T10:15:30+01:00',
    target: 'payment.transactions',
    type: 'changed',
    data: [{ object: 'payment.transactions', id: 'PCI_1' }],
  });
});

test('each push has an id of its own', () => {
  const [one, other] = [pushEvent({ target: 'general.contracts', id: 'GCR_1' }), pushEvent({ target: 'a', id: 'b' })];
  expect(one.id).toMatch(/^evt_[0-9a-z]{24}$/);
  expect(one.id).not.toBe(other.id);
});

test('its target stays a literal type, and must be given', () => {
  pushEvent({ target: 'payment.payouts', id: 'POI_1' }).target satisfies 'payment.payouts';
  // @ts-expect-error -- a push is about something
  expect(pushEvent({ id: 'POI_1' }).target).toBeUndefined();
});
