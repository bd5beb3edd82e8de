import type { RequestOptions, Secuconnect } from '@secuconnect/client';
import { withIntent, type Journal } from '@secuconnect/client/flows';

/** What is to be paid for each order, and refunded of it, in minor units. */
export const SUM = 4_990;
export const REFUND = 500;

/** The reference of an order, as it is sent. */
export const referenceOf = (order: number): string => `order-${order}`;

/**
 * One order, from the payment to the refund of a part: five writes, each of which has to take effect once. It may be stopped anywhere, and called again by
 * any process: what was done is not done again.
 *
 * @throws what `withIntent` throws; nothing of it ends the order, so that it is called again later.
 */
export async function workOnOrder(
  secuconnect: Secuconnect,
  journal: Journal,
  order: number,
  options: RequestOptions,
): Promise<void> {
  const { smart, payment } = secuconnect;
  const reference = referenceOf(order);
  const once = <Result>(step: string, call: (own: RequestOptions) => PromiseLike<Result>) =>
    withIntent({ journal, reference: `${reference}: ${step}` }, call, options);

  const sale = await once('sale', (own) =>
    smart.transactions.create(
      { transactionRef: reference, customer: PAYER, basket_info: { sum: SUM, currency: 'EUR' } },
      own,
    ),
  );
  const id = sale.value!.id;
  await once('approval', (own) => smart.transactions.prepare(id, 'invoice', {}, own));
  await once('start', (own) => smart.transactions.startPrepared(id, {}, own));
  const { transactions = [] } = await smart.transactions.get(id);
  const paymentId = transactions[0]!.id;
  const shipping = { carrier: 'DHL', tracking_id: reference, invoice_number: reference };
  await once('capture', (own) => payment.transactions.capture(paymentId, { shipping_information: shipping }, own));
  await once('refund', (own) => payment.transactions.cancel(paymentId, { reduce_amount_by: REFUND }, own));
}

const PAYER = {
  contact: {
    forename: 'Erika',
    surname: 'Beispiel',
    email: 'erika@shop.example',
    address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
  },
} as const;
