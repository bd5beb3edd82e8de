import { describe, expect, test } from 'vitest';
import { nextStep, outcomeOf, type Outcome } from '../../src/errors/outcome.ts';
import { read, write, writeOnObject } from './contexts.ts';

const outcomes: Outcome[] = ['not-sent', 'no-effect', 'unknown'];

describe('outcomeOf()', () => {
  test.each(outcomes)('returns the outcome %s of a write unchanged', (outcome) => {
    expect(outcomeOf(write, outcome)).toBe(outcome);
  });

  test.each(outcomes)('returns `no-effect` for a read, although a write would have the outcome %s', (outcome) => {
    expect(outcomeOf(read, outcome)).toBe('no-effect');
  });
});

describe('nextStep()', () => {
  test.each([
    ['not-sent', 'The request had no effect; it is safe to retry.'],
    ['no-effect', 'The request had no effect.'],
    ['unknown', 'It may have succeeded: look for it with smart.transactions before you retry.'],
  ] as [Outcome, string][])('after a write with the outcome %s says: %s', (outcome, sentence) => {
    expect(nextStep(write, outcome)).toBe(sentence);
  });

  test.each(outcomes)('after a read with the outcome %s says that reads are safe to retry', (outcome) => {
    expect(nextStep(read, outcome)).toBe('Reads are safe to retry.');
  });

  test.each(outcomes)(
    'after a request for the next page of a scroll (%s) says that a retry may skip a page',
    (outcome) => {
      expect(nextStep({ ...read, movesScroll: true }, outcome)).toBe(
        'A retry may skip a page of the scroll; a new scroll does not.',
      );
    },
  );

  test('names the object to check', () => {
    expect(nextStep(writeOnObject, 'unknown')).toBe(
      'It may have succeeded: check STX_1 with smart.transactions before you retry.',
    );
  });

  test('redacts the object', () => {
    expect(nextStep({ ...write, object: '4111111111111111' }, 'unknown')).toContain('check [redacted] with');
  });

  test('names no namespace for a call that the spec does not list', () => {
    expect(nextStep({ id: 'POST /Some.thing', safe: false }, 'unknown')).toBe(
      'It may have succeeded: look for it with a call that reads before you retry.',
    );
  });
});
