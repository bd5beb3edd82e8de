import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canShip,
  getSimpleStatus,
  hasFailed,
  isDisputed,
  isFinal,
  isPaid,
  isPending,
  isRefunded,
} from '../../src/flows/status.ts';
import type { StatusInput } from '../../src/flows/status-value.ts';

/** The names of the functions that return `true`. */
const verdict = (input: StatusInput): string =>
  Object.entries({ isPaid, isPending, canShip, hasFailed, isRefunded, isDisputed, isFinal })
    .flatMap(([name, holds]) => (holds(input) ? [name] : []))
    .join(' ');

// What each value means is in `status-answers.ts`, which `payment-state.test.ts` checks.
describe('the meaning of a status', () => {
  test('a refund and a chargeback are no failures, and no payments', () => {
    expect(verdict(4)).toBe('isDisputed');
    expect(verdict(7)).toBe('isRefunded');
    expect(verdict({ details: { status_simple: 5 }, incoming_payment_date: '2026-03-02' })).toBe('isRefunded isFinal');
  });

  test('the functions take an object and ignore an index, so that arrays can be filtered by them', () => {
    expect([{ status: 'ok' }, { status: 'failed' }, { status: 'pending' }].filter(isPaid)).toEqual([{ status: 'ok' }]);
  });

  test('the simple status is a number or undefined', () => {
    expect(getSimpleStatus({ details: { status_simple: '14' } })).toBe(14);
    expect(getSimpleStatus({ status: 'void' })).toBe(5);
    expect(getSimpleStatus({ status: 6, details: null })).toBeUndefined();
    expect(getSimpleStatus('ok')).toBeUndefined();
  });

  test('an unknown status of any kind means nothing and throws nothing', () => {
    const known =
      /^(pending|ok|received|collection|shipped|collected|failed|cancell?ed|aborted|accepted|denied|void|issue|issue_resolved|refund|\d+)$/;
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
