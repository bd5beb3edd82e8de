import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPushError } from '../../src/pushes/push-error.ts';
import { parsePush, pushEvent } from '../../src/pushes/push-event.ts';

const event = {
  object: 'event.pushes',
  id: 'evt_9f3c1a7b5d2e4860a1c3e5f7',
  created: '2026-03-02T10:16:25+01:00',
  target: 'payment.transactions',
  type: 'changed',
  data: [{ object: 'payment.transactions', id: 'PCI_1' }],
};

/** The event, or the error that the body causes. */
function parseOrCatch(body: unknown): unknown {
  try {
    return parsePush(body);
  } catch (error) {
    return error;
  }
}

describe('parsePush()', () => {
  test('parsePush() accepts a JSON string, and the value that a body parser made of it', () => {
    expect(parsePush(JSON.stringify(event))).toEqual(event);
    expect(parsePush(event)).toEqual(event);
  });

  test('a push may have an unknown target and type', () => {
    const unknown = { ...event, target: 'loyalty.cards', type: 'melted' };
    expect(parsePush(unknown)).toEqual(unknown);
  });

  test.each([undefined, null])('a push may have no date (%s), as the oldest ones', (created) => {
    expect(parsePush({ ...event, created })).toEqual({ ...event, created: undefined });
  });

  test('parsePush() keeps only the fields of a push', () => {
    const withMoreFields = JSON.parse(
      JSON.stringify({ ...event, amount: 1, data: [{ ...event.data[0], amount: 1 }] }).replace(
        '{',
        '{"__proto__":{"admin":true},',
      ),
    ) as unknown;
    expect(parsePush(withMoreFields)).toEqual(event);
    expect(parsePush(withMoreFields)).not.toHaveProperty('admin');
  });

  test.each([
    ['empty', ''],
    ['not JSON', '{"object":'],
    ['an array', [event]],
    ['null', null],
    ['a string', '"event.pushes"'],
    ['another object', { ...event, object: 'event.actions' }],
    ['without an id', { ...event, id: undefined }],
    ['with an empty id', { ...event, id: '' }],
    ['with a number for an id', { ...event, id: 7 }],
    ['with an id that is too long', { ...event, id: 'e'.repeat(256) }],
    ['without a target', { ...event, target: undefined }],
    ['without a type', { ...event, type: null }],
    ['without data', { ...event, data: undefined }],
    ['with one object for data', { ...event, data: event.data[0] }],
    ['with data that is not objects', { ...event, data: ['PCI_1'] }],
    ['with an object without an id', { ...event, data: [{ object: 'payment.transactions' }] }],
    ['with more than 100 objects', { ...event, data: Array.from({ length: 101 }, () => event.data[0]) }],
  ])('a push is malformed when it is %s', (_, body) => {
    expect(parseOrCatch(body)).toMatchObject({ name: 'PushError', reason: 'malformed', outcome: 'not-sent' });
  });

  test('a malformed push is not quoted in the error', () => {
    expect(String((parseOrCatch('{"card":"4635440000002298"') as Error).stack)).not.toContain('4635');
    expect(String((parseOrCatch({ ...event, id: ['4635440000002298'] }) as Error).stack)).not.toContain('4635');
  });

  test('any value is either a push or causes a PushError', () =>
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.jsonValue(), fc.string()), (body) => {
        expect(isPushError(parseOrCatch(body))).toBe(true);
      }),
    ));
});

describe('pushEvent()', () => {
  test('pushEvent() makes a push about one object', () => {
    const push = pushEvent({ target: 'payment.transactions', id: 'PCI_1' });
    expect(parsePush(JSON.stringify(push))).toEqual(push);
    expect(push).toMatchObject({ type: 'changed', data: [{ object: 'payment.transactions', id: 'PCI_1' }] });
  });

  test('an event has a unique id, unless the test sets one', () => {
    const subject = { target: 'payment.payouts', id: 'POI_1' };
    expect(pushEvent(subject).id).toMatch(/^evt_[0-9a-f]{32}$/);
    expect(pushEvent(subject).id).not.toBe(pushEvent(subject).id);
    expect(pushEvent({ ...subject, type: 'added', eventId: 'evt_1', created: event.created })).toMatchObject({
      id: 'evt_1',
      type: 'added',
      created: event.created,
    });
  });
});
