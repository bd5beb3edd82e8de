import { ACCOUNT, PAYER } from '../../support/open-sandbox.ts';
import { pick, type Scenario, type ScenarioContext, type Scenarios } from '../scenario.ts';

const SUM = 1995;

/** An order of a payer whose account is stored. */
async function newOrder({ secuconnect, unique }: ScenarioContext) {
  const { customer, container } = await secuconnect.smart.transactions.create({ customer: PAYER, container: ACCOUNT });
  const order = { amount: SUM, currency: 'EUR', purpose: 'Order', order_id: unique('order'), customer: customer!.id! };
  return { order, container: container!.id! };
}

/** A debit, which is paid or only authorised. */
async function newDebit(context: ScenarioContext, fields: object = {}): Promise<string> {
  const { order, container } = await newOrder(context);
  return (await context.secuconnect.payment.secupayDebits.create({ ...order, container, ...fields })).id;
}

async function newInvoice(context: ScenarioContext): Promise<string> {
  const { order } = await newOrder(context);
  return (await context.secuconnect.payment.secupayInvoices.create(order)).id;
}

const basket = ({ unique }: ScenarioContext) => [
  {
    item_type: 'article',
    article_number: unique('BEAN'),
    name: 'Beans',
    quantity: 1,
    price: SUM,
    total: SUM,
    tax: '7',
  },
];

const NAMES = ['secupayCreditcards', 'secupayDebits', 'secupayInvoices', 'secupayPrepays', 'secupaySofort'] as const;

/** To create a payment of each older resource is the same. */
const creations = Object.fromEntries(
  NAMES.map((name): [string, Scenario] => [
    `payment.${name}.create`,
    {
      mayRepeat: true,
      async arrange(context) {
        const { order, container } = await newOrder(context);
        const body = name === 'secupayDebits' ? { ...order, container } : order;
        return (options) => context.secuconnect.payment[name].create(body, options);
      },
    },
  ]),
);

export const paymentSecupay: Scenarios = {
  ...creations,
  'payment.secupay.cancel': {
    async arrange(context) {
      const { secupay } = context.secuconnect.payment;
      const id = await newDebit(context, context.random() < 0.3 ? { payment_action: 'authorization' } : {});
      const reduce_amount_by = 1 + Math.floor(context.random() * 900);
      if (context.random() < 0.5) await secupay.cancel('secupaydebits', id, { reduce_amount_by });
      const body = context.random() < 0.7 ? { reduce_amount_by } : {};
      const { payers, staff } = context.sandbox.control;
      return {
        write: (options) => secupay.cancel('secupaydebits', id, body, options),
        meanwhile: pick(context, [
          () => payers.step(id, 'charge-back'),
          // By an amount that differs.
          ...(body.reduce_amount_by === undefined ? [] : [() => staff.refund(id, reduce_amount_by + 1)]),
        ]),
      };
    },
  },
  'payment.secupay.capture': {
    async arrange(context) {
      const { secupay } = context.secuconnect.payment;
      if (context.random() < 0.5) {
        const id = await newInvoice(context);
        const body = { shipping_information: { invoice_number: context.unique('invoice') } };
        return (options) => secupay.capture('secupayinvoices', id, body, options);
      }
      const id = await newDebit(context, { payment_action: 'authorization' });
      return {
        write: (options) => secupay.capture('secupaydebits', id, {}, options),
        meanwhile: pick(context, [
          () => secupay.cancel('secupaydebits', id),
          () => context.sandbox.control.payers.step(id, 'charge-back'),
        ]),
      };
    },
  },
  'payment.secupay.updateAccrual': {
    async arrange(context) {
      const accrual = context.random() < 0.5;
      const id = await newDebit(context, { accrual: !accrual });
      const body = accrual ? { accrual } : {};
      return (options) => context.secuconnect.payment.secupay.updateAccrual('secupaydebits', id, body, options);
    },
  },
  'payment.secupay.updateBasket': {
    async arrange(context) {
      const id = await newDebit(context, { basket: basket(context) });
      const body = { basket: basket(context) };
      const { secupay } = context.secuconnect.payment;
      return {
        write: (options) => secupay.updateBasket('secupaydebits', id, body, options),
        meanwhile: () => secupay.updateBasket('secupaydebits', id, { basket: basket(context) }),
      };
    },
  },
  'payment.secupay.updateShippingInformation': {
    async arrange(context) {
      const { secupay } = context.secuconnect.payment;
      const id = await newInvoice(context);
      const invoice_number = context.unique('invoice');
      if (context.random() < 0.3)
        await secupay.updateShippingInformation('secupayinvoices', id, { invoice_number, tracking_id: '1' });
      const body = { invoice_number, carrier: 'DHL', tracking_id: context.unique('parcel') };
      return (options) => secupay.updateShippingInformation('secupayinvoices', id, body, options);
    },
  },
  'payment.secupayPayout.create': {
    mayRepeat: true,
    async arrange(context) {
      const { order, container } = await newOrder(context);
      const body = {
        ...order,
        transaction_list: [{ reference_id: 'a', name: 'Prize', container_id: container, total: SUM }],
      };
      return (options) => context.secuconnect.payment.secupayPayout.create(body, options);
    },
  },
};
