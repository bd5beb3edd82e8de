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

function refusal(body: unknown): unknown {
  try {
    return parsePush(body);
  } catch (error) {
    return error;
  }
}

describe('a push', () => {
  test('is read from text, and from what a body parser has made of it', () => {
    expect(parsePush(JSON.stringify(event))).toEqual(event);
    expect(parsePush(event)).toEqual(event);
  });

  test('may have a target and a type that nobody knows yet', () => {
    const unknown = { ...event, target: 'loyalty.cards', type: 'melted' };
    expect(parsePush(unknown)).toEqual(unknown);
  });

  test.each([undefined, null])('may come without a date (%s), as the oldest did', (created) => {
    expect(parsePush({ ...event, created })).toEqual({ ...event, created: undefined });
  });

  test('keeps nothing but its own fields', () => {
    const more = JSON.parse(
      JSON.stringify({ ...event, amount: 1, data: [{ ...event.data[0], amount: 1 }] }).replace(
        '{',
        '{"__proto__":{"admin":true},',
      ),
    ) as unknown;
    expect(parsePush(more)).toEqual(event);
    expect(parsePush(more)).not.toHaveProperty('admin');
  });

  test.each([
    ['empty', ''],
    ['not JSON', '{"object":'],
    ['a list', [event]],
    ['null', null],
    ['a text', '"event.pushes"'],
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
    ['with very many objects', { ...event, data: Array.from({ length: 101 }, () => event.data[0]) }],
  ])('is malformed when it is %s', (_, body) => {
    expect(refusal(body)).toMatchObject({ name: 'PushError', reason: 'malformed', outcome: 'not-sent' });
  });

  test('that is malformed is not quoted in the error', () => {
    expect(String((refusal('{"card":"4635440000002298"') as Error).stack)).not.toContain('4635');
    expect(String((refusal({ ...event, id: ['4635440000002298'] }) as Error).stack)).not.toContain('4635');
  });

  test('whatever it is, is read or refused with a PushError', () =>
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.jsonValue(), fc.string()), (body) => {
        expect(isPushError(refusal(body))).toBe(true);
      }),
    ));
});

describe('an event that is made for a test', () => {
  test('is a push, about one object', () => {
    const made = pushEvent({ target: 'payment.transactions', id: 'PCI_1' });
    expect(parsePush(JSON.stringify(made))).toEqual(made);
    expect(made).toMatchObject({ type: 'changed', data: [{ object: 'payment.transactions', id: 'PCI_1' }] });
  });

  test('has an id of its own, unless it is given one', () => {
    const about = { target: 'payment.payouts', id: 'POI_1' };
    expect(pushEvent(about).id).toMatch(/^evt_[0-9a-f]{32}$/);
    expect(pushEvent(about).id).not.toBe(pushEvent(about).id);
    expect(pushEvent({ ...about, type: 'added', eventId: 'evt_1', created: event.created })).toMatchObject({
      id: 'evt_1',
      type: 'added',
      created: event.created,
    });
  });
});
