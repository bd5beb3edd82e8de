import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';

test('a payment that was seeded goes on from what is shown of it', async () => {
  const { sandbox, secuconnect } = openSandbox();
  const id = 'PCI_SEEDED';
  sandbox.control.seed({
    'payment.transactions': [
      {
        id,
        amount: 1995,
        currency: 'EUR',
        status: 6,
        product_id: 36,
        details: { status_simple: 1 },
        contract: { object: 'general.contracts', id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' },
        merchant: { object: 'general.merchants', id: 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J' },
      } as never,
    ],
  });
  const { transactions } = secuconnect.payment;
  expect(await transactions.checkStatus(id)).toMatchObject({ status_simple: 1, amount: 1995 });
  expect(await transactions.cancel(id, { reduce_amount_by: 500 })).toMatchObject([{ id }, { amount: -500 }]);
  expect(await transactions.checkStatus(id)).toMatchObject({ amount: 1495 });
});
