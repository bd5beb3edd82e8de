import { expect, test } from 'vitest';
import { document, resolve } from '../../src/spec/document.ts';

test('a reference leads to what it stands for', () => {
  expect(resolve({ $ref: '#/components/schemas/SmartTransaction' })).toBe(
    document.components['schemas']!['SmartTransaction'],
  );
  const pointer = '#/paths/~1Smart~1Transactions~1%7BsmartTransactionId%7D/get';
  expect(resolve<{ operationId?: string }>({ $ref: pointer })).toMatchObject({ operationId: 'smart.transactions.get' });
});

test('anything else stands for itself', () => {
  const schema = { type: 'object' };
  expect(resolve(schema)).toBe(schema);
  const property = { $ref: { type: 'string' } };
  expect(resolve(property as never)).toBe(property);
});
