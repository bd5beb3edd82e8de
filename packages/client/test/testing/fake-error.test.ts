import { describe, expect, test } from 'vitest';
import { isSecuconnectError } from '../../src/index.ts';
import { FakeError, testError } from '../../src/testing/fake-error.ts';
import { createFakeApi } from '../../src/testing/index.ts';
import { errorOf } from './fake-calls.ts';

describe('FakeError', () => {
  test('a FakeError is a SecuconnectError whose request was never sent', () => {
    const error = new FakeError('No stub.', 'smart.transactions.get');
    expect(isSecuconnectError(error)).toBe(true);
    expect(error).toMatchObject({
      name: 'FakeError',
      message: 'No stub.',
      outcome: 'not-sent',
      operation: 'smart.transactions.get',
    });
  });

  test('a FakeError reaches the caller unchanged and without retries', async () => {
    const fake = createFakeApi();
    const cause = new Error('typo');
    fake
      .on('smart.transactions.get')
      .when(() => {
        throw cause;
      })
      .reply({ object: '', id: '' });
    const error = await errorOf(fake.client().smart.transactions.get('STX_1'));
    expect(error).toBeInstanceOf(FakeError);
    expect(error.cause).toBe(cause);
    expect(error.attempts.map((attempt) => attempt.error)).toEqual(['FakeError']);
    expect(fake.calls('smart.transactions.get')[0]!.attempts).toEqual([{ error: 'FakeError' }]);
  });
});

describe('testError()', () => {
  test.each(['response', 'condition'] as const)(
    'testError() names the operation and keeps the cause of a %s',
    (what) => {
      const cause = new Error('typo');
      expect(testError('smart.transactions.get', what, cause)).toMatchObject({
        name: 'FakeError',
        message: `The stubbed ${what} of smart.transactions.get threw Error: typo`,
        operation: 'smart.transactions.get',
        cause,
      });
    },
  );
});
