import { expect, test } from 'vitest';
import { OPERATIONS } from '../../src/spec/operations.ts';

const operation = (id: string) => OPERATIONS.find((one) => one.id === id)!;

test('there are the 192 operations of the spec, each once', () => {
  expect(OPERATIONS).toHaveLength(192);
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(192);
  expect(new Set(OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/{\w+}/g, '{}')}`)).size).toBe(192);
});

test('an operation has what the spec says about it', () => {
  expect(operation('smart.transactions.start')).toMatchObject({
    resource: 'smart.transactions',
    verb: 'start',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/start/{paymentMethod}',
    pathNames: ['smartTransactionId', 'paymentMethod'],
    bodies: { 'application/json': expect.stringMatching(/^#\/paths\/~1Smart/) },
    safe: false,
    isList: false,
  });
  expect(operation('smart.transactions.list')).toMatchObject({ method: 'GET', safe: true, isList: true });
  expect(Object.keys(operation('document.uploads.create').bodies)).toEqual(['application/json', 'multipart/form-data']);
});

test('an answer without JSON has no schema', () => {
  expect(operation('payment.contracts.revokeAccrual').answers).toMatchObject({ 202: undefined });
});
