/**
 * Subscription: a plan says how much is paid and how often, the payer authorises it in a checkout with the plan in its basket, and from then
 * on Secuconnect collects the payments. When the card or account no longer works, the payer authorises another one.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { formatMoney, isSecuconnectError, optionsFromEnv, q, Secuconnect } from '@secuconnect/client';
import { checkout } from '@secuconnect/client/flows';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());
const month = { unit: 'month', count: 1 };

try {
  const plan = await secuconnect.payment.plans.create({
    description: `Bean box: ${formatMoney(199, 'EUR', 'en')}, then ${formatMoney(799, 'EUR', 'en')} a month`,
    currency: 'EUR',
    status: 'active',
    product_type: 'physical',
    payment_methods: ['creditcard', 'debit'],
    billing_cycles: [
      { sequence: 1, tenure_type: 'trial', interval: month, total_cycles: 1, price: 199 },
      { sequence: 2, tenure_type: 'regular', interval: month, total_cycles: 0, price: 799 }, // no end
    ],
  });
  console.log(`${plan.id} is ${plan.status}: ${plan.description}.`);

  const order = await checkout(secuconnect, {
    is_demo: true,
    intent: 'sale',
    contract: { id: contract },
    customer: {},
    basket: {
      products: [
        { id: 1, item_type: 'subscription', desc: 'Bean box', plan_id: plan.id, quantity: 1, priceOne: 199, tax: 7 },
      ],
    },
    basket_info: { sum: 199, currency: 'EUR' },
    transactionRef: 'Bean box of customer 517',
    payment_context: { auto_capture: true }, // the payer's approval starts it
    application_context: {
      checkout_template: 'COT_QV85D3F542XWFFJYCSWG00W400YWAT',
      return_urls: {
        url_success: 'https://shop.example.com/box/done',
        url_push: 'https://shop.example.com/hooks/secuconnect',
      },
    },
  });
  console.log(`Send the payer to ${order.link()} to authorise it.`);

  // A shop waits for the push instead. Each collected payment causes one with the target payment.transactions and the type "added".
  await order.waitForResult({ totalTimeout: 30_000 });
  const subscription = await secuconnect.payment.subscriptions
    .list({ q: q`smart_transaction.id:${order.transaction.id}` })
    .first();
  if (!subscription) throw new Error('Not authorised: the payer can try again with the same link.');
  console.log(`${subscription.id} is ${subscription.status} since ${subscription.start_at}.`);

  if (subscription.status === 'suspended') {
    const again = await secuconnect.smart.transactions.updatePaymentContainer(subscription.id);
    console.log(`Its card no longer works. Send the payer to ${again.payment_links?.general} for another one.`);
  }
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  const advice = error.outcome === 'unknown' ? 'It may exist already: look for it first.' : 'Nothing was subscribed.';
  console.error(advice, error.message);
  process.exitCode = 1;
}
