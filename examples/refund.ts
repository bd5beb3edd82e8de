/**
 * Refund: find the payment of an order, read what is left of it, and refund a part.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET.
 */
import { formatMoney, isSecuconnectError, optionsFromEnv, q, Secuconnect } from '@secuconnect/client';
import { refund } from '@secuconnect/client/flows';

const secuconnect = new Secuconnect(optionsFromEnv());
const order = 'Order 10042';
const amount = 500;

const stx = await secuconnect.smart.transactions.list({ q: q`transactionRef:${order}` }).first();
const payment = stx?.transactions?.find(({ object }) => object === 'payment.transactions')?.id;
if (!payment) throw new Error(`${order} has no payment.`);

const before = await remainingOf(payment);
console.log(`${order} was paid with ${payment}; ${euros(before)} can be refunded.`);
if (amount > before) throw new Error(`A refund of ${euros(amount)} is too high.`);

try {
  const { refunds, remaining } = await refund(secuconnect, payment, { amount, reason: 'Dented packaging' });
  if (refunds[0]) console.log(`${refunds[0].id} refunds ${euros(amount)} to the payer.`);
  else console.log(`No money had arrived yet: the payment is ${euros(amount)} lower now.`);
  console.log(`Left: ${remaining === undefined ? 'unknown' : euros(remaining)}.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  // Two calls refund twice, so only the remaining amount says whether the first one succeeded.
  if (error.outcome === 'unknown' && (await remainingOf(payment)) < before) {
    console.log('The response was lost, but the refund succeeded.');
  } else {
    console.error('Nothing was refunded:', error.message);
    process.exitCode = 1;
  }
}

/** What is left after refunds. The amount of the payment itself does not change. */
async function remainingOf(id: string): Promise<number> {
  const state = await secuconnect.payment.transactions.checkStatus(id);
  return state.amount ?? 0;
}

function euros(minor: number): string {
  return formatMoney(minor, 'EUR', 'en');
}
