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
    ['with an id that is too long', { ...event, id: 'e'.repeat(256) }],
    ['without a target', { ...event, target: undefined }],
    ['with a fraction for an id', { ...event, id: 7.5 }],
    ['with an id that JSON has rounded', { ...event, id: 2 ** 53 }],
    ['with an object for an id', { ...event, id: { id: 'evt_1' } }],
    ['with an id of null', { ...event, id: null }],
    ['with an empty target', { ...event, target: '' }],
    ['with a number for a target', { ...event, target: 7 }],
    ['with an array for a target', { ...event, target: ['payment.transactions'] }],
    ['with null among the data', { ...event, data: [null] }],
    ['with an array among the data', { ...event, data: [event.data] }],
    ['with an object of another JSON type', { ...event, data: [{ object: 7, id: 'PCI_1' }] }],
    ['with an empty id among the data', { ...event, data: [{ object: 'payment.transactions', id: '' }] }],
    ['with data that has a field that is not an object', { ...event, data: { 0: 'PCI_1' } }],
    ['with data that is not objects', { ...event, data: ['PCI_1'] }],
    ['with an object without an id', { ...event, data: [{ object: 'payment.transactions' }] }],
    ['with more than 100 objects', { ...event, data: Array.from({ length: 101 }, () => event.data[0]) }],
    [
      'with more than 100 objects that have keys',
      { ...event, data: { ...Array.from({ length: 101 }, () => event.data[0]) } },
    ],
  ])('a push is malformed when it is %s', (_, body) => {
    expect(parseOrCatch(body)).toMatchObject({ name: 'PushError', reason: 'malformed', outcome: 'not-sent' });
  });

  test.each([
    ['no data', undefined],
    ['null', null],
    ['an empty object', {}],
    ['an empty array', []],
    ['an empty string', ''],
    ['a string', 'PCI_1'],
    ['a number', 0],
    ['a boolean', false],
  ])('a push with %s for data is an event about no object', (_, data) => {
    expect(parsePush(JSON.stringify({ ...event, data }))).toEqual({ ...event, data: [] });
  });

  test.each([
    ['an entry without its array', event.data[0]],
    ['an object with numbers for keys', { 1: event.data[0] }],
    ['an entry without its kind', [{ id: 'PCI_1' }]],
    ['an entry whose kind is null', [{ object: null, id: 'PCI_1' }]],
  ])('a push with %s for data is about that object', (_, data) => {
    expect(parsePush({ ...event, data })).toEqual(event);
  });

  test.each([undefined, null, '', 7, true, {}, ['changed'], 'c'.repeat(256)])(
    'a push with the type %j has an empty type',
    (type) => {
      expect(parsePush({ ...event, type })).toEqual({ ...event, type: '' });
    },
  );

  test.each([7, {}, [], true, ''])('a push may have %j for its date', (created) => {
    expect(parsePush({ ...event, created })).toEqual({ ...event, created: created === '' ? '' : undefined });
  });

  test('ids may be integers', () => {
    expect(parsePush({ ...event, id: 7, data: [{ object: 'payment.transactions', id: 42 }] })).toEqual({
      ...event,
      id: '7',
      data: [{ object: 'payment.transactions', id: '42' }],
    });
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
