import { expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER } from '../support/open-sandbox.ts';

const AMOUNT_THAT_IS_CHARGED_BACK = 66_669;

test.each([
  [1995, 1],
  [AMOUNT_THAT_IS_CHARGED_BACK, 4],
])('a debit of %i has the simple status %i two weeks after it was completed', async (sum, status_simple) => {
  const { secuconnect, sandbox } = openSandbox();
  const { id } = await secuconnect.smart.transactions.create({
    intent: 'sale',
    customer: PAYER,
    basket_info: { sum, currency: 'EUR' },
  });
  const { transactions } = await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
  const payment = transactions![0]!.id;
  expect(await secuconnect.payment.transactions.checkStatus(payment)).toMatchObject({ status_simple: 1, amount: sum });
  await sandbox.control.advance('14d');
  expect(await secuconnect.payment.transactions.checkStatus(payment)).toMatchObject({ status_simple });
});
