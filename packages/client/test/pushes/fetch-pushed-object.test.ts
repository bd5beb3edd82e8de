import type { operations, PaymentTransaction, SecupayTransaction } from '@secuconnect/api';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  isOldFormat,
  isPushTarget,
  pushTargets,
  fetchPushedObject,
  type PushTarget,
} from '../../src/pushes/fetch-pushed-object.ts';
import { stubApi } from './push-receiver.ts';

describe('fetchPushedObject()', () => {
  test.each([
    ['payment.transactions', 'PCI_1', '/Payment/Transactions/PCI_1'],
    ['payment.transactions', 'gcacbezjwtrt12052450', '/Payment/Transactions/gcacbezjwtrt12052450/OldFormat'],
    ['payment.transactions', 'pci_1', '/Payment/Transactions/pci_1/OldFormat'],
    ['payment.subscriptions', 'SUB_1', '/Payment/Subscriptions/SUB_1'],
    ['payment.payouts', 'POI_1', '/Payment/Payouts/POI_1'],
    ['payment.containers', 'PCT_1', '/Payment/Containers/PCT_1'],
    ['payment.secupaycreditcards', 'abc', '/Payment/Secupaycreditcards/abc'],
    ['payment.secupaydebits', 'abc', '/Payment/Secupaydebits/abc'],
    ['payment.secupayinvoices', 'abc', '/Payment/Secupayinvoices/abc'],
    ['payment.secupayprepays', 'abc', '/Payment/Secupayprepays/abc'],
    ['payment.secupaysofort', 'abc', '/Payment/Secupaysofort/abc'],
    ['general.contracts', 'GCR_1', '/General/Contracts/GCR_1'],
    ['services.identrequests', 'SIR_1', '/Services/Identrequests/SIR_1'],
    ['services.identresults', 'SIR_1', '/Services/Identresults/SIR_1'],
  ] as const)('the object of a push (%s %s) is read from %s', async (target, id, path) => {
    const { secuconnect, reads } = stubApi();
    await expect(fetchPushedObject(secuconnect, target, id)).resolves.toMatchObject({ id });
    expect(reads).toEqual([path]);
  });

  test('the type of the object follows from the target', async () => {
    const { secuconnect } = stubApi();
    const payment = await fetchPushedObject(secuconnect, 'payment.secupaydebits', 'abc');
    payment satisfies SecupayTransaction;
    expect(payment.id).toBe('abc');
    expectTypeOf(fetchPushedObject<'payment.transactions'>).returns.resolves.toEqualTypeOf<
      PaymentTransaction | SecupayTransaction
    >();
  });

  test('isOldFormat() recognises a payment whose id is a hash', () => {
    expect(isOldFormat({ object: 'payment.transactions', id: 'gcacbezjwtrt12052450' })).toBe(true);
    expect(isOldFormat({ object: 'payment.transactions', id: 'PCI_1' })).toBe(false);
  });
});

describe('pushTargets', () => {
  test('the known targets are those of the spec', () => {
    type InSpec = Extract<keyof operations, `pushes.${string}`>;
    expectTypeOf<`pushes.${PushTarget}`>().toEqualTypeOf<InSpec>();
    expect(pushTargets).toHaveLength(12);
  });

  test.each(['toString', '__proto__', 'constructor', 'smart.transactions', ''])('%j is not a target', (name) => {
    expect(isPushTarget(name)).toBe(false);
  });
});
