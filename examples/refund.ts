/**
 * Refund: find the payment of an order, see how much of it is left, and give a part back. The answer is a list: the payment itself, and
 * the refund if money had been received already.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET.
 */
import { isSecuconnectError, optionsFromEnv, q, Secuconnect } from '@secuconnect/client';

const secuconnect = new Secuconnect(optionsFromEnv());
const order = 'Order 10042';
const giveBack = 500;

const found = await secuconnect.smart.transactions.list({ q: q`transactionRef:${order}`, count: 1 });
const payment = found.data[0]?.transactions?.find((one) => one.object === 'payment.transactions')?.id;
if (!payment) throw new Error(`There is no payment for ${order}.`);

const before = await left(payment);
console.log(`${order} was paid with ${payment}; ${euros(before)} of it are left.`);
if (giveBack > before) throw new Error(`More than ${euros(before)} cannot be given back.`);

try {
  const touched = await secuconnect.payment.transactions.cancel(payment, {
    reduce_amount_by: giveBack,
    reason: 'Dented packaging', // letters without umlauts, at most 100
  });
  const refund = touched.find(({ id }) => id !== payment);
  if (refund) console.log(`${euros(giveBack)} go back to the payer with ${refund.id}.`);
  else console.log(`The payment was lowered by ${euros(giveBack)}, for no money had been received yet.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  // A refund that is sent twice is paid twice: what is left of the payment tells whether the first one counted.
  if (error.outcome === 'unknown' && (await left(payment)) < before) {
    console.log('The answer got lost, but the refund was made.');
  } else {
    console.error('Nothing was given back:', error.message);
    process.exitCode = 1;
  }
}
console.log(`Left: ${euros(await left(payment))}.`);

/** The effective amount: that of the payment itself stays as it was when a refund is made. */
async function left(id: string): Promise<number> {
  const { amount } = await secuconnect.payment.transactions.checkStatus(id);
  return amount ?? 0;
}

function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`;
}
