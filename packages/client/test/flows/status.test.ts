import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canShip, hasFailed, isFinal, isPaid, getSimpleStatus, type StatusCarrier } from '../../src/flows/status.ts';

/** The names of the functions that return `true`. */
const verdict = (input: StatusCarrier | string | number | null | undefined): string =>
  [isPaid(input) && 'paid', canShip(input) && 'ship', hasFailed(input) && 'failed', isFinal(input) && 'final']
    .filter(Boolean)
    .join(' ');

describe('the meaning of a status', () => {
  test.each([
    ['created', ''],
    ['processing', ''],
    ['approved', ''],
    ['pending', ''],
    ['ok', 'paid ship final'],
    ['received', 'paid ship final'],
    ['collection', 'paid ship final'],
    ['shipped', 'paid final'],
    ['collected', 'paid final'],
    ['failed', 'failed final'],
    ['cancelled', 'failed final'],
    ['canceled', 'failed final'],
    ['aborted', 'failed final'],
  ])('the status %j of a Smart Transaction means %j', (status, expected) => {
    expect(verdict({ status })).toBe(expected);
    expect(verdict(status)).toBe(expected);
  });

  test.each([
    [0, ''],
    [1, 'paid ship final'],
    [2, ''],
    [3, 'failed final'],
    [4, ''],
    [5, 'failed final'],
    [6, 'paid ship final'],
    [7, ''],
    [8, ''],
    [9, 'paid ship final'],
    [10, ''],
    [11, 'final'],
    [12, 'failed final'],
    [13, ''],
    [14, 'ship'],
    [15, 'final'],
    [16, 'failed final'],
    [99, ''],
  ])('the simple status %i of a Payment Transaction means %j', (simple, expected) => {
    expect(verdict({ status: 59, details: { status_simple: simple } })).toBe(expected);
    expect(verdict({ status_simple: String(simple) })).toBe(expected);
    expect(verdict(simple)).toBe(expected);
    expect(getSimpleStatus({ details: { status_simple: simple } })).toBe(simple);
  });

  test('a status of the old format is a word for a simple status', () => {
    expect(['accepted', 'denied', 'issue_resolved', 'scored', 'pending'].map((status) => verdict({ status }))).toEqual([
      'paid ship final',
      'failed final',
      'paid ship final',
      '',
      '',
    ]);
    expect(getSimpleStatus({ status: 'void' })).toBe(5);
  });

  test('the internal status number of a Payment Transaction means nothing', () => {
    for (const status of [1, 6, 9, '1', '6']) expect(verdict({ status })).toBe('');
    expect(getSimpleStatus({ status: 6, details: null })).toBeUndefined();
  });

  test('an unknown status of any kind means nothing and throws nothing', () => {
    const known =
      /^(ok|received|collection|shipped|collected|failed|cancell?ed|aborted|accepted|denied|void|issue_resolved|\d+)$/;
    fc.assert(
      fc.property(fc.anything(), (value) => {
        fc.pre(typeof value !== 'number' && !(typeof value === 'string' && known.test(value)));
        expect(verdict(typeof value === 'object' ? { status: value } : (value as string))).toBe('');
        expect(verdict({ details: { status_simple: value } })).toBe('');
      }),
    );
    for (const word of ['constructor', '__proto__', 'toString', '']) expect(verdict(word)).toBe('');
    for (const number of [-1, 17, 1.5, NaN, Infinity]) expect(verdict(number)).toBe('');
  });
});
