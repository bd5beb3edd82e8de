import { operations, type SmartTransaction } from '@secuconnect/api';
import { expect, test } from 'vitest';
import { createFakeApi, type FakeOperations, type OperationId } from '../../src/testing/index.ts';

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

test('a fake API has the operations of the operation table', () => {
  true satisfies Same<OperationId, Exclude<keyof operations, `pushes.${string}`>>;
  const fake = createFakeApi();
  for (const id of Object.keys(operations)) expect(() => fake.on(id as OperationId)).not.toThrow();
});

test('a stub has the types of its operation', () => {
  true satisfies Same<FakeOperations['smart.transactions.create']['result'], SmartTransaction>;
  true satisfies Same<FakeOperations['smart.transactions.list']['item'], SmartTransaction>;
  true satisfies Same<FakeOperations['smart.transactions.cancel']['path'], { smartTransactionId: string }>;
  true satisfies Same<FakeOperations['smart.transactions.cancel']['body'], undefined>;
  false satisfies Same<FakeOperations['smart.transactions.create']['body'], undefined>;
  const fake = createFakeApi();
  // @ts-expect-error -- there is no such operation
  expect(() => fake.on('smart.transactions.pay')).toThrow(TypeError);
  // @ts-expect-error -- an amount is a number
  fake.on('smart.transactions.create').reply({ object: '', id: '', basket_info: { sum: '19.95' } });
  // @ts-expect-error -- a misspelt field
  fake.on('smart.transactions.get').reply({ object: '', id: '', statsu: 'ok' });
  fake.on('smart.transactions.get').when(({ path }) => path.smartTransactionId.startsWith('STX_'));
});
