import { describe, expect, test } from 'vitest';
import { isSecuconnectError } from '../../src/errors/guards.ts';
import { isPushError, PushError } from '../../src/pushes/push-error.ts';

describe('PushError', () => {
  test('a PushError has its reason and cause, and no effect', () => {
    const cause = new TypeError('not UTF-8');
    const error = new PushError('malformed', 'This is not a push.', cause);
    expect(error).toMatchObject({
      name: 'PushError',
      message: 'This is not a push.',
      reason: 'malformed',
      outcome: 'not-sent',
      operation: undefined,
      cause,
    });
  });

  test('isPushError() tells a PushError from other errors', () => {
    const error = new PushError('timeout', 'Too late.');
    expect([isPushError(error), isSecuconnectError(error)]).toEqual([true, true]);
    expect([new Error('Too late.'), { reason: 'timeout' }, undefined].map((value) => isPushError(value))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
