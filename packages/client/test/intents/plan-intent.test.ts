import { operations } from '@secuconnect/api';
import { describe, expect, test } from 'vitest';
import { planIntent } from '../../src/intents/plan-intent.ts';
import type { RequestOptions } from '../../src/request-options.ts';

const all = operations as never as Record<string, { readonly id: string }>;
const operationOf = (id: string) => Object.values(all).find((one) => one.id === id)!;
const plan = (id: string, path: readonly string[], body?: unknown, options: RequestOptions = {}) =>
  planIntent({ operation: operationOf(id), input: { path, body }, options } as never);

describe('planIntent()', () => {
  test('a refund compares with the state before, and has the payment to itself', async () => {
    expect(await plan('payment.transactions.cancel', ['PCI_1'], { reduce_amount_by: 5 })).toMatchObject({
      needsBefore: true,
      subject: '/payment/transactions/pci_1',
      totalTimeout: 90_000,
      hiddenFor: 90_000 + 180_000,
      facts: { path: { paymentTransactionId: 'PCI_1' }, difference: { amount: -5 } },
    });
  });

  test('operations of several resources that change one payment have the same subject', async () => {
    const { subject } = await plan('payment.transactions.increaseAmount', ['PCI_1'], { amount: 5 });
    expect(subject).toBe('/payment/transactions/pci_1');
    const old = await plan('payment.secupay.cancel', ['debits', 'PCI_1'], { reduce_amount_by: 5 });
    expect(old.subject).toBe(subject);
  });

  test('what is found by its reference needs neither', async () => {
    expect(await plan('smart.transactions.create', [], { transactionRef: 'A' })).toMatchObject({
      needsBefore: false,
      subject: undefined,
      facts: { search: { transactionRef: 'A' } },
    });
  });

  test('a call that waits for a terminal has more time', async () => {
    expect(await plan('smart.transactions.start', ['STX_1', 'cashless'], {})).toMatchObject({ totalTimeout: 360_000 });
  });

  test('a call that cannot be found out has a plan without facts', async () => {
    expect(await plan('smart.transactions.create', [], {})).toMatchObject({ facts: undefined, needsBefore: false });
  });

  test('the digest of a call depends on its operation, path and body, not on the order of names', async () => {
    const digestOf = async (...call: Parameters<typeof plan>): Promise<string> => (await plan(...call)).call;
    const cancel = 'payment.transactions.cancel';
    const one = await digestOf(cancel, ['PCI_1'], { reduce_amount_by: 5, reason: 'a' });
    expect(await digestOf(cancel, ['PCI_1'], { reason: 'a', reduce_amount_by: 5 })).toBe(one);
    for (const other of [
      await digestOf(cancel, ['PCI_2'], { reduce_amount_by: 5, reason: 'a' }),
      await digestOf(cancel, ['PCI_1'], { reduce_amount_by: 6, reason: 'a' }),
      await digestOf(cancel, ['PCI_1'], { reduce_amount_by: 5 }),
      await digestOf('payment.transactions.capture', ['PCI_1'], { reduce_amount_by: 5, reason: 'a' }),
    ])
      expect(other).not.toBe(one);
  });

  test.each([0, -1, Number.POSITIVE_INFINITY, Number.NaN])(
    'a total timeout of %s is rejected',
    async (totalTimeout) => {
      await expect(plan('smart.transactions.create', [], {}, { totalTimeout })).rejects.toThrow('`totalTimeout`');
    },
  );
});
