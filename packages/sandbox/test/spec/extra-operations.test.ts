import { expect, test } from 'vitest';
import { EXTRA_OPERATIONS } from '../../src/spec/extra-operations.ts';
import { OPERATIONS } from '../../src/spec/operations.ts';
import { Router } from '../../src/spec/router.ts';
import { Validator } from '../../src/spec/validator.ts';

const router = new Router([...OPERATIONS, ...EXTRA_OPERATIONS]);

test('an extra operation is found beside those of the document, which stay what they are', () => {
  const found = router.find('POST', '/Payment/Secupaydebits/abc/TestChangedPaymentStatus');
  expect(found).toMatchObject({
    operation: { id: 'payment.secupayDebits.testChangedPaymentStatus' },
    path: { paymentId: 'abc' },
  });
  expect(router.find('POST', '/Payment/secupaydebits/abc/cancel')?.operation.id).toBe('payment.secupay.cancel');
  expect(router.find('GET', '/Payment/Secupaydebits/abc')?.operation.id).toBe('payment.secupayDebits.get');
});

test('the spec says nothing about its body and its answer', () => {
  const validator = new Validator();
  for (const operation of EXTRA_OPERATIONS) {
    expect(validator.body(operation, 'application/json', { anything: 1 })).toBeUndefined();
    expect(validator.answer(operation, 200, { anything: 1 })).toBeUndefined();
  }
});

test('the operations of the testing system are not in the spec', () => {
  const ids = new Set(OPERATIONS.map(({ id }) => id));
  expect(EXTRA_OPERATIONS.length).toBeGreaterThan(0);
  for (const { id, safe, method } of EXTRA_OPERATIONS)
    expect([ids.has(id), safe, method]).toEqual([false, false, 'POST']);
});
