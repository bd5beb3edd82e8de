import { expect, test } from 'vitest';
import { IntentOpenError, isIntentOpenError } from '../../src/intents/intent-open-error.ts';

test('says which intent is open, and when to call again', () => {
  const error = new IntentOpenError('payment.transactions.cancel', {
    outcome: 'unknown',
    reference: 'order 1',
    readAgainAt: new Date('2026-03-02T10:00:00Z'),
    reason: 'It may still come.',
  });
  expect(error.message).toBe(
    'payment.transactions.cancel was not sent, because the intent "order 1" is open: It may still come. Next: call again at 2026-03-02T10:00:00.000Z.',
  );
  expect(error).toMatchObject({ name: 'IntentOpenError', outcome: 'unknown', reference: 'order 1' });
  expect([isIntentOpenError(error), isIntentOpenError(new Error('x'))]).toEqual([true, false]);
});

test('without a time, a person has to look', () => {
  const params = { outcome: 'unknown', reference: 'a', readAgainAt: undefined, reason: 'No trace.' } as const;
  expect(new IntentOpenError('a.b.c', params).message).toContain('By hand');
});
