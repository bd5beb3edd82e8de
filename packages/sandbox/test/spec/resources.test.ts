import { expect, test } from 'vitest';
import { OPERATIONS } from '../../src/spec/operations.ts';
import { answerSchema, examplesOf, RESOURCES } from '../../src/spec/resources.ts';

const operation = (id: string) => OPERATIONS.find((one) => one.id === id)!;

test('a resource has a kind, a prefix, a schema and examples', () => {
  expect(RESOURCES.get('smart.transactions')).toMatchObject({
    id: 'smart.transactions',
    kind: 'smart.transactions',
    prefix: 'STX_',
    schema: expect.anything(),
    examples: expect.arrayContaining([expect.objectContaining({ object: 'smart.transactions' })]),
  });
});

test('a contract is the same in two resources', () => {
  const kinds = ['general.contracts', 'payment.contracts'].map((id) => RESOURCES.get(id)?.kind);
  expect(new Set(kinds)).toEqual(new Set(['general.contracts']));
});

test('every kind is one that can be seeded', () => {
  for (const { kind } of RESOURCES.values()) expect(kind).toMatch(/^[a-z][\w.]*$/i);
});

test('the answer of an operation has a schema and examples, if it is JSON', () => {
  expect(answerSchema(operation('smart.transactions.get'))).toBeDefined();
  expect(examplesOf(operation('smart.transactions.get')).length).toBeGreaterThan(0);
  expect(answerSchema(operation('payment.contracts.revokeAccrual'))).toBeUndefined();
  expect(examplesOf(operation('payment.contracts.revokeAccrual'))).toEqual([]);
});
