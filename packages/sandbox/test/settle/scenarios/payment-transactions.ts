import { ACCOUNT, PAYER } from '../../support/open-sandbox.ts';
import { pick, type ScenarioContext, type Scenarios } from '../scenario.ts';

const SUM = 10_000;

/** A payment by debit, which is paid. */
async function newPayment({ secuconnect, unique }: ScenarioContext): Promise<string> {
  const { smart } = secuconnect;
  const body = { transactionRef: unique('order'), customer: PAYER, basket_info: { sum: SUM, currency: 'EUR' } };
  const { id } = await smart.transactions.create(body);
  await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
  const { transactions = [] } = await smart.transactions.startPrepared(id);
  return transactions[0]!.id;
}

/** The Payment Transaction of a sale that was started with a method. */
async function started(context: ScenarioContext, method: string, fields: object = {}): Promise<string> {
  const { smart } = context.secuconnect;
  const { id } = await smart.transactions.create({
    customer: PAYER,
    basket_info: { sum: SUM, currency: 'EUR' },
    ...fields,
  });
  const body = method === 'debit' ? { container: ACCOUNT } : {};
  const { transactions = [] } = await smart.transactions.start(id, method, body);
  return transactions[0]!.id;
}

/** A payment that is only authorised. */
async function authorised({ secuconnect }: ScenarioContext): Promise<string> {
  const { smart } = secuconnect;
  const { id } = await smart.transactions.create({ customer: PAYER, basket_info: { sum: SUM, currency: 'EUR' } });
  const { transactions = [] } = await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
  return transactions[0]!.id;
}

export const paymentTransactions: Scenarios = {
  'payment.transactions.cancel': {
    async arrange(context) {
      const id = context.random() < 0.7 ? await newPayment(context) : await authorised(context);
      const reduce_amount_by = 1 + Math.floor(context.random() * 4_000);
      const { transactions } = context.secuconnect.payment;
      if (context.random() < 0.5) await transactions.cancel(id, { reduce_amount_by });
      const body = context.random() < 0.8 ? { reduce_amount_by } : {};
      const { payers, staff } = context.sandbox.control;
      return {
        write: (options) => transactions.cancel(id, body, options),
        meanwhile: pick(context, [
          () => payers.step(id, 'charge-back'),
          () => payers.step(id, 'pay-out'),
          () => transactions.capture(id),
          // By an amount that differs.
          ...(body.reduce_amount_by === undefined ? [] : [() => staff.refund(id, reduce_amount_by + 1)]),
        ]),
      };
    },
  },
  'payment.transactions.capture': {
    async arrange(context) {
      const { transactions } = context.secuconnect.payment;
      const isInvoice = context.random() < 0.3;
      const id = isInvoice ? await started(context, 'invoice') : await authorised(context);
      const part = context.random() < 0.5 ? { amount: 1 + Math.floor(context.random() * SUM) } : {};
      const body = isInvoice ? { shipping_information: { invoice_number: context.unique('invoice') } } : part;
      return {
        write: (options) => transactions.capture(id, body, options),
        meanwhile: pick(context, [
          () => transactions.cancel(id),
          () => context.sandbox.control.payers.step(id, 'charge-back'),
          // A part that differs.
          ...(part.amount === undefined ? [] : [() => transactions.capture(id, { amount: 1 + (part.amount % SUM) })]),
        ]),
      };
    },
  },
  'payment.transactions.increaseAmount': {
    async arrange(context) {
      const id = await started(context, 'prepaid');
      const body = { amount: SUM + 1 + Math.floor(context.random() * SUM) };
      const { transactions } = context.secuconnect.payment;
      return {
        write: (options) => transactions.increaseAmount(id, body, options),
        meanwhile: pick(context, [
          () => transactions.increaseAmount(id, { amount: body.amount + 1 }),
          () => context.sandbox.control.payers.transfer(id),
          () => transactions.cancel(id),
        ]),
      };
    },
  },
  'payment.transactions.revokeAccrual': {
    async arrange(context) {
      const id = await started(context, 'debit', { payment_context: { accrual: true } });
      return (options) => context.secuconnect.payment.transactions.revokeAccrual(id, options);
    },
  },
  'payment.transactions.assignPayment': {
    async arrange(context) {
      const id = await started(context, 'prepaid');
      return (options) => context.secuconnect.payment.transactions.assignPayment(id, '4711', options);
    },
  },
  'payment.transactions.assignTransferBalance': {
    async arrange(context) {
      const { secupayPayout, transactions } = context.secuconnect.payment;
      const order = {
        amount: 500,
        purpose: context.unique('Payout'),
        payout_list: [{ amount: 500, recipient: 'MRC_SELLER' }],
        ...(context.random() < 0.3 && { execution_date: '2027-03-12' }),
      };
      const { trans_id } = await secupayPayout.payoutWithoutCustomer(order);
      const { id } = await transactions.get(String(trans_id));
      return (options) => transactions.assignTransferBalance(id, options);
    },
  },
  'payment.transactions.updateShippingInformation': {
    async arrange(context) {
      const { transactions } = context.secuconnect.payment;
      const id = await started(context, 'invoice');
      const invoice_number = context.unique('invoice');
      const earlier = context.random();
      // A later parcel of the same invoice, or of another one.
      if (earlier < 0.3) await transactions.updateShippingInformation(id, { invoice_number, tracking_id: '1' });
      else if (earlier < 0.5) await transactions.updateShippingInformation(id, { invoice_number: 'other' });
      const body = { invoice_number, carrier: 'DHL', tracking_id: context.unique('parcel') };
      return {
        write: (options) => transactions.updateShippingInformation(id, body, options),
        meanwhile: pick(context, [
          () => transactions.updateShippingInformation(id, { invoice_number: 'of the warehouse' }),
          () => transactions.cancel(id, { reduce_amount_by: 1 }),
        ]),
      };
    },
  },
  'payment.transactions.create': {
    mayRepeat: true,
    async arrange(context) {
      const body = { amount: SUM, currency: 'EUR', payment_methods: ['twint'], order_id: context.unique('order') };
      return (options) => context.secuconnect.payment.transactions.create(body, options);
    },
  },
};
