import { describe, expect, test } from 'vitest';
import { missingIntent, readIntent } from '../../src/stores/stored-intent.ts';
import { intentOf } from '../intents/journal-contract.ts';

describe('readIntent()', () => {
  const intent = intentOf('order 1', { subject: 'PCI_1' });

  test('an intent has its version and its age, which is never negative', () => {
    expect(readIntent('order 1', JSON.stringify(intent), 2, 7)).toEqual({ ...intent, version: 2, age: 7 });
    expect(readIntent('order 1', JSON.stringify(intent), 2, -7).age).toBe(0);
  });

  test.each([
    ['no text', undefined],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['another reference', JSON.stringify({ ...intent, reference: 'order 2' })],
    ['an unknown state', JSON.stringify({ ...intent, state: 'lost' })],
    ['no operation', JSON.stringify({ ...intent, operation: undefined })],
    ['no idempotency key', JSON.stringify({ ...intent, idempotencyKey: undefined })],
    ['a subject that is no text', JSON.stringify({ ...intent, subject: 7 })],
    ['no time', JSON.stringify({ ...intent, hiddenFor: null })],
    ['no facts', JSON.stringify({ ...intent, facts: undefined })],
  ])('an entry with %s is an error with the reference', (_, json) => {
    expect(() => readIntent('order 1', json, 1, 0)).toThrow('`order 1`');
  });

  test.each([
    [0, 0],
    [Number.NaN, 0],
    [1, Number.NaN],
  ])('an entry with version %d and age %d is an error', (version, age) => {
    expect(() => readIntent('order 1', JSON.stringify(intent), version, age)).toThrow('`order 1`');
  });
});

test('missingIntent() names the reference and the version', () => {
  expect(missingIntent('order 1', 3).message).toMatch(/`order 1`.*3/);
});
