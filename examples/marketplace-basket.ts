/**
 * Marketplace: one basket and one payment for the payer, with the articles of several sellers. Each seller receives the money of one
 * sub-basket, less the fee of the platform.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID
 * (that of the platform).
 */
import {
  formatMoney,
  isPermissionError,
  isSecuconnectError,
  optionsFromEnv,
  q,
  Secuconnect,
} from '@secuconnect/client';
import { checkout } from '@secuconnect/client/flows';

const { SECUCONNECT_CONTRACT_ID: platform = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

const sellers = [
  {
    name: 'Roastery',
    contract: 'GCR_7R2TXP4WM9K1N5Q8V3Y6Z0A4C7E1G',
    articles: [{ desc: 'Espresso beans, 1 kg', quantity: 1, priceOne: 1595, tax: 7 }],
  },
  {
    name: 'Pottery',
    contract: 'GCR_1M5PXT8KR3W7N2Q6V9Y4Z0B6D9F3H',
    articles: [{ desc: 'Cup', quantity: 2, priceOne: 1200, tax: 19 }],
  },
];

/** The sub-basket of each seller. The fee is part of its sum, not added to it. */
const products = sellers.map(({ name, contract, articles }, index) => {
  const sum = articles.reduce((total, { quantity, priceOne }) => total + quantity * priceOne, 0);
  const fee = {
    item_type: 'stakeholder_payment',
    desc: 'Platform fee',
    contract_id: platform,
    reference_id: `fee-${index + 1}`,
    sum: Math.round(sum / 10),
  };
  const lines = [...articles.map((article) => ({ item_type: 'article', ...article })), fee];
  return {
    id: index + 1,
    item_type: 'sub_transaction',
    desc: name,
    contract_id: contract,
    reference_id: `seller-${index + 1}`,
    sum,
    sub_basket: lines.map((line, position) => ({ id: position + 1, ...line })),
  };
});

try {
  const order = await checkout(secuconnect, {
    is_demo: true,
    intent: 'sale',
    contract: { id: platform },
    customer: {},
    basket: { products },
    basket_info: { sum: products.reduce((total, { sum }) => total + sum, 0), currency: 'EUR' },
    transactionRef: 'Order 10043',
    payment_context: { auto_capture: true },
  });
  const { id } = order.transaction;
  console.log(`Send the payer to ${order.link()}, and keep ${id} with order 10043.`);

  // Afterwards there is one payment over everything, and one per seller, which names the first as its parent.
  const { status, trans_id } = await secuconnect.smart.transactions.get(id);
  if (trans_id == null) console.log(`${id} is ${status}; it has no payment yet.`);
  else {
    console.log(`${id} is ${status}; its payment has the number ${trans_id}.`);
    const parts = secuconnect.payment.transactions.list({ q: q`parents.trans_id:${trans_id}` });
    for (const part of await parts.toArray({ limit: 100 }))
      console.log(`  ${part.id}: ${formatMoney(part.amount ?? 0, 'EUR', 'en')} for ${part.merchant?.id}`);
  }
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isPermissionError(error))
    console.error('Ask Secuconnect to enable mixed baskets for this contract:', error.message);
  else if (error.outcome === 'unknown')
    console.error('Look for order 10043 before you create it again:', error.message);
  else console.error('No payment was opened:', error.message);
  process.exitCode = 1;
}
